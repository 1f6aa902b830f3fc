/** Counts that go with metrics: metrics to ask for, though the catalog does not list them. */
import type { Measure } from './measures.ts';
import { define, type Metric, whole } from './metrics.ts';

/** The numbers of cases behind metrics, by their names in a query (`aov.n`): no metrics of their own, so the catalog does not list them. */
export function createCases(metrics: Iterable<Metric>): ReadonlyMap<string, Metric> {
  const counts = Array.from(metrics).flatMap(({ id, label, behind }) =>
    behind === undefined ? [] : [caseCount(`${id}.n`, `Cases behind ${label}`, behind)],
  );
  return new Map(counts.map((metric) => [metric.id, metric]));
}

/** The count of a measure, as a metric that the catalog does not list. */
export function caseCount(id: string, label: string, behind: Measure): Metric {
  return define({ id, label, unit: 'count', formula: `${label}.`, measures: [behind], ...whole, better: 'neither' });
}
