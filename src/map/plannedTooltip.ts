/** The tooltip of a place with its plan: what is planned up to now, how much of it is there, and what is missing or over. */
import type { ColumnPicture } from '../model/columns.ts';
import { formatShare, formatShort, formatValue } from '../model/format.ts';
import { say, texts } from '../model/language.ts';
import { slotOfPlace } from '../model/layout.ts';
import type { PlaceRef } from '../model/place.ts';
import { PLAN, standingOf } from '../model/plan.ts';
import { metricValues } from '../model/reading.ts';
import type { MapScene } from './mapScene.ts';
import type { TooltipContent } from './tooltip.ts';

const TEXTS = texts({
  en: { plan: 'planned up to now', whatIf: 'what if, up to now', attained: 'of it there', below: 'below it', above: 'above it' },
  pt: { plan: 'planejado até agora', whatIf: 'e se, até agora', attained: 'disso já há', below: 'abaixo', above: 'acima' },
  de: { plan: 'bis jetzt geplant', whatIf: 'was wäre wenn, bis jetzt', attained: 'davon da', below: 'darunter', above: 'darüber' },
});

/** Adds the plan's rows below those that are there, where the place has a plan. */
export function withStanding(
  content: TooltipContent,
  picture: ColumnPicture,
  place: PlaceRef,
  { table, height, isWhatIf }: MapScene,
): TooltipContent {
  const slot = slotOfPlace(picture.layout, place);
  const plans = table && metricValues(table, PLAN);
  const row = slot < 0 ? -1 : (picture.laid.rows[slot] ?? -1);
  if (!plans || row < 0 || content.rows.length === 0) return content;
  const standing = standingOf(picture.figures.heights[slot] ?? Number.NaN, plans[row] ?? Number.NaN, { better: 'higher' });
  if (standing === null) return content;
  const words = say(TEXTS);
  const { plan, gap, attained } = standing;
  return {
    ...content,
    rows: [
      ...content.rows,
      { label: isWhatIf ? words.whatIf : words.plan, figure: formatValue(plan, height.unit), swatch: null },
      ...(Number.isFinite(attained) ? [{ label: words.attained, figure: formatShare(attained / 100), swatch: null }] : []),
      // Less than planned is not missing where less is better. Two shares differ by points.
      {
        label: gap < 0 ? words.below : words.above,
        figure: formatShort(Math.abs(gap), height.unit === '%' ? 'points' : height.unit),
        swatch: null,
      },
    ],
  };
}
