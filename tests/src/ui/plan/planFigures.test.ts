/** How far a place has come, in words. */
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { standingOf } from '../../../../src/model/plan.ts';
import { gapText, standingText } from '../../../../src/ui/plan/planFigures.ts';
import { PLAN_TEXTS } from '../../../../src/ui/plan/planTexts.ts';

afterEach(() => setLanguage('en'));
const standing = (actual: number, plan: number) => standingOf(actual, plan, { better: 'higher' }) ?? expect.fail('none');

it('tells two shares apart by points, and money by money', () => {
  expect(gapText(standing(71, 75), '%')).toBe('−4.0 pt');
  expect(gapText(standing(1200, 1000), 'USD')).toBe('+$200');
});

it('tells of no share of a plan of nothing', () => {
  expect(standingText(standing(96, 120), 'USD')).toBe('80 % of the $120 that are planned up to now');
  expect(standingText(standing(500, 0), 'USD')).toBe('$500 of $0');
});

it.each([
  ['en', 'a plan set within it', '1 plan names a place that is not known: it is not shown.', 'No target is set for Revenue.'],
  ['pt', 'um plano parcial', '1 plano cita um lugar desconhecido: não é mostrado.', 'Não há meta para Revenue.'],
  [
    'de',
    'ein Plan darin',
    '1 Plan nennt einen unbekannten Ort: er wird nicht gezeigt.',
    'Für Revenue gibt es noch nichts: das Ziel fehlt.',
  ],
] as const)('says in %s of one plan that it is one', (language, within, unplaced, none) => {
  const words = PLAN_TEXTS[language];
  expect([words.from.children('1'), words.unplaced('1'), words.noPlan(words.legendKind.target, 'Revenue')]).toEqual([
    within,
    unplaced,
    none,
  ]);
});
