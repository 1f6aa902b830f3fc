/**
 * Logs as earlier programs wrote them. Format 1, before checksums on the log's words about itself: `closed` from before identities had
 * a key (974c93d~1), `killed` with one, never closed (e0bed13~1). Format 2, before imports could be withdrawn (9ccb6f1), closed and killed.
 * `told.json` is what was sent to all of them and what the first program read back.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { SqliteLog } from '../../../server/log/sqliteLog.ts';
import type { EventFormat, RejectedRecord } from '../../../server/parts.ts';
import { allEvents, appendBytes, appendJson, bytes, makeFolder, openTestLog, sent } from './logFixture.ts';

interface Told {
  readonly sent: readonly { readonly format: EventFormat; readonly text: string }[];
  readonly events: readonly ResolvedEvent[];
  /** Newest first. */
  readonly rejected: readonly RejectedRecord[];
}

const TOLD: Told = JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, 'format-1/told.json.gz'))).toString());

function unpackLog(name: string): string {
  const folder = join(import.meta.dirname, name);
  const dir = makeFolder();
  for (const file of readdirSync(folder)) {
    writeFileSync(join(dir, basename(file, '.gz')), gunzipSync(readFileSync(join(folder, file))));
  }
  return dir;
}

function expectAsTold(log: SqliteLog, epoch: string | undefined): void {
  expect(log.epoch).toBe(epoch);
  expect(log.state().notices).toEqual([]);
  expect(allEvents(log)).toEqual(TOLD.events);
  expect(log.rejected({ limit: 1000 })).toEqual(TOLD.rejected);
}

describe.each(['format-1/closed', 'format-1/killed', 'format-2/closed', 'format-2/killed'])('an old log, %s,', (name) => {
  it('has every event and rejected record as they were, and still after it became one of the present format', () => {
    const dir = unpackLog(name);
    const epoch = readFileSync(join(dir, 'log.head'), 'latin1').split(' ')[0];
    for (let time = 0; time < 3; time++) {
      const log = openTestLog(dir);
      expectAsTold(log, epoch);
      log.close();
    }
  });

  it('takes every repeat for one, refuses what it refused, and goes on behind its last event', () => {
    const dir = unpackLog(name);
    const log = openTestLog(dir);
    const results = TOLD.sent.map(({ format, text }) => appendBytes(log, bytes(text), format));
    const sum = (count: (result: (typeof results)[number]) => number) => results.reduce((total, result) => total + count(result), 0);
    expect(sum(({ accepted }) => accepted)).toBe(0);
    expect(sum(({ duplicates }) => duplicates)).toBe(TOLD.events.length + 2);
    const codes = results.flatMap(({ rejected }) => rejected.map(({ code }) => code));
    expect(codes).toEqual(TOLD.rejected.map(({ code }) => code).reverse());
    expect(appendJson(log, sent('new'))).toMatchObject({ accepted: 1, seq: TOLD.events.length + 1 });
    log.close();
    const again = openTestLog(dir);
    expect(allEvents(again).slice(0, -1)).toEqual(TOLD.events);
    expect(appendJson(again, sent('new'))).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(again.rejected({ limit: 1000 }).slice(codes.length)).toEqual(TOLD.rejected);
    again.close();
  });
});
