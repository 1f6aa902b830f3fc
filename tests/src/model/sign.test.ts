import { expect, it } from 'vitest';
import type { ColourMeasure } from '../../../src/model/measure.ts';
import { SIGNS, signOf } from '../../../src/model/sign.ts';

const CSAT: ColourMeasure = { metric: 'csat', unit: '%', label: 'Satisfied', kind: 'diverging', target: 75, span: 15, better: 'higher' };
const CHURN: ColourMeasure = { ...CSAT, metric: 'churn_rate', target: 5, span: 5, better: 'lower' };
const SALES: ColourMeasure = { ...CSAT, metric: 'revenue', kind: 'sequential', target: null, span: null };

it('says by signs what the colour says: how far from its neutral', () => {
  expect([50, 70, 75, 80, 95].map((value) => signOf(value, CSAT, 100))).toEqual([...SIGNS.diverging]);
});

it('points up for high values, also where high is bad news', () => {
  expect([0, 5, 10].map((value) => signOf(value, CHURN, 100))).toEqual(['▼▼', '●', '▲▲']);
});

it('grows with a value that has no neutral, and is silent where nothing is known', () => {
  expect([0, 30, 50, 70, 100].map((value) => signOf(value, SALES, 100))).toEqual([...SIGNS.sequential]);
  expect(signOf(Number.NaN, CSAT, 100)).toBe('');
});
