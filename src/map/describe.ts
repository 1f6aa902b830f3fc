/** What the map says about a column, in the words of its measures. */
import { toRgb } from '../model/colour.ts';
import { type ColumnPicture, MARK } from '../model/columns.ts';
import { formatInterval, formatShort, formatValue } from '../model/format.ts';
import { slotOfPlace } from '../model/layout.ts';
import { CERTAIN_FROM, type ColourMeasure, type HeightMeasure } from '../model/measure.ts';
import type { PlaceRef } from '../model/place.ts';
import { EARTH, type Theme } from '../model/tokens.ts';
import type { LabelText } from './labelLayer.ts';
import type { TooltipContent } from './tooltip.ts';

export interface Measures {
  readonly height: HeightMeasure;
  readonly colour: ColourMeasure;
}

/** The label at the cap of a column. */
export function labelOf(picture: ColumnPicture, slot: number, name: string, { height }: Measures): LabelText {
  return { name, value: formatShort(picture.figures.heights[slot] ?? Number.NaN, height.unit) };
}

/** Everything known about a place: its column's figures; of a place of another level the name alone. */
export function tooltipOf(picture: ColumnPicture, place: PlaceRef, name: string, measures: Measures): TooltipContent {
  const slot = slotOfPlace(picture.layout, place);
  if (slot < 0 || picture.marks[slot] === MARK.none) return { name, rows: [], note: place.level === picture.layout.level ? 'No data' : '' };
  const { height, colour } = measures;
  const heightRow = { label: height.label, figure: formatValue(picture.figures.heights[slot] ?? Number.NaN, height.unit), swatch: null };
  if (height.metric === colour.metric)
    return { name, rows: [{ ...heightRow, swatch: swatchOf(picture, slot) }], note: noteOf(picture, slot, colour) };
  const colourRow = {
    label: colour.label,
    figure: formatValue(picture.figures.colours[slot] ?? Number.NaN, colour.unit),
    swatch: swatchOf(picture, slot),
  };
  return { name, rows: [heightRow, colourRow], note: noteOf(picture, slot, colour) };
}

function swatchOf({ colours }: ColumnPicture, slot: number): readonly [number, number, number] {
  return [colours[slot * 4] ?? 0, colours[slot * 4 + 1] ?? 0, colours[slot * 4 + 2] ?? 0];
}

function noteOf({ figures }: ColumnPicture, slot: number, { unit }: ColourMeasure): string {
  const answers = figures.answers[slot] ?? Number.NaN;
  if (Number.isNaN(answers)) return '';
  const interval = formatInterval(figures.lows[slot] ?? null, figures.highs[slot] ?? null, unit);
  const count = `n ${formatValue(answers, 'count')}`;
  return [interval, count, answers > 0 && answers < CERTAIN_FROM ? 'uncertain' : ''].filter((part) => part !== '').join(' · ');
}

/** CSS colour of the halo behind labels: the ground they stand on. */
export function labelGround(theme: Theme): string {
  return `rgb(${toRgb(EARTH[theme].ocean).join(' ')})`;
}
