/** The plan of a row of the table, and how much of it is there; nothing while no plan is shown. */
import type { JSX } from 'react';
import { formatExact } from '../../model/format.ts';
import { amountText } from '../../model/kpi.ts';
import { say, texts } from '../../model/language.ts';
import type { SortBy } from '../../model/placeRows.ts';
import { shownPlan, standingOf } from '../../model/plan.ts';
import { whatIfFactor } from '../../model/whatIf.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { Query } from '../../protocol/query.ts';
import { attainedText } from '../plan/planFigures.ts';
import { usePlanOf } from '../plan/usePlannedTable.ts';
import { useAsked } from '../useAsked.ts';
import styles from './table.module.css';

const TEXTS = texts({
  en: {
    plan: { target: 'Target', forecast: 'Forecast' },
    toNow: { target: 'Target to date', forecast: 'Forecast to date' },
    attained: { target: '% of target', forecast: '% of forecast' },
  },
  pt: {
    plan: { target: 'Meta', forecast: 'Previsão' },
    toNow: { target: 'Meta até agora', forecast: 'Previsão até agora' },
    attained: { target: '% da meta', forecast: '% da previsão' },
  },
  de: {
    plan: { target: 'Ziel', forecast: 'Prognose' },
    toNow: { target: 'Ziel bis jetzt', forecast: 'Prognose bis jetzt' },
    attained: { target: '% vom Ziel', forecast: '% der Prognose' },
  },
});

/** The heads of the two columns; of a time that goes on the plan is the part of it up to now. */
export function planHeads(kind: 'target' | 'forecast', isToNow: boolean): readonly (readonly [SortBy, string])[] {
  const words = say(TEXTS);
  return [
    ['plan', (isToNow ? words.toNow : words.plan)[kind]],
    ['attained', words.attained[kind]],
  ];
}

/** What is planned for the place around the rows, moved by the what-if; NaN where nothing is. */
export function useTotalPlan(query: Query, metric: MetricInfo | undefined): number {
  const { whatIf, focus } = useAsked();
  const answer = usePlanOf(metric === undefined ? query : { ...query, metrics: [metric.id] })?.answer ?? null;
  const group = answer?.groups[0];
  if (answer === null || group === undefined || answer.metric !== metric?.id) return Number.NaN;
  return (shownPlan(group, answer) ?? Number.NaN) * whatIfFactor(whatIf, metric.id, focus);
}

interface PlanCellsProps {
  readonly metric: MetricInfo;
  readonly actual: number;
  /** NaN where nothing is planned; left out while no plan is shown. */
  readonly plan: number | undefined;
}

export function PlanCells({ metric, actual, plan }: PlanCellsProps): JSX.Element | null {
  if (plan === undefined) return null;
  const standing = standingOf(actual, plan, metric);
  return (
    <>
      <td className={styles.number} data-metric="plan" data-value={String(plan)} title={formatExact(plan, metric.unit)}>
        {amountText(plan, metric.unit)}
      </td>
      <td className={styles.number} data-metric="attained" data-value={String(standing?.attained ?? Number.NaN)} data-news={standing?.news}>
        {standing === null ? '' : attainedText(standing)}
      </td>
    </>
  );
}
