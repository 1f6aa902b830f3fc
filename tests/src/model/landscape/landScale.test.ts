/** How high the land is drawn, and the line of those who are due. */
import { describe, expect, it } from 'vitest';
import { dueX, LAND, toGround } from '../../../../src/model/landscape/land.ts';
import { axisTicks, holdScale } from '../../../../src/model/landscape/landScale.ts';
import { landscapeAsked, scaleKey } from '../../../../src/model/landscape/landscapeQueries.ts';
import { anchorWindow } from '../../../../src/model/timeWindow.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';

describe('the scale of heights', () => {
  it('holds still while numbers move, and is another one for another question', () => {
    const first = holdScale(null, 'all', 1000);
    expect(first.scale.factor * 1000).toBeCloseTo(LAND.peak);
    expect(holdScale(first, 'all', 1900)).toBe(first);
    expect(holdScale(first, 'all', 10)).toBe(first);
    expect(holdScale(first, 'Brazil', 10).scale.factor * 10).toBeCloseTo(LAND.peak);
  });

  it('is one all the way while a window is followed or played forward, and another for another window', () => {
    const last: ViewState = { ...DEFAULT_VIEW, window: { kind: 'last', duration: 'P30D' } };
    const keyAt = (view: ViewState, end: string, chosen: readonly string[] = []) =>
      scaleKey(landscapeAsked(anchorWindow(view, Date.parse(end)), ['box:lateness:2_'], chosen), view.window);
    const first = keyAt(last, '2018-08-01T00:00:00Z');
    expect(keyAt(last, '2018-08-01T12:00:00Z', ['box:lateness:4_'])).toBe(first);
    expect(keyAt({ ...last, window: { kind: 'last', duration: 'P7D' } }, '2018-08-01T00:00:00Z')).not.toBe(first);
    expect(keyAt({ ...last, where: { channel: ['web'] } }, '2018-08-01T00:00:00Z')).not.toBe(first);
    const between = (to: string): ViewState => ({ ...last, window: { kind: 'between', from: '2018-01-01T00:00:00Z', to } });
    expect(keyAt(between('2018-07-01T00:00:00Z'), '')).not.toBe(keyAt(between('2018-08-01T00:00:00Z'), ''));
  });

  it('is measured when the first people come, and when the land has outgrown the picture', () => {
    const empty = holdScale(null, 'all', 0);
    expect(empty.scale.factor).toBe(0);
    const first = holdScale(empty, 'all', 20);
    expect(first.scale.factor * 20).toBeCloseTo(LAND.peak);
    const grown = holdScale(first, 'all', 20_000);
    expect(grown.scale.factor * 20_000).toBeCloseTo(LAND.peak);
  });
});

it('names the beginning of an axis of contacts, of which most people have had none', () => {
  const texts = (measure: string, from: number, to: number) => axisTicks({ measure, from, to }, 'EUR').map(({ text }) => text);
  expect(texts('contacts', -0.3, 4.3)).toEqual(['0', '1', '2', '3', '4']);
  expect(texts('csat', -4, 104)[0]).toBe('0 %');
  expect(texts('lateness', -4.5, 1)).toEqual(['1/16×', '⅛×', '¼×', '½×', 'due', '2×']);
});

it('draws the line of those who are due where lateness runs from left to right, and nowhere else', () => {
  const [late, often] = [
    { measure: 'lateness', from: -2.6, to: 3.1 },
    { measure: 'frequency', from: -0.15, to: 5.05 },
  ] as const;
  const x = dueX(toGround(late, often)) ?? Number.NaN;
  expect(x).toBeGreaterThan(-LAND.width / 2);
  expect(x).toBeLessThan(LAND.width / 2);
  expect(dueX(toGround(often, late))).toBeNull();
  expect(dueX(toGround({ ...late, from: 1 }, often))).toBeNull();
});
