/** What is no longer read is forgotten on both sides of the line. */
import { expect, it } from 'vitest';
import { createLive } from '../../src/live/createLive.ts';
import type { Scheduler } from '../../src/live/scheduler.ts';
import type { WireNews, WireOrder } from '../../src/live/wire.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/live.ts';

it('tells the reader behind the line also what ended while there was no connection: it would hold every such table, and compare with it what comes', () => {
  const timers = new Set<() => void>();
  const scheduler: Scheduler = {
    now: () => 0,
    onFrame: () => () => {},
    after: (_ms, callback) => {
      timers.add(callback);
      return () => void timers.delete(callback);
    },
  };
  const orders: WireOrder[] = [];
  let hear: (news: WireNews) => void = () => {};
  const live = createLive({
    url: 'http://127.0.0.1:9',
    scheduler,
    openWire: (_address, listener) => {
      hear = listener;
      return { say: (order) => void orders.push(order), close: () => {} };
    },
  });
  hear({ kind: 'hello', message: { protocol: PROTOCOL_VERSION, epoch: 'one', seq: 1, newestMs: null, nowMs: 0 } });
  const stop = live.subscribe({ metrics: ['orders'], groupBy: ['city'] }, () => {});
  hear({ kind: 'lost' });
  stop();
  for (const timer of timers) timer();
  const id = orders.flatMap((order) => (order.kind === 'subscribe' ? [order.message.id] : []))[0];
  expect(orders.at(-1)).toEqual({ kind: 'unsubscribe', message: { id } });
  live.close();
});
