/** The tooltip of a place beside another time: now, before, change. */
import { BEFORE, CHANGE, changeText, isNew } from '../model/change.ts';
import type { ColumnPicture } from '../model/columns.ts';
import { formatValue, MISSING } from '../model/format.ts';
import { say, texts } from '../model/language.ts';
import { slotOfPlace } from '../model/layout.ts';
import type { PlaceRef } from '../model/place.ts';
import { metricValues } from '../model/reading.ts';
import { measuredAt } from '../model/rows.ts';
import { staleNote } from './describe.ts';
import type { MapScene } from './mapScene.ts';
import type { TooltipContent } from './tooltip.ts';

const TEXTS = texts({
  en: { before: 'before', change: 'change', isNew: 'new', chance: 'may be chance' },
  pt: { before: 'antes', change: 'variação', isNew: 'novo', chance: 'pode ser acaso' },
  de: { before: 'vorher', change: 'Veränderung', isNew: 'neu', chance: 'kann Zufall sein' },
});

/** Puts the value before and the change in the place of the colour's own row, where the answer has them. */
export function withComparison(
  content: TooltipContent,
  picture: ColumnPicture,
  place: PlaceRef,
  { table, height, lagging }: Pick<MapScene, 'table' | 'height' | 'lagging'>,
): TooltipContent {
  const slot = slotOfPlace(picture.layout, place);
  if (content.rows.length === 0 || slot < 0 || table === null || metricValues(table, BEFORE) === undefined) return content;
  const row = picture.laid.rows[slot] ?? -1;
  const [before, change] = [BEFORE, CHANGE].map((name) => measuredAt(table, name, row).value);
  const words = say(TEXTS);
  const present = measuredAt(table, height.metric, row).value;
  const isKnownNew = !table.isPastCut && isNew(height.unit, present, before ?? Number.NaN);
  const [now] = content.rows;
  const swatch = content.rows.at(-1)?.swatch ?? null;
  return {
    ...content,
    rows: [
      ...(now ? [{ ...now, swatch: null }] : []),
      { label: words.before, figure: Number.isFinite(before) ? formatValue(before ?? null, height.unit) : MISSING, swatch: null },
      {
        label: words.change,
        figure: isKnownNew ? words.isNew : changeText(height.unit, change ?? Number.NaN),
        swatch,
      },
    ],
    note: [
      noteOf(measuredAt(table, height.metric, row).n, measuredAt(table, `${CHANGE}.n`, row).value, words.chance),
      staleNote(picture, slot, lagging),
    ]
      .filter((note) => note !== '')
      .join('\n'),
  };
}

/** Answers behind a rate now, and whether its change may be chance. */
function noteOf(answers: number, certain: number, chance: string): string {
  if (!Number.isFinite(answers)) return '';
  return [`n ${formatValue(answers, 'count')}`, ...(certain === 0 ? [chance] : [])].join(' · ');
}
