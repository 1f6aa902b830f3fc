/** Live views over a real archive, with a clock and releases by hand, and the tables that subscribers build from what is sent. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { answerAs } from '../../../../server/access/answerAs.ts';
import { OPERATOR, type Scope } from '../../../../server/access/scope.ts';
import { planQuery } from '../../../../server/engine/plan.ts';
import { answerQuery } from '../../../../server/engine/query.ts';
import { CAPS, type Caps } from '../../../../server/engine/views/foldedSource.ts';
import { createViews, MOST_BYTES, type Views } from '../../../../server/engine/views/views.ts';
import type { ResolvedEvent } from '../../../../server/log/resolvedEvent.ts';
import type { ViewRelease } from '../../../../server/parts.ts';
import type { Settings } from '../../../../server/settings.ts';
import { applyFrame, createFrameTable, type FrameTable } from '../../../../src/protocol/frame.ts';
import type { Cell, Query, QueryAnswer } from '../../../../src/protocol/query.ts';
import { expectSameAnswer } from '../../../oracle/compare.ts';
import type { Coverage } from '../../../oracle/coverage.ts';
import { answer } from '../../../oracle/oracle.ts';
import { createCoder } from '../objectCoder.ts';
import { EPOCH, openTestArchive } from '../openArchive.ts';

/** One subscriber: what it was told, and whether it heard everything. */
export interface Subscriber {
  readonly query: Query;
  readonly viewId: string;
  table: FrameTable;
  version: number;
  /** Its connection is gone: nothing reaches it. */
  isDeaf: boolean;
  /** It has seen a gap: what comes is of no use until it takes the whole state. */
  isLost: boolean;
}

export interface World {
  readonly views: Views;
  readonly subscribers: Set<Subscriber>;
  /** How often the archive was asked for a whole answer. */
  asked(): number;
  /** Called with every release. */
  readonly listeners: Set<(release: ViewRelease) => void>;
  clockMs: number;
  append(events: readonly ResolvedEvent[]): void;
  /** A scope left out is the operator's. */
  subscribe(query: Query, scope?: Scope): Promise<Subscriber>;
  unsubscribe(subscriber: Subscriber): void;
  /** Connects again: takes the whole state where its version is no longer the view's. */
  reconnect(subscriber: Subscriber): Promise<void>;
  /** Everyone hears again, what changed is released, and who saw a gap takes the whole state. */
  settle(): Promise<void>;
  /** The same query asked afresh, now. */
  expected(query: Query): QueryAnswer;
  /** The same asked of the archive, as somebody may ask it. */
  askedAs(query: Query, scope: Scope): Promise<QueryAnswer>;
  /** Notes what an answer that was compared has exercised. */
  note(coverage: Coverage, query: Query, answer: QueryAnswer): void;
  close(): Promise<void>;
}

/** Blocks of few rows, so that there are several, and one that is being filled. */
const BLOCK_ROWS = 8;

/** A folder in memory where the system has one: what is tested here is no disk. */
function quickDir(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'orrery-views-'));
}

export async function openWorld(settings: Settings, clockMs: number, caps: Caps = CAPS, mostBytes = MOST_BYTES): Promise<World> {
  const { archive, registry, close } = await openTestArchive(settings, quickDir());
  const code = createCoder(settings, archive.dictionaries);
  const parts = { archive, registry, epoch: EPOCH, labelOf: () => null };
  const subscribers = new Set<Subscriber>();
  const log: ResolvedEvent[] = [];
  let asked = 0;

  /** Takes the whole state, as a client does that lost its place. */
  async function resync(subscriber: Subscriber): Promise<void> {
    const { version, frame } = await world.views.snapshot(subscriber.viewId);
    subscriber.isLost = false;
    if (version === subscriber.version) return;
    subscriber.table = createFrameTable();
    applyFrame(subscriber.table, frame);
    subscriber.version = version;
  }

  const world: World = {
    views: createViews(
      {
        ...parts,
        now: () => world.clockMs,
        answer: (query) => {
          asked++;
          return answerQuery(planQuery(query, registry), parts, world.clockMs);
        },
        release,
      },
      { releaseEveryMs: 0, caps, mostBytes, blockRows: BLOCK_ROWS },
    ),
    subscribers,
    asked: () => asked,
    listeners: new Set(),
    clockMs,
    append(events) {
      if (events.length === 0) return;
      log.push(...events);
      const rows = code(events);
      archive.append(rows);
      world.views.onBatch(rows);
    },
    async subscribe(query, scope = OPERATOR) {
      const { viewId } = await world.views.open(query, scope);
      const subscriber: Subscriber = { query, viewId, table: createFrameTable(), version: 0, isDeaf: false, isLost: false };
      await resync(subscriber);
      subscribers.add(subscriber);
      return subscriber;
    },
    unsubscribe(subscriber) {
      subscribers.delete(subscriber);
      world.views.close(subscriber.viewId);
    },
    async reconnect(subscriber) {
      if (subscriber.isDeaf) await resync(subscriber);
      subscriber.isDeaf = false;
    },
    async settle() {
      for (const subscriber of subscribers) await world.reconnect(subscriber);
      await world.views.release(true);
      for (const subscriber of subscribers) if (subscriber.isLost) await resync(subscriber);
    },
    expected: (query) => answer(log, query, { settings, epoch: EPOCH, nowMs: world.clockMs }),
    askedAs: (query, scope) => answerAs(query, scope, registry, (asked) => answerQuery(planQuery(asked, registry), parts, world.clockMs)),
    note: (coverage, query, given) => coverage.note(log, query, given, { settings, nowMs: world.clockMs }),
    async close() {
      world.views.stop();
      await close();
    },
  };

  function release(release: ViewRelease): void {
    const { viewId, prev, version, frame } = release;
    for (const listener of world.listeners) listener(release);
    for (const subscriber of subscribers) {
      if (subscriber.viewId !== viewId || subscriber.isDeaf || subscriber.isLost) continue;
      subscriber.isLost = prev !== subscriber.version;
      if (subscriber.isLost) continue;
      applyFrame(subscriber.table, frame);
      subscriber.version = version;
    }
  }

  return world;
}

/** Fails when a subscriber's table is another answer than the expected one; rows are matched by their ids, and a view may have outgrown its caps. */
export function expectSameTable({ table, query }: Pick<Subscriber, 'table' | 'query'>, expected: QueryAnswer, isCapped = false): void {
  const dimensions = table.keys.length;
  const rows = new Map(rowsOf(table).map((row) => [JSON.stringify(row.slice(0, dimensions)), row]));
  const { suppressed, unconverted, truncated } = table.header;
  const live = expected.live && isCapped ? true : table.header.live;
  const inOrder = expected.rows.map((row) => rows.get(JSON.stringify(row.slice(0, dimensions))) ?? ['missing']);
  expect(table.rowCount, JSON.stringify(query)).toBe(expected.rows.length);
  expectSameAnswer({ ...expected, columns: table.columns, rows: inOrder, suppressed, unconverted, truncated, live }, expected);
}

function rowsOf(table: FrameTable): Cell[][] {
  return Array.from({ length: table.rowCount }, (_, row) => [
    ...table.keys.map((ids) => ids[row] as string | null),
    ...table.values.map((column) => (Number.isNaN(column[row]) ? null : (column[row] as number))),
  ]);
}
