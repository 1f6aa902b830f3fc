import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { allEvents, appendJson, makeFolder, openTestLog, sent } from './logFixture.ts';

function countBatches(dir: string): number {
  const db = new Database(join(dir, 'log-1.db'));
  const row = db.prepare('SELECT count(*) AS count FROM batches').get() as { count: number };
  db.close();
  return row.count;
}

const event = (at: number) => sent(String(at), { segment: `s${at % 7}` }, { type: 'io.orrery.profile.updated', subject: `c${at % 5}` });

describe('small batches', () => {
  it('are joined without changing what the log holds and knows', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    for (let at = 0; at < 600; at++) appendJson(log, event(at));
    appendJson(
      log,
      Array.from({ length: 200 }, (_, at) => event(600 + at)),
    );
    for (let at = 800; at < 810; at++) appendJson(log, event(at));
    const before = allEvents(log);
    appendJson(log, event(3));
    while (log.tidy());
    expect(allEvents(log)).toEqual(before);
    expect(appendJson(log, [event(0), event(255), event(256), event(599), event(700), event(809)])).toMatchObject({
      accepted: 0,
      duplicates: 6,
    });
    log.close();
    // 256 and 256 and 88 singles, the batch of 200, and the ten that wait for company.
    expect(countBatches(dir)).toBe(14);

    const again = openTestLog(dir);
    expect(allEvents(again)).toEqual(before);
    expect(appendJson(again, [event(0), event(300), sent('new', {}, { subject: 'c4' })])).toMatchObject({ accepted: 1, duplicates: 2 });
    expect(allEvents(again).at(-1)?.segment).toBe(before.findLast(({ subject }) => subject === 'c4')?.segment);
    again.close();
  });

  it('are left alone while they are few', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    for (let at = 0; at < 100; at++) appendJson(log, event(at));
    expect(log.tidy()).toBe(false);
    log.close();
    expect(countBatches(dir)).toBe(100);
  });
});
