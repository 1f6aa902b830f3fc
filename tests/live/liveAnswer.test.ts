import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLive } from '../../src/live/createLive.ts';
import { createFrameReader } from '../../src/live/frameReader.ts';
import { createSubscription } from '../../src/live/liveAnswer.ts';
import type { Scheduler } from '../../src/live/scheduler.ts';
import type { OpenWire, WireNews } from '../../src/live/wire.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/live.ts';

/** The snapshot of `docs/protocol.md` without columns or rows: one number of each header field. */
const EMPTY = Uint8Array.from([1, 1, 0, 0, 0, 0, 0]);
const SNAPSHOT = { id: 1, view: 'v', epoch: 'e', version: 3, seq: 9 };

function open() {
  const subscription = createSubscription(1, { metrics: ['events'] });
  const reader = createFrameReader();
  reader.expect(subscription.toSubscribe('e'));
  return {
    subscription,
    reader,
    snapshot(message: typeof SNAPSHOT) {
      const news = reader.snapshot(message, EMPTY);
      if (news.kind !== 'snapshot') throw new Error(`${news.kind} instead of a snapshot`);
      subscription.apply(subscription.snapshot(message), news.news.change, null);
    },
  };
}

describe('a subscription', () => {
  it('asks for the whole state after a refusal, and is live again with it', () => {
    const { subscription, snapshot } = open();
    snapshot(SNAPSHOT);
    expect(subscription.release()).toBe(true);
    expect(subscription.answer().status).toBe('live');
    expect(subscription.toSubscribe('e').have).toEqual({ epoch: 'e', view: 'v', version: 3 });
    subscription.refused('the server failed on this');
    subscription.release();
    expect(subscription.answer()).toEqual({ table: null, status: 'error', error: 'the server failed on this' });
    // With a position it would be told to go on, and would have nothing to go on with.
    expect(subscription.toSubscribe('e').have).toBeUndefined();
    snapshot({ ...SNAPSHOT, version: 4 });
    subscription.release();
    expect(subscription.answer()).toMatchObject({ status: 'live', error: null });
  });

  it('is not live by a word of continuing what it has forgotten', () => {
    const { subscription, reader, snapshot } = open();
    snapshot(SNAPSHOT);
    subscription.release();
    expect(reader.delta({ view: 'v', prev: 5, version: 6, seq: 12 }, EMPTY)).toEqual([{ kind: 'broken', id: 1 }]);
    subscription.forget();
    subscription.resumed();
    subscription.release();
    expect(subscription.answer().status).toBe('stale');
  });

  it('does not show what came before it was refused', () => {
    const { subscription, reader } = open();
    const news = reader.snapshot(SNAPSHOT, EMPTY);
    if (news.kind !== 'snapshot') throw new Error('no snapshot');
    const position = subscription.snapshot(SNAPSHOT);
    subscription.refused('no more');
    expect(subscription.apply(position, news.news.change, null)).toBe(true);
    subscription.release();
    expect(subscription.answer()).toMatchObject({ status: 'error', error: 'no more' });
  });
});

describe('a page with several subscriptions', () => {
  it('takes over what came for the others when one release fails', () => {
    const frames: (() => void)[] = [];
    const onFrame: Scheduler['onFrame'] = (draw) => {
      frames.push(draw);
      return () => {};
    };
    const scheduler: Scheduler = { now: () => 0, onFrame, after: () => () => {} };
    let hear: (news: WireNews) => void = () => {};
    const openWire: OpenWire = (_address, listener) => {
      hear = listener;
      return { say: (order) => order.kind === 'subscribe' && reader.expect(order.message), close: () => {} };
    };
    const reader = createFrameReader();
    const live = createLive({ url: 'http://127.0.0.1:9', scheduler, openWire });
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => {
      told.mockRestore();
      live.close();
    });
    hear({ kind: 'hello', message: { protocol: PROTOCOL_VERSION, epoch: 'e', seq: 0, newestMs: null, nowMs: 0 } } as WireNews);
    const queries = [{ metrics: ['orders'] }, { metrics: ['events'] }];
    for (const query of queries) live.subscribe(query, () => {});
    const [first, second] = [1, 2].map((id) => reader.snapshot({ ...SNAPSHOT, id }, EMPTY));
    if (first?.kind !== 'snapshot' || second === undefined) throw new Error('no snapshot');
    hear({ ...first, news: { ...first.news, change: { ...first.news.change, names: null as never } } });
    hear(second);
    for (const draw of frames.splice(0)) draw();
    expect(queries.map((query) => live.read(query).status)).toEqual(['error', 'live']);
    expect(told).toHaveBeenCalledOnce();
  });
});
