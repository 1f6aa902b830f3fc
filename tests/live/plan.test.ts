/** Plans that are asked over HTTP: late answers, failures, and asking again. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askPlan, askPlansAgain, planAnswers } from '../../src/live/plan.ts';

interface Asked {
  answer(metric: string): void;
  fail(why: string): void;
}

let asked: Asked[];
const key = '{"kind":"target","metric":"revenue"}';
const state = () => planAnswers.read(key);

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', () => {
    return new Promise<Response>((resolve) => {
      const fail = (message: string) => resolve(Response.json({ error: { code: 'busy', message } }, { status: 503 }));
      asked.push({ answer: (metric) => resolve(Response.json({ metric })), fail });
    });
  });
});

afterEach(() => vi.unstubAllGlobals());

it('tells of the latest question alone, whichever answer or failure comes last', async () => {
  const first = askPlan(key, '1');
  const second = askPlan(key, '2');
  asked[1]?.answer('new');
  await second;
  expect(state()).toMatchObject({ status: 'live', answer: { metric: 'new' } });
  asked[0]?.fail('late');
  await first;
  expect(state()).toMatchObject({ status: 'live', error: null, answer: { metric: 'new' } });
});

it('asks again for what failed as soon as somebody who looks wants it', async () => {
  const failed = askPlan(key, '3');
  asked[0]?.fail('too busy');
  await failed;
  expect(state()).toMatchObject({ status: 'error', error: 'too busy' });
  askPlansAgain();
  expect(asked.length).toBe(1);
  const stop = planAnswers.subscribe(key, () => {});
  askPlansAgain();
  askPlansAgain();
  expect(asked.length).toBe(2);
  asked[1]?.answer('there');
  await expect.poll(() => state()).toMatchObject({ status: 'live', error: null, answer: { metric: 'there' } });
  stop();
});

it('asks again as time goes by though the clock of the machine was set back', async () => {
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-01T12:00:00Z'));
  void askPlan(key, '4');
  void askPlan(key, '4');
  expect(asked.length).toBe(1);
  now.mockReturnValue(Date.parse('2026-03-01T11:00:00Z'));
  void askPlan(key, '4');
  now.mockRestore();
  expect(asked.length).toBe(2);
});
