import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { SqliteLog } from '../../../server/log/sqliteLog.ts';
import { RequestError } from '../../../server/parts.ts';
import type { AppendResult } from '../../../src/protocol/event.ts';
import { allEvents, appendJson, bytes, makeFolder, openTestLog, type Sent, sent } from './logFixture.ts';

const PROFILE = { type: 'io.orrery.profile.updated' };

/** Appends with an import; throws what the log refuses. */
function appendTo(log: SqliteLog, id: string, values: readonly Sent[], format: 'json' | 'ndjson' = 'json'): AppendResult {
  const text = format === 'json' ? JSON.stringify(values) : values.map((value) => JSON.stringify(value)).join('\n');
  const [result] = log.append([{ body: bytes(text), format, import: { id, name: `${id}.csv` } }]);
  if (!result || result instanceof Error) throw result ?? new Error('no answer');
  return result;
}

function refusalOf(work: () => unknown): RequestError {
  try {
    work();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe.each(['json', 'ndjson'] as const)('an import sent as %s', (format) => {
  it('is withdrawn at a sequence number of its own; its events may then be sent as new ones', () => {
    const dir = makeFolder();
    let log = openTestLog(dir);
    appendJson(log, sent('before'));
    appendTo(log, 'first', [sent('a'), sent('b')], format);
    appendJson(log, sent('between'));
    appendTo(log, 'first', [sent('c'), sent('before')], format);
    expect(log.imports()).toMatchObject([{ id: 'first', name: 'first.csv', number: 1, events: 3, withdrawn: false, changedMs: null }]);

    expect(log.changeImport('first', true)).toMatchObject({ events: 3, withdrawn: true });
    expect(log.state().seq).toBe(6);
    log.changeImport('first', true);
    expect(log.state().seq).toBe(6);
    for (let time = 0; time < 2; time++) {
      expect(appendTo(log, 'second', [sent('a', { country: 'DE' }), sent('c'), sent('before'), sent('between')], format)).toMatchObject(
        time === 0 ? { accepted: 2, duplicates: 2 } : { accepted: 0, duplicates: 4 },
      );
      log.close();
      log = openTestLog(dir);
    }
    expect(log.imports()).toMatchObject([
      { id: 'first', events: 3, withdrawn: true },
      { id: 'second', events: 2, withdrawn: false },
    ]);
    expect(log.state().notices).toEqual([]);
    log.close();
  });

  it('is restored unless its events were sent again meanwhile', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    appendTo(log, 'first', [sent('a'), sent('b')], format);
    log.changeImport('first', true);
    appendTo(log, 'second', [sent('b')], format);
    const refusal = refusalOf(() => log.changeImport('first', false));
    expect(refusal).toMatchObject({ status: 409, code: 'import_repeated' });
    expect(refusal.message).toMatch(/^import: first .*"b".*second/);
    log.changeImport('second', true);
    expect(log.changeImport('first', false)).toMatchObject({ withdrawn: false });
    expect(appendTo(log, 'third', [sent('a'), sent('b')], format)).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(refusalOf(() => log.changeImport('second', false))).toMatchObject({ status: 409 });
    log.close();
  });
});

describe('a withdrawn import', () => {
  it('takes no more events until it is restored', () => {
    const log = openTestLog(makeFolder());
    appendTo(log, 'first', [sent('a')]);
    log.changeImport('first', true);
    const refusal = refusalOf(() => appendTo(log, 'first', [sent('b')]));
    expect(refusal).toMatchObject({ status: 409, code: 'import_withdrawn' });
    log.changeImport('first', false);
    expect(appendTo(log, 'first', [sent('b')])).toMatchObject({ accepted: 1 });
    log.close();
  });

  it('no longer says in which segment a customer is', () => {
    const dir = makeFolder();
    let log = openTestLog(dir);
    appendJson(log, sent('1', { segment: 'old' }, PROFILE));
    appendTo(log, 'first', [sent('2', { segment: 'new' }, PROFILE)]);
    log.changeImport('first', true);
    appendJson(log, sent('3'));
    log.close();
    log = openTestLog(dir);
    appendJson(log, sent('4'));
    log.changeImport('first', false);
    appendJson(log, sent('5'));
    const segments = allEvents(log).map(({ id, segment }) => [id, segment]);
    expect(segments.filter(([id]) => Number(id) > 2)).toEqual([
      ['3', 'old'],
      ['4', 'old'],
      ['5', 'new'],
    ]);
    log.close();
  });

  it('stays withdrawn when small batches are joined, and comes back whole', () => {
    const dir = makeFolder();
    let log = openTestLog(dir);
    for (let at = 0; at < 600; at++) {
      if (at % 100 < 60) appendTo(log, `i${Math.floor(at / 200)}`, [sent(`i${at}`)]);
      else appendJson(log, sent(`o${at}`));
      if (at === 450) log.changeImport('i0', true);
    }
    const before = allEvents(log);
    while (log.tidy());
    expect(allEvents(log)).toEqual(before);
    log.close();
    log = openTestLog(dir);
    expect(log.imports().map(({ id, events, withdrawn }) => [id, events, withdrawn])).toEqual([
      ['i0', 120, true],
      ['i1', 120, false],
      ['i2', 120, false],
    ]);
    expect(appendJson(log, [sent('i0'), sent('i159'), sent('i200'), sent('o60')])).toMatchObject({ accepted: 2, duplicates: 2 });
    log.close();
  });

  it('is unknown when nothing of it was taken in', () => {
    const log = openTestLog(makeFolder());
    appendJson(log, sent('a'));
    appendTo(log, 'first', [sent('a')]);
    expect(log.imports()).toEqual([]);
    expect(refusalOf(() => log.changeImport('first', true))).toMatchObject({ status: 404, code: 'unknown_import' });
    log.close();
  });
});

describe('a withdrawal', () => {
  it('is on disk when it is answered: a log that was never closed has it', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    appendTo(log, 'first', [sent('a'), sent('b')]);
    const before = makeFolder();
    for (const file of readdirSync(dir)) copyFileSync(join(dir, file), join(before, file));
    log.changeImport('first', true);
    const after = makeFolder();
    for (const file of readdirSync(dir)) copyFileSync(join(dir, file), join(after, file));
    log.close();
    for (const [copy, seq, withdrawn] of [
      [before, 2, false],
      [after, 3, true],
    ] as const) {
      const killed = openTestLog(copy);
      expect(killed.state()).toMatchObject({ seq, notices: [] });
      expect(killed.imports()).toMatchObject([{ id: 'first', events: 2, withdrawn }]);
      killed.close();
    }
  });

  it('outlives the repair of a damaged log', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    appendJson(
      log,
      Array.from({ length: 300 }, (_, at) => sent(`own${at}`)),
    );
    appendTo(log, 'first', [sent('a'), sent('b')]);
    log.changeImport('first', true);
    appendTo(log, 'second', [sent('a')]);
    log.close();
    const db = new Database(join(dir, 'log-1.db'));
    db.exec('UPDATE batches SET body_crc = body_crc + 1 WHERE first_seq = 1');
    db.close();
    const repaired = openTestLog(dir);
    expect(repaired.state().notices).toHaveLength(1);
    expect(repaired.imports()).toMatchObject([
      { id: 'first', events: 2, withdrawn: true },
      { id: 'second', events: 1, withdrawn: false },
    ]);
    expect(appendJson(repaired, [sent('a'), sent('b')])).toMatchObject({ accepted: 1, duplicates: 1 });
    repaired.close();
  });
});

describe('a dry run', () => {
  it('says what would become of each item, and leaves nothing behind', () => {
    const log = openTestLog(makeFolder());
    appendJson(log, sent('known', { segment: 'kept' }, PROFILE));
    const before = log.state();
    const items = [
      sent('known', { segment: 'kept' }, PROFILE),
      sent('new', { country: 'DE' }),
      sent('new', { country: 'DE' }),
      { ...sent('bad'), time: 'yesterday' },
      sent('profile', { segment: 'other' }, PROFILE),
    ];
    const check = log.check({ body: bytes(JSON.stringify(items)), format: 'json' });
    expect(check).toMatchObject({ accepted: 2, duplicates: 2, rejected: [{ index: 3, field: 'time' }], seq: 1 });
    expect(check.places.map(({ index, country }) => [index, country])).toEqual([
      [1, 'DE'],
      [4, null],
    ]);
    expect(log.state()).toEqual(before);
    expect(appendJson(log, [sent('new', { country: 'DE' }), sent('x')])).toMatchObject({ accepted: 2 });
    expect(allEvents(log).at(-1)?.segment).toBe('kept');
    log.close();
  });
});
