import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../../server/engine/views/readingTurns.ts';

describe('turns', () => {
  it('are taken in the order of coming, by so many at once, and last by what can wait', async () => {
    const inTurn = createTurns(2);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => () =>
      new Promise<void>((resolve) => {
        begun.push(name);
        ends.push(resolve);
      });
    const all = [inTurn(work('a')), inTurn(work('b'), true), inTurn(work('c'), true), inTurn(work('d')), inTurn(work('e'))];
    expect(begun).toEqual(['a', 'b']);
    for (let next = 0; next < all.length; next++) {
      ends.shift()?.();
      await turn();
    }
    await Promise.all(all);
    expect(begun).toEqual(['a', 'b', 'd', 'e', 'c']);
  });
});
