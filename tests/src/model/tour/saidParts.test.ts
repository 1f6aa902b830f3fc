/** A composed caption in the two sizes of a wall. */
import { expect, it } from 'vitest';
import { saidParts } from '../../../../src/model/tour/saidParts.ts';
import { toWallCaption } from '../../../../src/model/wall/caption.ts';

const link = { search: '?at=BR' } as never;
const textOf = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text).join('');

it('cuts where the wall does, and every figure keeps what it leads to', () => {
  const says = [
    { text: 'Tokyo: revenue ', link: null },
    { text: '-12 %', link },
    { text: ' on last week. Satisfaction ', link: null },
    { text: '4 points', link },
    { text: ' lower', link: null },
  ];
  const { headline, rest } = saidParts('Tokyo', says);
  const wall = toWallCaption({ name: 'Tokyo', caption: textOf(says) });
  expect(textOf(headline).replaceAll(' ', ' ')).toBe(wall.headline.replaceAll('\u00a0', ' '));
  expect(textOf(rest)).toBe('Satisfaction 4 points lower');
  expect([...headline, ...rest].filter((part) => part.link === link).map(({ text }) => text)).toEqual(['-12 %', '4 points']);
});

it('leaves the headline to the name of the scene where the first sentence is too long for one', () => {
  const says = [{ text: `${'Many words '.repeat(12)}and no end. More.`, link: null }];
  const { headline, rest } = saidParts('Brazil', says);
  expect(textOf(headline)).toBe('Brazil');
  expect(rest).toBe(says);
});
