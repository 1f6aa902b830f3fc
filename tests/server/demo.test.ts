/** The company's own workspace behind the stage: opened when it is needed, and again when its settings change. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { OPERATOR } from '../../server/access/scope.ts';
import { type Demo, openStage, type Stage } from '../../server/demo.ts';
import { RequestError } from '../../server/parts.ts';
import { loadSettings } from '../../server/settings.ts';
import { writeDemoSettings } from '../../server/sources/demoSettings.ts';

async function open(demo: Demo, settings?: object): Promise<{ readonly dir: string; readonly stage: Stage }> {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-stage-'));
  if (settings) writeFileSync(join(dir, 'orrery.json'), JSON.stringify(settings));
  const stage = await openStage(dir, demo);
  onTestFinished(async () => {
    await stage.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return { dir, stage };
}

function send({ log }: Stage, id: string) {
  const event = { specversion: '1.0', source: 'shop', id, type: 'io.orrery.order.completed', data: { amount: '1', currency: 'EUR' } };
  return log.append(new TextEncoder().encode(JSON.stringify(event)), 'json');
}

it('takes its currency while others ask for it: they wait, or come again, and events come in afterwards', async () => {
  const { stage } = await open('none');
  let isTaken = false;
  const taking = stage.takeCurrency('EUR').finally(() => {
    isTaken = true;
  });
  const asking: Promise<unknown>[] = [];
  while (!isTaken) {
    asking.push(stage.log.imports().catch((error: unknown) => error));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await taking).toBe(true);
  const failed = (await Promise.all(asking)).filter((answer) => answer instanceof Error);
  expect(failed.filter((error) => !(error instanceof RequestError && error.retryAfterS !== null))).toEqual([]);
  expect(await send(stage, '1')).toMatchObject({ accepted: 1, rejected: [] });
});

it('answers again once it could be opened, where it could not be with its new currency', async () => {
  const { dir, stage } = await open('none');
  const file = join(dir, 'orrery.json');
  const failed = expect(stage.takeCurrency('EUR')).rejects.toThrow('is not JSON');
  while (!existsSync(file)) await new Promise((resolve) => setImmediate(resolve));
  writeFileSync(file, '{');
  await failed;
  writeFileSync(file, '{"currency":"EUR"}');
  const { seq } = await send(stage, '1');
  const answer = await stage.engine.query({ metrics: ['events'] }, OPERATOR, seq);
  expect(JSON.parse(new TextDecoder().decode(answer))).toMatchObject({ rows: [[1]] });
});

it('takes the first real event after a slip in its settings was mended, without a new start', async () => {
  const { dir, stage } = await open('simulator');
  writeFileSync(join(dir, 'orrery.json'), '{');
  await expect(send(stage, '1')).rejects.toThrow('is not JSON');
  expect(stage.demo()).toBe('simulator');
  writeFileSync(join(dir, 'orrery.json'), '{}');
  expect(await send(stage, '1')).toMatchObject({ accepted: 1 });
  expect(stage.demo()).toBe(null);
});

it('tells of the company’s own log what was rejected and damaged, also while a demonstration is shown', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-stage-'));
  writeFileSync(join(dir, 'log-1.db'), 'this was a log '.repeat(1000));
  const stage = await openStage(dir, 'simulator');
  onTestFinished(async () => {
    await stage.close();
    rmSync(dir, { recursive: true, force: true });
  });
  expect(stage.demo()).toBe('simulator');
  expect(stage.log.state().notices).not.toEqual([]);
  expect(await stage.log.append(new TextEncoder().encode('{"specversion":"1.0","id":"1"}'), 'json')).toMatchObject({ accepted: 0 });
  await expect.poll(() => stage.log.state().rejected).toBe(1);
  expect(await stage.log.rejected({ limit: 10 })).toHaveLength(1);
  expect(stage.demo()).toBe('simulator');
});

it('takes no currency when an event was on its way already: its amounts are settled, and the folder can be opened', async () => {
  const { dir, stage } = await open('none');
  writeFileSync(join(dir, 'orrery.json'), '{"timezone": "Europe/Berlin"}');
  const [sent, isTaken] = await Promise.all([send(stage, '1'), stage.takeCurrency('EUR')]);
  expect([sent.accepted, isTaken]).toEqual([1, false]);
  expect(loadSettings(dir)).toMatchObject({ currency: 'USD', timezone: 'Europe/Berlin' });
  expect(await send(stage, '2')).toMatchObject({ accepted: 1, seq: 2 });
});

it('leaves settings of a demonstration that somebody broke as they are: who opens them says which file it is', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-demo-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const broken of ['{"currency": "USD",', 'null']) {
    writeFileSync(join(dir, 'orrery.json'), broken);
    await writeDemoSettings(dir, 'simulator', 'Asia/Tokyo');
    expect(() => loadSettings(dir)).toThrow('orrery.json');
  }
});

it('shows the simulator in the time zone of the company, by which the page reads the files that are brought to it', async () => {
  const { dir, stage } = await open('simulator', { timezone: 'America/Sao_Paulo' });
  expect(await stage.engine.catalog()).toMatchObject({ timezone: 'America/Sao_Paulo', currency: 'USD' });
  await writeDemoSettings(join(dir, 'demo'), 'simulator', 'Asia/Tokyo');
  expect(loadSettings(join(dir, 'demo'))).toMatchObject({ timezone: 'Asia/Tokyo', metrics: [{ id: 'delivery_days' }] });
});
