import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../server/hub/turns.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Turns of 5 ms by a clock that only work moves on. */
function slowTurns() {
  let nowMs = 0;
  const turns = createTurns(5, () => nowMs);
  const spend = (ms: number): void => {
    nowMs += ms;
  };
  return { turns, spend };
}

describe('turns', () => {
  it('do short work at once and long work a little in every turn, in the order it was added', async () => {
    const { turns, spend } = slowTurns();
    const done: string[] = [];
    function* work(name: string, steps: number, stepMs: number): Generator<void> {
      for (let step = 0; step < steps; step++) {
        spend(stepMs);
        done.push(`${name}${step}`);
        yield;
      }
    }
    turns.add(work('a', 2, 0));
    expect(done).toEqual(['a0', 'a1']);
    turns.add(work('b', 10, 2));
    expect(done.slice(2)).toEqual(['b0', 'b1', 'b2']);
    turns.add(work('c', 2, 0));
    expect(done).not.toContain('c0');
    while (!done.includes('c1')) await nextTurn();
    expect(done.slice(2)).toEqual([...Array.from({ length: 10 }, (_, step) => `b${step}`), 'c0', 'c1']);
  });

  it('share the time of one turn, however much is added in it', async () => {
    const { turns, spend } = slowTurns();
    let done = 0;
    function* work(): Generator<void> {
      spend(1);
      done++;
      yield;
    }
    for (let added = 0; added < 50; added++) turns.add(work());
    expect(done).toBe(5);
    while (done < 50) await nextTurn();
  });

  it('go on after work that fails', async () => {
    const turns = createTurns();
    let done = 0;
    const count = function* (): Generator<void> {
      yield;
      done++;
    };
    const fail = function* (): Generator<void> {
      yield;
      throw new Error('meant to fail');
    };
    const told = console.error;
    console.error = () => {};
    for (const work of [fail(), count(), fail(), count()]) turns.add(work);
    while (done < 2) await nextTurn();
    console.error = told;
  });
});
