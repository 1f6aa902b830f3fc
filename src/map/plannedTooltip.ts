/** The tooltip of a place with its plan: what is planned up to now (or, where that is the same, in all of the time that is shown), how much of it is there, and what is missing or over. */
import type { ColumnPicture } from '../model/columns.ts';
import { formatShare, formatShort, formatValue } from '../model/format.ts';
import { say, texts } from '../model/language.ts';
import { slotOfPlace } from '../model/layout.ts';
import type { PlaceRef } from '../model/place.ts';
import { PLAN, PLAN_END, standingOf } from '../model/plan.ts';
import { metricValues } from '../model/reading.ts';
import type { MapScene } from './mapScene.ts';
import type { TooltipContent } from './tooltip.ts';

const TEXTS = texts({
  en: {
    toNow: { plan: 'planned up to now', whatIf: 'what if, up to now' },
    inAll: { plan: 'planned for this time', whatIf: 'what if, for this time' },
    ...{ attained: 'of it there', below: 'below it', above: 'above it' },
  },
  pt: {
    toNow: { plan: 'planejado até agora', whatIf: 'e se, até agora' },
    inAll: { plan: 'planejado para este período', whatIf: 'e se, para este período' },
    ...{ attained: 'disso já há', below: 'abaixo', above: 'acima' },
  },
  de: {
    toNow: { plan: 'bis jetzt geplant', whatIf: 'was wäre wenn, bis jetzt' },
    inAll: { plan: 'für diese Zeit geplant', whatIf: 'was wäre wenn, für diese Zeit' },
    ...{ attained: 'davon da', below: 'darunter', above: 'darüber' },
  },
});

/** Adds the plan's rows below those that are there, where the place has a plan. */
export function withStanding(
  content: TooltipContent,
  picture: ColumnPicture,
  place: PlaceRef,
  { table, height, isWhatIf }: MapScene,
): TooltipContent {
  const slot = slotOfPlace(picture.layout, place);
  const [plans, ends] = table ? [metricValues(table, PLAN), metricValues(table, PLAN_END)] : [];
  const row = slot < 0 ? -1 : (picture.laid.rows[slot] ?? -1);
  if (!plans || row < 0 || content.rows.length === 0) return content;
  const standing = standingOf(picture.figures.heights[slot] ?? Number.NaN, plans[row] ?? Number.NaN, { better: 'higher' });
  if (standing === null) return content;
  const words = say(TEXTS);
  const { plan, gap, attained } = standing;
  const said = plan === ends?.[row] ? words.inAll : words.toNow;
  return {
    ...content,
    rows: [
      ...content.rows,
      { label: isWhatIf ? said.whatIf : said.plan, figure: formatValue(plan, height.unit), swatch: null },
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
