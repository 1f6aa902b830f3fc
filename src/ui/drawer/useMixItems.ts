import { toHex } from '../../model/colour.ts';
import { formatShort } from '../../model/format.ts';
import { largestOf } from '../../model/kpi.ts';
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

/** Rows of an answer as bars: length is the height metric, colour the colour metric; largest first. */
export function useMixItems(table: AnswerTable | null, nameOf: (table: AnswerTable, row: number) => MixName): readonly BarItem[] {
  const view = useView();
  const catalog = useCatalog();
  const [height, colour] = [metricOf(catalog, view.height), metricOf(catalog, view.colour)];
  const measure = useFittedMeasure(colour);
  if (table === null) return [];
  const palette = createPalette({ theme: view.theme, colour: measure, largest: largestOf(table, colour.id), stale: false });
  const largest = largestOf(table, height.id);
  const isToldTwice = height.id === colour.id || !isMeasured(table, colour.id);
  const [heightAt, colourAt] = [measuredOf(table, height.id), measuredOf(table, colour.id)];
  const rows = Array.from({ length: table.rowCount }, (_, row) => ({
    row,
    tall: heightAt(row),
    hue: colourAt(row),
  }));
  rows.sort((one, other) => (other.tall.value || 0) - (one.tall.value || 0));
  return rows.map(({ row, tall, hue }) => ({
    ...nameOf(table, row),
    share: largest > 0 ? (tall.value || 0) / largest : 0,
    colour: toHex(palette.solid({ value: hue.value, answers: hue.n })),
    value: formatShort(tall.value, height.unit),
    second: isToldTwice ? '' : formatShort(hue.value, colour.unit).replace(/ %$/, ''),
  }));
}
