/** What the map says about a column, in the words of its measures. */
import { boundsOf } from '../model/bounds.ts';
import { toRgb } from '../model/colour.ts';
import { type ColumnPicture, MARK } from '../model/columns.ts';
import { formatInterval, formatShare, formatShort, formatValue } from '../model/format.ts';
import { LEAST_STALE } from '../model/freshness.ts';
import { say, texts } from '../model/language.ts';
import { slotOfPlace } from '../model/layout.ts';
import { CERTAIN_FROM, type ColourMeasure, type HeightMeasure } from '../model/measure.ts';
import type { PlaceRef } from '../model/place.ts';
import { metricValues } from '../model/reading.ts';
import { measuredAt } from '../model/rows.ts';
import { drawnTable, RAW } from '../model/shrink.ts';
import { signOf } from '../model/sign.ts';
import { EARTH, type Theme } from '../model/tokens.ts';
import type { AnswerTable } from '../protocol/table.ts';
import type { LabelText } from './labelLayer.ts';
import type { TooltipContent } from './tooltip.ts';

export interface Measures {
  readonly height: HeightMeasure;
  readonly colour: ColourMeasure;
}

/** What words are found from, beside the picture. */
export interface DescribedScene extends Measures {
  readonly table: AnswerTable | null;
  readonly shrink: boolean;
  /** Names of the sources that are behind. */
  readonly lagging: string;
}

const TEXTS = texts({
  en: {
    noData: 'No data',
    withheld: 'Withheld: too few people to be told',
    uncertain: 'uncertain',
    rests: (share: string, sources: string) => `${share} rests on ${sources}, which is behind`,
    drawn: (before: string, target: string, share: string) => `Answered ${before}, drawn ${share} of the way to ${target} around it`,
  },
  pt: {
    noData: 'Sem dados',
    withheld: 'Omitido: poucas pessoas para divulgar',
    uncertain: 'incerto',
    rests: (share, sources) => `${share} depende de ${sources}, em atraso`,
    drawn: (before: string, target: string, share: string) =>
      `Resposta: ${before}, levada ${share} do caminho até o valor ao redor, ${target}`,
  },
  de: {
    noData: 'Keine Daten',
    withheld: 'Zurückgehalten: zu wenige Personen',
    uncertain: 'unsicher',
    rests: (share, sources) => `${share} beruht auf ${sources}, im Rückstand`,
    drawn: (before: string, target: string, share: string) => `Geantwortet: ${before}, zu ${share} dem Wert ringsum angenähert, ${target}`,
  },
});

/** From this share on a figure is marked as one that rests on sources that are behind. */
const MOSTLY_STALE = 0.5;

/** The label at the cap of a column. */
export function labelOf(
  picture: ColumnPicture,
  slot: number,
  name: string,
  { height, colour, signs = false }: Measures & { readonly signs?: boolean },
): LabelText {
  const sign = signs ? signOf(picture.figures.colours[slot] ?? Number.NaN, colour, largestColour(picture)) : '';
  const value = `${formatShort(picture.figures.heights[slot] ?? Number.NaN, height.unit)}${sign === '' ? '' : ` ${sign}`}`;
  return { name, value: (picture.figures.stales[slot] || 0) >= MOSTLY_STALE ? `${value} ◷` : value };
}

const largestOf = new WeakMap<ColumnPicture, number>();

/** Labels are written on every frame of a movement: once a picture is enough. */
function largestColour(picture: ColumnPicture): number {
  const known = largestOf.get(picture) ?? picture.figures.colours.reduce((most, value) => Math.max(most, value || 0), 0);
  largestOf.set(picture, known);
  return known;
}

/** Everything known about a place: its column's figures; of a place of another level the name alone. */
export function tooltipOf(picture: ColumnPicture, place: PlaceRef, name: string, scene: DescribedScene): TooltipContent {
  const words = say(TEXTS);
  const slot = slotOfPlace(picture.layout, place);
  if (slot < 0 || picture.marks[slot] === MARK.none)
    return { name, rows: [], note: place.level === picture.layout.level ? words.noData : '' };
  if (picture.marks[slot] === MARK.withheld) return { name, rows: [], note: words.withheld };
  const measures = scene.height.metric === scene.colour.metric ? [scene.colour] : [scene.height, scene.colour];
  const rows = measures.map((measure) => ({
    label: measure.label,
    figure: formatValue((measure === scene.height ? picture.figures.heights : picture.figures.colours)[slot] ?? Number.NaN, measure.unit),
    swatch: measure === scene.colour ? swatchOf(picture, slot) : null,
  }));
  const notes = measures.flatMap((measure) => samplingNotes(picture, slot, measure, scene));
  return { name, rows, note: [...notes, staleNote(picture, slot, scene.lagging)].filter((note) => note !== '').join('\n') };
}

/** How much of what stands at a slot rests on sources that are behind, and on which; empty for none. */
export function staleNote({ figures }: ColumnPicture, slot: number, lagging: string): string {
  const stale = figures.stales[slot] || 0;
  return stale >= LEAST_STALE ? say(TEXTS).rests(formatShare(stale), lagging) : '';
}

/** What stands behind a rate: interval and n, and what it was before it was drawn toward its parent. */
function samplingNotes(picture: ColumnPicture, slot: number, { metric, unit }: HeightMeasure, { table, shrink }: DescribedScene): string[] {
  const row = picture.laid.rows[slot] ?? -1;
  if (table === null || row < 0) return [];
  const words = say(TEXTS);
  const drawn = drawnTable(table, shrink);
  const measured = measuredAt(drawn, metric, row);
  const { n } = measured;
  if (Number.isNaN(n)) return [];
  const { low, high } = boundsOf(measured);
  const parts = [formatInterval(low, high, unit), `n ${formatValue(n, 'count')}`, n > 0 && n < CERTAIN_FROM ? words.uncertain : ''];
  const at = (suffix: string) => metricValues(drawn, metric + suffix)?.[row] ?? Number.NaN;
  const before = at(RAW.value);
  const said =
    shrink && !Number.isNaN(before)
      ? [words.drawn(formatValue(before, unit), formatValue(at(RAW.target), unit), formatShare(1 - at(RAW.weight)))]
      : [];
  return [parts.filter((part) => part !== '').join(' · '), ...said];
}

function swatchOf({ colours }: ColumnPicture, slot: number): readonly [number, number, number] {
  return [colours[slot * 4] ?? 0, colours[slot * 4 + 1] ?? 0, colours[slot * 4 + 2] ?? 0];
}

/** CSS colour of the halo behind labels: the ground they stand on. */
export function labelGround(theme: Theme): string {
  return `rgb(${toRgb(EARTH[theme].ocean).join(' ')})`;
}
