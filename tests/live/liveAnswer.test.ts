import { describe, expect, it } from 'vitest';
import { createSubscription } from '../../src/live/liveAnswer.ts';

/** The snapshot of `docs/protocol.md` without columns or rows: one number of each header field. */
const EMPTY = Uint8Array.from([1, 1, 0, 0, 0, 0, 0]);
const SNAPSHOT = { id: 1, view: 'v', epoch: 'e', version: 3, seq: 9 };

describe('a subscription', () => {
  it('asks for the whole state after a refusal, and is live again with it', () => {
    const subscription = createSubscription(1, { metrics: ['events'] });
    subscription.snapshot(SNAPSHOT, EMPTY);
    expect(subscription.release()).toBe(true);
    expect(subscription.answer().status).toBe('live');
    expect(subscription.toSubscribe('e').have).toEqual({ epoch: 'e', view: 'v', version: 3 });
    subscription.refused('the server failed on this');
    subscription.release();
    expect(subscription.answer()).toEqual({ table: null, status: 'error', error: 'the server failed on this' });
    // With a position it would be told to go on, and would have nothing to go on with.
    expect(subscription.toSubscribe('e').have).toBeUndefined();
    subscription.snapshot({ ...SNAPSHOT, version: 4 }, EMPTY);
    subscription.release();
    expect(subscription.answer()).toMatchObject({ status: 'live', error: null });
  });

  it('is not live by a word of continuing what it has forgotten', () => {
    const subscription = createSubscription(1, { metrics: ['events'] });
    subscription.snapshot(SNAPSHOT, EMPTY);
    subscription.release();
    expect(subscription.delta({ view: 'v', prev: 5, version: 6, seq: 12 }, EMPTY)).toBe(false);
    subscription.forget();
    subscription.resumed();
    subscription.release();
    expect(subscription.answer().status).toBe('stale');
  });
});
