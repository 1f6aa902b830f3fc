import { toHex } from '../../model/colour.ts';
import { formatShort } from '../../model/format.ts';
import { largestOf } from '../../model/kpi.ts';
import { listedRows } from '../../model/mix.ts';
import { isMeasured, measuredOf } from '../../model/rows.ts';
import { createPalette } from '../../model/scale.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import type { BarItem } from '../charts/BarList.tsx';
import { useFittedMeasure } from '../colourFit.ts';
import { useView } from '../viewStore.ts';

/** What a row stands for: its name, and what a click on it does. */
export interface MixName {
  readonly key: string;
  readonly name: string;
  readonly onClick: (() => void) | null;
}

/** At most so many rows of an answer as bars: length is the height metric, colour the colour metric; largest first, rates by what they are at least. */
export function useMixItems(
  table: AnswerTable | null,
  most: number,
  nameOf: (table: AnswerTable, row: number) => MixName,
): readonly BarItem[] {
  const view = useView();
  const catalog = useCatalog();
  const [height, colour] = [metricOf(catalog, view.height), metricOf(catalog, view.colour)];
  const measure = useFittedMeasure(colour);
  if (table === null) return [];
  const palette = createPalette({ theme: view.theme, colour: measure, largest: largestOf(table, colour.id), stale: false });
  const isToldTwice = height.id === colour.id || !isMeasured(table, colour.id);
  const [heightAt, colourAt] = [measuredOf(table, height.id), measuredOf(table, colour.id)];
  const rows = listedRows(table, height.id, most).map((row) => ({ row, tall: heightAt(row), hue: colourAt(row) }));
  const largest = rows.reduce((so, { tall }) => Math.max(so, tall.value || 0), 0);
  return rows.map(({ row, tall, hue }) => ({
    ...nameOf(table, row),
    share: largest > 0 ? (tall.value || 0) / largest : 0,
    colour: toHex(palette.solid({ value: hue.value, answers: hue.n })),
    value: formatShort(tall.value, height.unit),
    second: isToldTwice ? '' : formatShort(hue.value, colour.unit).replace(/ %$/, ''),
  }));
}
