/** Text can be read: at least 4.5 to 1 of every text colour on every ground that it stands on, in both themes. */
import { describe, expect, it } from 'vitest';
import { toRgb } from '../../../src/model/colour.ts';
import { type ChromeToken, chrome, EARTH, RAMPS, type Theme } from '../../../src/model/tokens.ts';

const LEAST = 4.5;
/** Lines and marks that carry meaning without text. */
const LEAST_MARK = 3;

const TEXT: readonly ChromeToken[] = ['fg1', 'fg2', 'fg3', 'accent', 'good', 'bad', 'warn', 'live'];
const GROUNDS: readonly ChromeToken[] = ['panel', 'raise', 'bg'];
const PAIRS: readonly (readonly [ChromeToken, ChromeToken])[] = [
  ...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ['pill-fg', 'pill-bg'],
];

function luminance(hex: string): number {
  const [red, green, blue] = toRgb(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2: 1 to 21. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

it('is counted as the standard does', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
});

describe.each<Theme>(['dark', 'light'])('in the %s theme', (theme) => {
  const tokens = chrome(theme);

  it.each(PAIRS)('%s can be read on %s', (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(LEAST);
  });

  it('the words of a warning can be read on it', () => {
    for (const ground of ['warn', 'bad', 'good'] as const)
      expect(contrast(tokens['chip-fg'], tokens[ground])).toBeGreaterThanOrEqual(LEAST);
  });

  it('labels can be read over land and sea', () => {
    for (const ground of [EARTH[theme].ocean, EARTH[theme].land, EARTH[theme].focusLand])
      for (const text of ['fg1', 'fg2'] as const) expect(contrast(tokens[text], ground)).toBeGreaterThanOrEqual(LEAST);
  });

  it('a selection and the ends of the colours stand out from the ground', () => {
    expect(contrast(EARTH[theme].selection, EARTH[theme].ocean)).toBeGreaterThanOrEqual(LEAST);
    const { diverging } = RAMPS[theme];
    for (const end of [diverging[0], diverging.at(-1) ?? '']) expect(contrast(end, EARTH[theme].land)).toBeGreaterThanOrEqual(LEAST_MARK);
  });
});
