/** What a wall tells its room of its own address. */
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { tellOnce } from '../../../../src/app/wall/tellOnce.ts';
import { newRoom, type Room, type RoomCommand } from '../../../../src/protocol/room.ts';

/** What a browser keeps, with nothing in it yet. */
function newStorage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

it('tells it once, also when the page is loaded again, and anew when the address is another one or the one before', async () => {
  const kept = newStorage();
  const told: string[] = [];
  let isDeaf = true;
  const visit = async (id: string) => {
    const store = createStore<{ room: Room | null }>(() => ({ room: null }));
    const say = async (command: RoomCommand) => {
      if (isDeaf) throw new Error('deaf');
      if (command.kind === 'play' && command.programme.kind === 'tour') told.push(command.programme.id);
    };
    const stop = tellOnce({ store, say }, { name: 'main', programme: { kind: 'tour', id }, kept });
    for (const heard of [false, true]) {
      store.setState({ room: newRoom('main') });
      await new Promise((resolve) => setTimeout(resolve));
      isDeaf = isDeaf && heard;
    }
    stop();
  };
  await visit('a');
  await visit('a');
  expect(told).toEqual(['a']);
  await visit('b');
  await visit('a');
  expect(told).toEqual(['a', 'b', 'a']);
});

it('tells a room that plays it already nothing, and does not take it back when a presenter chooses something else', async () => {
  const kept = newStorage();
  const said: RoomCommand[] = [];
  const playing = (id: string): Room => ({ ...newRoom('main'), programme: { kind: 'tour', id }, run: 3 });
  const store = createStore<{ room: Room | null }>(() => ({ room: playing('a') }));
  const stop = tellOnce(
    { store, say: async (command) => void said.push(command) },
    { name: 'main', programme: { kind: 'tour', id: 'a' }, kept },
  );
  store.setState({ room: playing('b') });
  stop();
  expect(said).toEqual([]);
});
