import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import { type Language, setLanguage } from '../../../../src/model/language.ts';
import type { MetricInfo } from '../../../../src/protocol/catalog.ts';
import { toTable } from '../../../../src/protocol/table.ts';
import { KpiTile } from '../../../../src/ui/kpi/KpiTile.tsx';
import { WHOLE } from '../../../wholeAnswer.ts';

afterEach(() => setLanguage('en'));

const metric = {
  id: 'csat',
  label: 'CSAT',
  unit: '%',
  formula: '',
  interval: true,
  better: 'higher',
  sums: false,
  fold: 'additive',
} as const;
const none = { instants: [], values: [], low: [], high: [], span: { fromMs: 0, toMs: 1 } };

function titleOf(language: Language): string {
  setLanguage(language);
  const columns = ['csat', 'csat.n', 'csat.low', 'csat.high'].map((name) => ({ name, unit: '%' }));
  const figures = toTable({ columns, rows: [[78.1, 300, 73.2, 82.4]], ...WHOLE });
  const tile = renderToStaticMarkup(
    <KpiTile
      {...{
        metric: metric as MetricInfo,
        figures,
        before: null,
        history: none,
        historyBefore: null,
        compare: 'none',
        stale: 0,
        staleNote: '',
      }}
    />,
  );
  return tile.match(/title="([^"]*)"/)?.[1]?.replaceAll('\u00a0', ' ') ?? '';
}

it('writes a percentage as the reader’s language does, that of an interval too', () => {
  expect(titleOf('pt')).toContain('78,1%, n 300, 95% 73,2–82,4');
  expect(titleOf('de')).toContain('78,1 %, n 300, 95 % 73,2–82,4');
});
