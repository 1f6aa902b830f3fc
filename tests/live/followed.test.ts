/** What the page holds of the library while reading it fails. */
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createConnectionStore } from '../../src/live/connection.ts';
import { createFollowed, type FollowedState } from '../../src/live/followed.ts';

interface Held extends FollowedState {
  readonly names: readonly string[];
}

/** A clock that is wound by hand. */
function clockwork() {
  let nowMs = 0;
  const due: { atMs: number; callback: () => void }[] = [];
  return {
    scheduler: {
      now: () => nowMs,
      onFrame: (callback: () => void) => clock(callback, 0),
      after: (ms: number, callback: () => void) => clock(callback, ms),
    },
    async pass(ms: number) {
      const untilMs = nowMs + ms;
      for (let next = soonest(untilMs); next !== undefined; next = soonest(untilMs)) {
        due.splice(due.indexOf(next), 1);
        nowMs = next.atMs;
        next.callback();
        await new Promise(setImmediate);
      }
      nowMs = untilMs;
      await new Promise(setImmediate);
    },
    waiting: () => due.length,
  };

  function clock(callback: () => void, ms: number): () => void {
    const entry = { atMs: nowMs + ms, callback };
    due.push(entry);
    return () => {
      if (due.includes(entry)) due.splice(due.indexOf(entry), 1);
    };
  }

  function soonest(untilMs: number) {
    return due.filter(({ atMs }) => atMs <= untilMs).sort((one, other) => one.atMs - other.atMs)[0];
  }
}

function followed(answers: () => Promise<readonly string[]>) {
  const { scheduler, pass, waiting } = clockwork();
  const connection = createConnectionStore(0);
  const store = createStore<Held>(() => ({ status: 'loading', error: null, names: [] }));
  const library = createFollowed<Held>({ store, connection, scheduler, read: async () => ({ names: await answers() }) });
  return { connection, store, library, pass, waiting };
}

it('asks every few seconds while it is refused, however much is heard meanwhile, and no more after its end', async () => {
  let asked = 0;
  const { connection, store, library, pass, waiting } = followed(async () => {
    asked++;
    throw new Error('disk full');
  });
  connection.setState({ status: 'live', library: 'e 1' });
  library.follow();
  for (let beat = 0; beat < 120; beat++) {
    await pass(500);
    connection.setState({ lastMessageAtMs: beat });
  }
  expect(store.getState()).toMatchObject({ status: 'error', error: 'disk full' });
  expect(asked).toBeGreaterThan(15);
  expect(asked).toBeLessThan(25);
  library.close();
  expect(waiting()).toBe(0);
});

it('asks at once for another state of it, and holds what came', async () => {
  let isBroken = true;
  const { connection, store, library, pass } = followed(async () => {
    if (isBroken) throw new Error('busy');
    return ['Ana'];
  });
  connection.setState({ status: 'live', library: 'e 1' });
  library.follow();
  await pass(100);
  expect(store.getState().status).toBe('error');
  isBroken = false;
  connection.setState({ library: 'e 2' });
  await pass(0);
  expect(store.getState()).toMatchObject({ status: 'live', error: null, names: ['Ana'] });
});
