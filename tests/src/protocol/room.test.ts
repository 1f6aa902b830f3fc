/** A room of screens: whatever is said to it in whatever order, the tour goes on, and no scene is missed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRoom, newRoom, playedOf, positionAt, type Room, type RoomCommand, readRoomCommand } from '../../../src/protocol/room.ts';
import type { Scene } from '../../../src/protocol/tours.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const scene = (id: string, seconds: number): Scene => ({ id, name: id, search: '', path: [], caption: '', seconds });
const scenesOf = (seconds: readonly number[]) => seconds.map((length, at) => scene(IDS[at] as string, length));
const lengths = fc.array(fc.integer({ min: 3, max: 20 }), { minLength: 1, maxLength: 5 });
const command: fc.Arbitrary<RoomCommand> = fc.oneof(
  fc.constantFrom<RoomCommand>({ kind: 'pause' }, { kind: 'resume' }, { kind: 'pin' }, { kind: 'unpin' }),
  fc.constantFrom<RoomCommand>({ kind: 'step', by: 1 }, { kind: 'step', by: -1 }, { kind: 'why', on: true }, { kind: 'why', on: false }),
  fc.record({ kind: fc.constantFrom('go' as const, 'veto' as const, 'unveto' as const), scene: fc.constantFrom(...IDS) }),
  fc.constant<RoomCommand>({ kind: 'play', programme: { kind: 'self' } }),
);
const begin = (seconds: readonly number[], nowMs = 0): Room =>
  applyRoom(newRoom('main'), { kind: 'next', after: 0, place: 0, act: { kind: 'self' }, scenes: scenesOf(seconds) }, nowMs);
/** The scenes that stand from one instant on, without repeats, as a screen sees them that looks every half second. */
function seen(room: Room, fromMs: number, forMs: number): string[] {
  const ids: string[] = [];
  for (let nowMs = fromMs; nowMs < fromMs + forMs; nowMs += 500) {
    const id = room.scenes[positionAt(room, nowMs)?.index ?? -1]?.id ?? '';
    if (ids.at(-1) !== id) ids.push(id);
  }
  return ids;
}

