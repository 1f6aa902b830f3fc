/** The page and the reader behind its line stay of one mind about every table, in whatever order their messages cross. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLive } from '../../src/live/createLive.ts';
import { createFrameReader } from '../../src/live/frameReader.ts';
import type { Scheduler } from '../../src/live/scheduler.ts';
import { handedOver } from '../../src/live/tableChange.ts';
import type { OpenWire, WireNews, WireOrder } from '../../src/live/wire.ts';
import { encodeDelta, encodeSnapshot } from '../../src/protocol/encodeFrame.ts';
import { applyFrame, createFrameTable, type FrameHeader } from '../../src/protocol/frame.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/live.ts';
import type { Query } from '../../src/protocol/query.ts';
import { stateOf } from '../src/protocol/frameWorld.ts';

const HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };
const COLUMNS = [
  { name: 'city', unit: null },
  { name: 'orders', unit: 'count' },
];
const VIEWS = [0, 1, 2, 3];
const queryOf = (view: number): Query => ({ metrics: ['orders'], groupBy: ['city'], where: { segment: [`s${view}`] } });

/** A server of a few views with many rows in common, and a line to it on which every message waits until it is let through. */
function createCrossing() {
  const views = VIEWS.map((view) => {
    const keys = Array.from({ length: 12 }, (_, row) => `c${row * (1 + (view % 2))}`);
    return { keys, values: keys.map((_, row) => row + 100 * view), version: 1 };
  });
  const frames: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const orders: WireOrder[] = [];
  const news: WireNews[] = [];
  let refusals = 0;
  const due: { readonly id: number; readonly view: number }[] = [];
  const reader = createFrameReader();
  const standing = new Map<number, number>();
  let hear: (news: WireNews) => void = () => {};

  const scheduler: Scheduler = {
    now: () => 0,
    onFrame: (callback) => {
      frames.push(callback);
      return () => void frames.splice(frames.indexOf(callback) >>> 0, 1);
    },
    after: (ms, callback) => {
      // Silence is not what is tried here.
      if (ms < 3000) timers.push(callback);
      return () => void (timers.includes(callback) && timers.splice(timers.indexOf(callback), 1));
    },
  };
  const openWire: OpenWire = (_address, listener) => {
    hear = listener;
    return { say: (order) => void orders.push(structuredClone(order)), close: () => {} };
  };
  const live = createLive({ url: 'http://127.0.0.1:9', scheduler, openWire });
  const stateOfView = (view: number) => {
    const { keys, values } = views[view] as (typeof views)[number];
    return stateOf(
      COLUMNS,
      keys.map((key, row) => ({ keys: [key], figures: [values[row] as number] })),
      HEADER,
    );
  };
  const say = (one: WireNews) =>
    news.push(structuredClone(one, { transfer: one.kind === 'snapshot' || one.kind === 'delta' ? handedOver(one.news.change) : [] }));
  const all = (queue: (() => void)[]) => {
    for (const one of queue.splice(0)) one();
  };

  /** One thing that goes on: a message goes one station further, a frame is drawn, time passes. */
  const stations = {
    order() {
      const order = orders.shift();
      if (order?.kind === 'subscribe') {
        reader.expect(order.message);
        const view = Number(order.message.query.where?.segment?.[0]?.toString().slice(1));
        standing.delete(order.message.id);
        due.push({ id: order.message.id, view });
      } else if (order?.kind === 'unsubscribe') {
        reader.forget(order.message.id);
        standing.delete(order.message.id);
        for (const [at, { id }] of [...due.entries()].reverse()) if (id === order.message.id) due.splice(at, 1);
      }
    },
    answer() {
      const one = due.shift();
      if (!one) return;
      standing.set(one.id, one.view);
      const version = views[one.view]?.version ?? 0;
      say(
        reader.snapshot(
          { id: one.id, view: `v${one.view}`, epoch: 'e', version, seq: version },
          encodeSnapshot(stateOfView(one.view), () => null),
        ),
      );
    },
    refuse() {
      const one = due.shift();
      const code = refusals++ % 2 === 0 ? 'busy' : 'disk_full';
      if (one) say({ kind: 'refused', message: { id: one.id, error: { code, message: 'wait' } } });
    },
    news() {
      const one = news.shift();
      if (one) hear(one);
    },
    frame: () => all(frames),
    time: () => all(timers),
  };
  hear({ kind: 'hello', message: { protocol: PROTOCOL_VERSION, epoch: 'e', seq: 0, newestMs: null, nowMs: 0 } } as WireNews);

  return {
    live,
    stations,
    valuesOf: (view: number) => Object.fromEntries((views[view]?.keys ?? []).map((key, row) => [key, views[view]?.values[row]])),
    /** An event: one value changes, and whoever stands on the view is told. */
    change(view: number, row: number) {
      const one = views[view] as (typeof views)[number];
      const state = createFrameTable();
      applyFrame(
        state,
        encodeSnapshot(stateOfView(view), () => null),
      );
      one.values[row] = (one.values[row] as number) + 1000;
      (state.values[0] as Float64Array)[row] = one.values[row] as number;
      const frame = encodeDelta(
        state,
        { removed: new Int32Array(0), changed: Int32Array.of(row), differs: [Uint8Array.of(255)], firstAdded: state.rowCount },
        () => null,
      );
      const prev = one.version++;
      if (![...standing.values()].includes(view)) return;
      for (const told of reader.delta({ view: `v${view}`, prev, version: one.version, seq: one.version }, frame)) say(told);
    },
    /** A release that never came. */
    lose(view: number) {
      (views[view] as (typeof views)[number]).version++;
    },
    /** Lets everything through until nothing is on its way; the number of messages that took. */
    settle(): number {
      let count = 0;
      while ((orders.length || due.length || news.length || frames.length) && count < 500) {
        if (news.length || due.length || orders.length) count++;
        stations.order();
        stations.answer();
        stations.news();
        stations.frame();
      }
      return count;
    },
  };
}

