/** What can be asked: `GET /v1/catalog`. */

export interface MetricInfo {
  readonly id: string;
  /** Short name for people. */
  readonly label: string;
  readonly unit: string;
  /** The definition in one sentence. */
  readonly formula: string;
  /** How a live view keeps it: folded from sums, folded with keys, or refreshed from the archive. */
  readonly fold: 'additive' | 'keyed' | 'archive';
  /** Whether `id.n, id.low, id.high` (95 %) follow it in an answer. */
  readonly interval: boolean;
  /** Which direction is good news. */
  readonly better: 'higher' | 'lower' | 'neither';
  /** Whether the metrics of the children of a place sum to that of the place. */
  readonly sums: boolean;
  /** Whether it is a mean or share over its cases: those of all parts together, weighed by their cases, are that of the whole. */
  readonly ratio?: boolean;
  /** Whether `id.n`, the number of cases behind it, may be asked for like a metric; those with an interval bring it along. */
  readonly cases?: boolean;
  /** Least and most that one case of it can be, where its unit does not say. */
  readonly range?: readonly [least: number, most: number];
}

export interface DimensionInfo {
  readonly id: string;
  readonly label: string;
  /** `area`: the company's own territories. */
  readonly kind: 'place' | 'cell' | 'area' | 'text' | 'time' | 'person';
}

export interface Catalog {
  readonly epoch: string;
  readonly currency: string;
  readonly timezone: string;
  readonly metrics: readonly MetricInfo[];
  readonly dimensions: readonly DimensionInfo[];
  /** True while the workspace shows the simulator: every screen says so. */
  readonly simulated: boolean;
  /** Instants (ISO 8601) of the oldest and newest event that sets no plan, null when empty. */
  readonly extent: { readonly from: string | null; readonly to: string | null };
}
