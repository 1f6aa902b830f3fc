/** The engine between a log in memory and its askers. Everything is closed and taken away after each test. */
import { readdirSync, rmSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach } from 'vitest';
import { type Core, openCore } from '../../../server/engine/core.ts';
import { createFeedWriter, type FeedWriter, type StoredBatch } from '../../../server/log/feedWriter.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Settings } from '../../../server/settings.ts';
import type { Query } from '../../../src/protocol/query.ts';
import { expectSameAnswer } from '../../oracle/compare.ts';
import { answer } from '../../oracle/oracle.ts';
import { eventsArbitrary } from '../../oracle/randomEvents.ts';
import { worldSettings } from '../../oracle/randomWorld.ts';
import { EPOCH, NOW_MS, tempDir } from './openArchive.ts';

export const SETTINGS = worldSettings('Europe/Berlin');
const QUESTIONS: readonly Query[] = [
  { metrics: ['events', 'revenue', 'customers', 'orders', 'contacts', 'repeat_rate'], groupBy: ['country', 'segment'] },
  { metrics: ['profit', 'fcr', 'churn_rate'], groupBy: ['time:month'] },
  { metrics: ['events'], groupBy: ['h3:3', 'data.parcel.size'] },
];

/** A log in memory, which may lose events. */
export function createLog(events: ResolvedEvent[]) {
  const lost = new Set<number>();
  return {
    lost,
    events,
    seq: () => events.length,
    readAfter(seq: number): StoredBatch | null {
      const batch = events.slice(seq, seq + 50);
      const kept = batch.filter((event) => !lost.has(event.seq));
      return batch.length === 0 ? null : { firstSeq: seq + 1, count: batch.length, payload: Buffer.from(JSON.stringify(kept)) };
    },
  };
}

interface Opened {
  readonly core: Core;
  readonly feed: FeedWriter;
  /** Views whose end was told. */
  readonly ended: readonly string[];
  close(): Promise<void>;
}

const opened: Opened[] = [];
const folders: string[] = [];

export async function open(
  dir: string,
  log: ReturnType<typeof createLog>,
  epoch = EPOCH,
  settings: Settings = SETTINGS,
  now = () => NOW_MS,
): Promise<Opened> {
  const { port1, port2 } = new MessageChannel();
  const feed = createFeedWriter(port1, log, (error) => {
    throw error;
  });
  const ended: string[] = [];
  const onEnd = (viewId: string) => void ended.push(viewId);
  const options = { dir, epoch, settings, logPort: port2, labelOf: () => null, onRelease: () => {}, onEnd, now };
  const core = await openCore(options);
  const all: Opened = {
    core,
    feed,
    ended,
    async close() {
      feed.close();
      await core.close();
      opened.splice(opened.indexOf(all), 1);
    },
  };
  opened.push(all);
  return all;
}

export function folder(): string {
  const dir = tempDir();
  folders.push(dir);
  return dir;
}

export function randomEvents(count: number): ResolvedEvent[] {
  const events = fc.sample(eventsArbitrary(400), { numRuns: 40, seed: 7 }).flat().slice(0, count);
  return events.map((event, at) => ({ ...event, id: `e${at + 1}`, seq: at + 1 }));
}

export async function expectAnswers({ core }: Opened, log: ReturnType<typeof createLog>): Promise<void> {
  const kept = log.events.filter(({ seq }) => !log.lost.has(seq));
  for (const query of QUESTIONS) {
    expectSameAnswer(await core.query(query, log.seq()), {
      ...answer(kept, query, { settings: SETTINGS, epoch: EPOCH, nowMs: NOW_MS }),
      asOf: { epoch: EPOCH, seq: log.seq() },
    });
  }
}

export const asides = (dir: string): string[] =>
  readdirSync(dir).filter((name) => name.startsWith('archive.damaged-') && !name.endsWith('.wal'));

afterEach(async () => {
  for (const { close } of [...opened]) await close();
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});
