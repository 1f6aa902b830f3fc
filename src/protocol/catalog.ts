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
  /** Instants (ISO 8601) of the oldest and newest event, null when empty. */
  readonly extent: { readonly from: string | null; readonly to: string | null };
}
