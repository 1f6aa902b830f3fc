/** Captions of a printed page: as large as they fit. */
import { describe, expect, it } from 'vitest';
import { fitText } from '../../../../src/model/tour/fitText.ts';
import { TOUR_LIMITS } from '../../../../src/protocol/tours.ts';
import { wrapText } from '../../../../src/ui/tours/filmFrame.ts';

/** Letters half as wide as they are large, on a page of A4. */
const captionOf = (text: string) => fitText([12.5, 11, 9.5, 8.25], 3, (size) => wrapText(text, 778, (part) => part.length * size * 0.5));
const words = (letters: number) =>
  'caption '
    .repeat(Math.ceil(letters / 8))
    .slice(0, letters)
    .trim();

describe('a caption', () => {
  it('is large where there is room', () => {
    expect(captionOf(words(300))).toMatchObject({ size: 12.5 });
    expect(captionOf('')).toEqual({ size: 12.5, lines: [] });
  });

  it('keeps all its words, however long it may be', () => {
    const longest = words(TOUR_LIMITS.caption);
    const { lines, size } = captionOf(longest);
    expect(size).toBeLessThan(12.5);
    expect(lines.length).toBeLessThanOrEqual(3);
    expect(lines.join(' ')).toBe(longest);
  });

  it('says where even the smallest letters leave some out', () => {
    const { lines, size } = captionOf(words(2000));
    expect([size, lines.length, lines.at(-1)?.endsWith(' …')]).toEqual([8.25, 3, true]);
  });
});
