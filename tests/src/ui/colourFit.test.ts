/** How long fitted colours stand while answers go on. */
import { afterEach, expect, it, vi } from 'vitest';
import { type ColourMeasure, toColourMeasure } from '../../../src/model/measure.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { fitted } from '../../../src/ui/colourFit.ts';
import { WHOLE } from '../../wholeAnswer.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const info = { id: 'revenue', label: 'Revenue', unit: 'USD', formula: '', fold: 'additive', interval: false, better: 'higher', sums: true };
const columns = [
  { name: 'country', unit: null },
  { name: 'revenue', unit: 'USD' },
];
const LIKE = ['AR', 'BR', 'CL', 'DE', 'ES', 'FR'].map((id) => [id, 100] as const);
/** One of them runs away from the others: amounts are told in steps now. */
const SKEWED = LIKE.map(([id], at) => [id, 10 ** at] as const);

function coloured(rows: readonly (readonly [string, number])[], question: string): ColourMeasure {
  const table = toTable({ columns, rows: rows.map((row) => [...row]), ...WHOLE });
  const plain = toColourMeasure(info as MetricInfo);
  return fitted({ plain, fit: 'auto', question, window: '', table, level: 'country', whole: null });
}

it('are looked at again after seconds in the page, and on a wall not while its scene stands', () => {
  vi.useFakeTimers({ toFake: ['performance', 'queueMicrotask'] });
  const dataset: Record<string, string> = {};
  vi.stubGlobal('document', { documentElement: { dataset } });
  const isStepped = (question: string, afterMs: number) => {
    coloured(LIKE, question);
    vi.advanceTimersByTime(afterMs);
    return coloured(SKEWED, question).breaks !== undefined;
  };
  expect([isStepped('soon', 3000), isStepped('later', 6000)]).toEqual([false, true]);
  dataset.wall = '';
  expect([isStepped('scene', 60_000), isStepped('hours', 700_000)]).toEqual([false, true]);
});
