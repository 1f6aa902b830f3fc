/** Work that is not done twice at once, and keys of an input method. */
import { expect, it } from 'vitest';
import { createTurn } from '../../../../src/ui/controls/inTurn.ts';
import { isComposed } from '../../../../src/ui/controls/keys.ts';

it('makes one thing of two presses, and another one once it is there', async () => {
  let made = 0;
  const ends: (() => void)[] = [];
  const work = () =>
    new Promise<number>((resolve) => {
      made++;
      ends.push(() => resolve(made));
    });
  const turn = createTurn();
  const first = turn(work);
  expect(turn(work)).toBeNull();
  ends[0]?.();
  expect(await first).toBe(1);
  expect(made).toBe(1);
  const second = turn(work);
  ends[1]?.();
  expect(await second).toBe(2);
});

it('takes another press after one that failed', async () => {
  const turn = createTurn();
  await expect(turn(() => Promise.reject(new Error('taken')))).rejects.toThrow('taken');
  expect(await turn(() => Promise.resolve('kept'))).toBe('kept');
});

it('knows the keys of letters that are being composed', () => {
  const press = (isComposing: boolean, keyCode: number) => isComposed({ nativeEvent: { isComposing, keyCode } as KeyboardEvent });
  expect([press(true, 13), press(false, 229), press(false, 13)]).toEqual([true, true, false]);
});
