/** The workspace settings, `DIR/orrery.json` and `DIR/rates.csv`, read once at start. */

export interface DeclaredMetric {
  readonly id: string;
  readonly fold: 'sum' | 'mean';
  /** Name inside `data`, without the leading `data.`. */
  readonly field: string;
  readonly unit: string;
}

export interface Settings {
  /** Reporting currency, ISO 4217. */
  readonly currency: string;
  /** IANA time zone of the workspace's days. */
  readonly timezone: string;
  readonly metrics: readonly DeclaredMetric[];
  /** Declared dimensions: names inside `data`, without the leading `data.`; asked for as `data.<name>`. */
  readonly dimensions: readonly string[];
  /** Rates by currency, ascending by date: reporting units per unit from that date on. */
  readonly rates: ReadonlyMap<string, readonly { readonly fromMs: number; readonly rate: string }[]>;
}

export const DEFAULT_SETTINGS: Settings = { currency: 'USD', timezone: 'UTC', metrics: [], dimensions: [], rates: new Map() };
