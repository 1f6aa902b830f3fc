/** How wide the columns of a list of records are: each as wide as it needs to be read, and a share of what is left. */
import type { RecordColumn } from '../../model/records/recordColumns.ts';

/** Rem: the least that tells something, and the share of what a wide panel has beyond that. */
const WIDTHS: Readonly<Record<RecordColumn, readonly [least: number, share: number]>> = {
  ...({ time: [14.2, 0], type: [11.4, 2], amount: [8, 1], score: [5, 0], customer: [8, 4], place: [11, 4] } as const),
  ...({ text: [16, 12], category: [9, 4], product: [8, 4], reason: [9, 4], channel: [7, 1], segment: [8, 2] } as const),
  ...({ order: [8, 3], quantity: [6, 0], duration: [7, 1], resolved: [6.4, 0], brand: [8, 2], agent: [8, 2], source: [8, 2] } as const),
};
/** Of the icon that stands for an event in a narrow panel. */
const ICON = [3, 0] as const;

export interface RecordWidths {
  /** As `grid-template-columns`. */
  readonly template: string;
  /** Rem that all of them take at least. */
  readonly least: number;
}

export function recordWidths(columns: readonly RecordColumn[], isNarrow: boolean): RecordWidths {
  const widths = columns.map((column) => (isNarrow && column === 'type' ? ICON : WIDTHS[column]));
  const template = widths.map(([least, share]) => (share === 0 ? `${least}rem` : `minmax(${least}rem, ${least + share}fr)`)).join(' ');
  return { template, least: widths.reduce((sum, [least]) => sum + least, 0) };
}