const step = (kind: string, view = 0, row = 0) => ({ kind, view, row });
const someView = fc.constantFrom(...VIEWS);
const someStep = fc.oneof(
  fc.tuple(fc.constantFrom('read', 'leave', 'lose'), someView).map(([kind, view]) => step(kind, view)),
  fc.tuple(someView, fc.nat(11)).map(([view, row]) => step('change', view, row)),
  { weight: 4, arbitrary: fc.constantFrom('order', 'answer', 'news', 'frame', 'time', 'refuse').map((kind) => step(kind)) },
);

describe('a page and the reader behind its line', () => {
  it('come to the same tables, in few messages, however their messages cross', () => {
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 120 }), (steps) => {
        const crossing = createCrossing();
        const { live, stations } = crossing;
        const stops = new Map<number, () => void>();
        const read = (view: number) => {
          if (!stops.has(view))
            stops.set(
              view,
              live.subscribe(queryOf(view), () => {}),
            );
        };
        for (const { kind, view, row } of steps) {
          if (kind === 'read') read(view);
          else if (kind === 'leave') {
            stops.get(view)?.();
            stops.delete(view);
          } else if (kind === 'change') crossing.change(view, row);
          else if (kind === 'lose') crossing.lose(view);
          else stations[kind as keyof typeof stations]();
        }
        for (const view of VIEWS) read(view);
        for (let pause = 0; pause < 5; pause++) {
          expect(crossing.settle()).toBeLessThan(100);
          stations.time();
        }
        expect(crossing.settle()).toBe(0);
        // Whoever lost a release learns of it with the next.
        for (const view of VIEWS) crossing.change(view, 0);
        expect(crossing.settle()).toBeLessThan(100);
        stations.time();
        expect(crossing.settle()).toBeLessThan(100);
        for (const view of VIEWS) {
          const { table, status } = live.read(queryOf(view));
          expect(status).toBe('live');
          expect(Object.fromEntries((table?.keys[0] ?? []).map((key, row) => [key, table?.values[0]?.[row]]))).toEqual(
            crossing.valuesOf(view),
          );
        }
        live.close();
      }),
      {
        seed: 7,
        numRuns: 1000,
        // Two that referred to each other's rows asked for their states for ever.
        examples: [[[step('read', 3), step('read', 0), step('leave', 3), step('time')]]],
      },
    );
  });
});
