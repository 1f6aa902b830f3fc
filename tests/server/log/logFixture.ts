/** What the log's tests share: a folder that goes away, events by a few words, and requests as bytes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Gazetteer } from '../../../server/geo/gazetteer.ts';
import { decodeBatch } from '../../../server/log/feed.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { openSqliteLog, type SqliteLog, type SqliteLogOptions } from '../../../server/log/sqliteLog.ts';
import type { EventFormat } from '../../../server/parts.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import type { AppendResult } from '../../../src/protocol/event.ts';

export const RECEIVED_MS = Date.UTC(2024, 5, 1, 12);

/** Knows one country, by its code. */
export const ONE_COUNTRY: Pick<Gazetteer, 'resolve'> = {
  resolve: ({ country }) => ({ country: country === 'DE' ? 'DE' : null, region: null, city: null, cell: null }),
};

/** A folder that goes away with the process. */
export function makeRunFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-log-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A folder that goes away with the test. */
export function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-log-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function openTestLog(dir: string, options: Partial<SqliteLogOptions> = {}): SqliteLog {
  return openSqliteLog({ dir, settings: DEFAULT_SETTINGS, gazetteer: ONE_COUNTRY, now: () => RECEIVED_MS, ...options });
}

export type Sent = Record<string, unknown>;

/** A valid event as sent; `fields` replace or add to the envelope. */
export function sent(id: string, data: Sent = {}, fields: Sent = {}): Sent {
  const time = '2024-05-01T09:30:00Z';
  return { specversion: '1.0', id, source: 'shop', type: 'io.orrery.order.completed', subject: 'ann', time, data, ...fields };
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Appends values as one JSON request; fails when the request as a whole is refused. */
export function appendJson(log: SqliteLog, values: unknown): AppendResult {
  return appendBytes(log, bytes(JSON.stringify(values)), 'json');
}

export function appendBytes(log: SqliteLog, body: Uint8Array, format: EventFormat): AppendResult {
  const [result] = log.append([{ body, format }]);
  if (!result || result instanceof Error) throw result ?? new Error('no answer');
  return result;
}

/** Everything the log holds, in order. */
export function allEvents(log: SqliteLog): ResolvedEvent[] {
  const events: ResolvedEvent[] = [];
  for (let batch = log.readAfter(0); batch; batch = log.readAfter(events.length)) events.push(...decodeBatch(batch.payload));
  return events;
}