describe('a room', () => {
  it('shows every scene for its time, one after another, and begins again', () => {
    const room = begin([4, 3, 5], 1000);
    expect(seen(room, 1000, 24_000)).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
    expect(positionAt(room, 8500)).toEqual({ index: 2, elapsedMs: 500, isOver: false });
    expect(positionAt(room, 13_100)).toEqual({ index: 0, elapsedMs: 100, isOver: true });
  });

  it('goes on, and asks for its next act, after the clock was set back; a clock that differs by seconds changes nothing', () => {
    const hour = 3_600_000;
    const room = begin([4, 3, 5], 10 * hour);
    expect(seen(room, 8 * hour, 12_000)).toEqual(['a', 'b', 'c']);
    expect(positionAt(room, 8 * hour)?.isOver).toBe(true);
    expect(positionAt(applyRoom(room, { kind: 'why', on: true }, 8 * hour), 8 * hour + 100)?.isOver).toBe(true);
    const next: RoomCommand = { kind: 'next', after: 1, place: 0, act: { kind: 'self' }, scenes: room.scenes };
    expect(positionAt(applyRoom(room, next, 8 * hour), 8 * hour + 4100)).toEqual({ index: 1, elapsedMs: 100, isOver: false });
    expect(positionAt(room, 10 * hour - 5000)).toEqual({ index: 0, elapsedMs: 0, isOver: false });
    for (const held of ['pause', 'pin'] as const) {
      const stays = applyRoom(room, { kind: held }, 10 * hour + 5000);
      expect(positionAt(stays, 8 * hour)).toMatchObject({ index: 1, isOver: false });
    }
  });

  it('misses no scene and is never stuck, whatever was said to it', () => {
    fc.assert(
      fc.property(lengths, fc.array(fc.tuple(command, fc.integer({ min: 0, max: 30_000 })), { maxLength: 30 }), (seconds, said) => {
        let nowMs = 0;
        let room = begin(seconds);
        for (const [next, afterMs] of said) {
          nowMs += afterMs;
          room = applyRoom(room, next, nowMs);
          const position = positionAt(room, nowMs);
          expect(position?.index).toBeLessThan(seconds.length);
          expect(position?.elapsedMs).toBeLessThanOrEqual((room.scenes[position?.index ?? 0]?.seconds ?? 0) * 1000);
        }
        room = applyRoom(applyRoom(room, { kind: 'unpin' }, nowMs), { kind: 'resume' }, nowMs);
        const wanted = playedOf(room).map((index) => room.scenes[index]?.id);
        const lapMs = room.scenes.reduce((sum, { seconds: length }) => sum + length * 1000, 0);
        expect(new Set(seen(room, nowMs, 2 * lapMs))).toEqual(new Set([...wanted, room.scenes[positionAt(room, nowMs)?.index ?? 0]?.id]));
        expect(positionAt(room, nowMs + 2 * lapMs)?.isOver).toBe(true);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('stands at the same moment of the same scene after every command that is no step', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 0, max: 60_000 }), fc.constantFrom('pause', 'pin', 'why'), (seconds, nowMs, kind) => {
        const room = begin(seconds);
        const said = applyRoom(room, kind === 'why' ? { kind, on: true } : { kind: kind as 'pause' | 'pin' }, nowMs);
        const [before, after] = [positionAt(room, nowMs), positionAt(said, nowMs)];
        expect([after?.index, after?.elapsedMs]).toEqual([before?.index, before?.elapsedMs]);
      }),
      { seed: 6 },
    );
  });

  it('goes on where it was paused, stays where it is pinned, and leaves a scene that is left out', () => {
    const paused = applyRoom(begin([10, 10, 10]), { kind: 'pause' }, 14_000);
    expect(positionAt(paused, 99_000)).toEqual({ index: 1, elapsedMs: 4000, isOver: false });
    const resumed = applyRoom(paused, { kind: 'resume' }, 100_000);
    expect(positionAt(resumed, 106_001)?.index).toBe(2);
    const pinned = applyRoom(resumed, { kind: 'pin' }, 107_000);
    expect(positionAt(pinned, 9_000_000)?.index).toBe(2);
    const left = applyRoom(pinned, { kind: 'veto', scene: 'c' }, 110_000);
    expect(seen(left, 110_000, 40_000)).toEqual(['a', 'b', 'a', 'b']);
  });

  it('is over when one steps on from its last scene, and goes round while it is paused', () => {
    const step: RoomCommand = { kind: 'step', by: 1 };
    const last = applyRoom(begin([10, 10]), step, 3000);
    expect(positionAt(last, 3000)).toEqual({ index: 1, elapsedMs: 0, isOver: false });
    expect(positionAt(applyRoom(last, step, 5000), 5000)).toEqual({ index: 0, elapsedMs: 0, isOver: true });
    expect(positionAt(applyRoom(last, { kind: 'veto', scene: 'b' }, 5000), 5000)).toEqual({ index: 0, elapsedMs: 0, isOver: true });
    const paused = applyRoom(applyRoom(last, { kind: 'pause' }, 4000), step, 5000);
    expect(positionAt(paused, 9000)).toEqual({ index: 0, elapsedMs: 0, isOver: false });
    expect(positionAt(applyRoom(begin([10, 10]), { kind: 'step', by: -1 }, 3000), 3000)).toEqual({ index: 1, elapsedMs: 0, isOver: false });
  });

  it('keeps the scene that is held until what is chosen instead begins', () => {
    const play: RoomCommand = { kind: 'play', programme: { kind: 'tour', id: 't' } };
    const next: RoomCommand = { kind: 'next', after: 2, place: 0, act: { kind: 'tour', id: 't' }, scenes: scenesOf([7]) };
    for (const hold of ['pause', 'pin'] as const) {
      const held = applyRoom(begin([10, 10, 10]), { kind: hold }, 14_000);
      const chosen = applyRoom(held, play, 75_000);
      expect(chosen).toMatchObject({ act: null, run: 2 });
      expect(positionAt(chosen, 79_000)).toMatchObject({ index: 1, isOver: false });
      expect(positionAt(applyRoom(chosen, next, 80_000), 81_000)).toEqual({ index: 0, elapsedMs: 1000, isOver: false });
    }
  });

  it('keeps one scene at least', () => {
    const two = applyRoom(begin([5, 5]), { kind: 'veto', scene: 'a' }, 0);
    expect(applyRoom(two, { kind: 'veto', scene: 'b' }, 0)).toBe(two);
  });

  it('takes the next act from one screen alone', () => {
    const room = begin([5]);
    const next = (after: number): RoomCommand => ({
      kind: 'next',
      after,
      place: 1,
      act: { kind: 'tour', id: 't' },
      scenes: scenesOf([3, 3]),
    });
    const second = applyRoom(room, next(1), 6000);
    expect(second).toMatchObject({ run: 2, place: 1, at: 0, sinceMs: 6000 });
    expect(applyRoom(second, next(1), 6001)).toBe(second);
  });
});

describe('a command', () => {
  it('is refused by the name of its field', () => {
    expect(() => readRoomCommand({ kind: 'dance' })).toThrow('kind: must be');
    expect(() => readRoomCommand({ kind: 'step', by: 2 })).toThrow('by: must be');
    expect(() => readRoomCommand({ kind: 'play', programme: { kind: 'film', id: '1' } })).toThrow('programme.kind');
    expect(() => readRoomCommand({ kind: 'next', after: 0, place: 0, act: { kind: 'self' }, scenes: [{ id: 'x' }] })).toThrow('scenes.0');
    expect(readRoomCommand({ kind: 'go', scene: 'a', more: 1 })).toEqual({ kind: 'go', scene: 'a' });
  });
});
