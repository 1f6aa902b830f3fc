import { expect, test } from 'vitest';
import { CALM_MS, calmly } from '../../src/live/calm.ts';
import { type LiveAnswer, LOADING } from '../../src/live/liveAnswer.ts';
import { toTable } from '../../src/protocol/table.ts';
import { WHOLE } from '../wholeAnswer.ts';

const table = toTable({
  columns: [{ name: 'events', unit: 'count' }],
  rows: [[1]],
  ...WHOLE,
});
const live = (): LiveAnswer => ({ table, status: 'live', error: null });

function start() {
  const waiting: { readonly ms: number; readonly call: () => void }[] = [];
  const after = (ms: number, call: () => void) => {
    const entry = { ms, call };
    waiting.push(entry);
    return () => void waiting.splice(waiting.indexOf(entry), 1);
  };
  let told = 0;
  const calm = calmly(LOADING, () => told++, { after });
  return { calm, waiting, told: () => told };
}

test('the first answer is heard at once, and values that follow it together a moment later', () => {
  const { calm, waiting, told } = start();
  calm.hear(live());
  expect(told()).toBe(1);
  for (let release = 0; release < 5; release++) calm.hear(live());
  expect(told()).toBe(1);
  expect(waiting.map(({ ms }) => ms)).toEqual([CALM_MS]);
  waiting[0]?.call();
  expect(told()).toBe(2);
  calm.hear(live());
  expect([told(), waiting.length]).toEqual([2, 1]);
});

test('an answer that grows old is heard of at once, once', () => {
  const { calm, waiting, told } = start();
  calm.hear(live());
  calm.hear(live());
  calm.hear({ ...live(), status: 'stale' });
  expect([told(), waiting.length]).toEqual([2, 0]);
});

test('nothing is heard after the end', () => {
  const { calm, waiting } = start();
  calm.hear(live());
  calm.hear(live());
  calm.stop();
  expect(waiting).toEqual([]);
});
