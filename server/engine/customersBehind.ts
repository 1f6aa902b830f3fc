/** Who is behind a figure: for each metric the count of the customers whose events it is made of. By it small groups are kept from walls. */
import { caseCount } from './caseCounts.ts';
import { ANYTHING, type Condition, distinct, either, type Measure, typeIs } from './measures.ts';
import type { Metric } from './metrics.ts';

export interface Behind {
  /** The counts, by name. */
  readonly behind: ReadonlyMap<string, Metric>;
  /** By metric the name of its count; none for those that are made of all events. */
  readonly behindOf: ReadonlyMap<string, string>;
}

/** What only the archive counts, and contacts, which are of two kinds of events. */
const OWN: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['contacts', distinct('customers in contact', 'customer', either(typeIs('contactOpened'), typeIs('contactClosed')))],
  ['fcr', distinct('customers of closed contacts', 'customer', typeIs('contactClosed'))],
  ['churn_rate', { kind: 'archive', id: 'churnActive' }],
  ['revenue_at_risk', { kind: 'archive', id: 'buyersAtRisk' }],
]);

/** The counts of a workspace's metrics, each once for all metrics of the same events. */
export function createBehind(metrics: Iterable<Metric>): Behind {
  const all = [...metrics];
  const known = new Map<Condition, Measure>();
  for (const measure of all.flatMap(({ measures }) => measures))
    if (measure.kind === 'distinct' && measure.key === 'customer') known.set(measure.condition, measure);
  const names = new Map<Measure, string>();
  const behind = new Map<string, Metric>();
  const behindOf = new Map<string, string>();
  for (const { id, label, measures } of all) {
    const count = OWN.get(id) ?? countFor(measures, known);
    if (count === null) continue;
    const name = names.get(count) ?? `${id}.customers`;
    names.set(count, name);
    behindOf.set(id, name);
    behind.set(name, caseCount(name, `Customers behind ${label}`, count));
  }
  return { behind, behindOf };
}

/** The last measure of a metric looks at all the events that the others look at. */
function countFor(measures: readonly Measure[], known: Map<Condition, Measure>): Measure | null {
  const last = measures.at(-1);
  if (last === undefined || last.kind === 'archive' || last.condition === undefined || last.condition === ANYTHING) return null;
  const count = known.get(last.condition) ?? distinct(`customers of ${last.id}`, 'customer', last.condition);
  known.set(last.condition, count);
  return count;
}
