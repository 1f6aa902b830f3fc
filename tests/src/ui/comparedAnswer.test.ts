import { expect, it } from 'vitest';
import { toHeightMeasure } from '../../../src/model/measure.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { comparisonHeld } from '../../../src/ui/useComparedAnswer.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const height = toHeightMeasure({ id: 'revenue', label: 'Revenue', unit: 'USD' } as unknown as MetricInfo);
const colour = { ...height, kind: 'sequential', target: null, span: null, better: 'higher' } as const;

it('keeps the comparison before while the next one loads, and shows none in the place of what was refused', () => {
  const held = {
    table: toTable({ columns: [{ name: 'country', unit: null }], rows: [['BR']], ...WHOLE }),
    level: 'country',
    height,
    colour,
  } as const;
  expect(comparisonHeld(held, 'revenue', true)).toBe(held);
  expect(comparisonHeld(held, 'orders', true)).toBeNull();
  expect(comparisonHeld(held, 'revenue', false)).toBeNull();
  expect(comparisonHeld(null, 'revenue', true)).toBeNull();
});
