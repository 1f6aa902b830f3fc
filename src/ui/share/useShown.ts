/** What is on the screen now, as that which leaves it needs it: words, names of files, the moment of the numbers. */

import { useLive } from '../../live/LiveProvider.tsx';
import { useConnection } from '../../live/useConnection.ts';
import { toChangeMeasure } from '../../model/change.ts';
import { againstText } from '../../model/changeLegend.ts';
import { say } from '../../model/language.ts';
import type { PlaceRef } from '../../model/place.ts';
import { plainText } from '../../model/plainText.ts';
import { dateText } from '../../model/ticks.ts';
import { toInstant } from '../../model/timeBuckets.ts';
import { extentSpan } from '../../model/timeWindow.ts';
import { drawnMetrics } from '../../model/tour/drawnMetrics.ts';
import { type Moment, subjectOf, type ViewState } from '../../model/viewState.ts';
import { windowText } from '../../model/windowText.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import { metricIds, metricOf, useCatalog } from '../catalogContext.ts';
import { usePlaceName } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { SHARE_TEXTS } from './shareTexts.ts';

export interface ShownWords {
  readonly title: string;
  /** What stands for size and for colour in the picture, and of which time. */
  readonly subtitle: string;
  readonly height: string;
  readonly colour: string;
  /** Of a file, without what says its kind. */
  readonly fileName: string;
}

export function useShownWords(): ShownWords {
  const view = useAsked();
  const catalog = useCatalog();
  const timed = useTimedCatalog() ?? catalog;
  const nameOf = usePlaceName();
  const words = say(SHARE_TEXTS);
  const place = placeShown(view);
  const title = place === null ? words.world : nameOf(place);
  const [height, colour] = [metricOf(catalog, view.height).label, metricOf(catalog, view.colour).label];
  const window = windowText(view.window, extentSpan(timed), catalog.timezone);
  const drawn = drawnMetrics(view, metricIds(catalog));
  const size = metricOf(catalog, drawn.size);
  const subtitle = words.by(size.label, colourText(view, size, metricOf(catalog, drawn.colour)), window);
  return { title, height, colour, subtitle, fileName: toFileName(`orrery ${title} ${view.height}`) };
}

/** The place that the picture is of: the map shows what lies around the one that is pointed out, too. */
export function placeShown(view: Pick<ViewState, 'picture' | 'focus' | 'selected'>): PlaceRef | null {
  return view.picture === 'map' ? (view.focus ?? view.selected) : subjectOf(view);
}

/** What the colours of the picture are of: a metric, or `Change of Revenue against the year before`. All of time has no time before it. */
export function colourText(
  { picture, compare, window }: Pick<ViewState, 'picture' | 'compare' | 'window'>,
  size: MetricInfo,
  colour: MetricInfo,
): string {
  if (picture !== 'map' || compare === 'none' || window.kind === 'all') return colour.label;
  return `${toChangeMeasure(size).label} ${againstText(compare)}`;
}

function toFileName(text: string): string {
  return plainText(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** The moment that the page's numbers are of, and where its sliding windows end (ms); null before there are any. */
export function useMoment(): () => { readonly moment: Moment; readonly endMs: number } | null {
  const live = useLive();
  const { asOf, tense } = useAsked();
  const lag = useConnection((state) => state.lagMs);
  return () => {
    const nowMs = Date.now();
    if (asOf !== null && tense === 'then') return { moment: asOf, endMs: Date.parse(asOf.at) };
    const newest = live.moment();
    if (newest === null) return null;
    const { newestEventAtMs } = live.connection.getState();
    // The server's clock, where it is known.
    const atMs = newest.endMs ?? (lag !== null && newestEventAtMs !== null ? newestEventAtMs + lag : nowMs);
    return { moment: { epoch: newest.epoch, seq: newest.seq, at: toInstant(atMs) }, endMs: atMs };
  };
}

/** An instant as people say it, to the second, with its zone. */
export function useInstantText(): (instant: string) => string {
  const { timezone } = useCatalog();
  return (instant) =>
    dateText(Date.parse(instant), timezone, {
      ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      timeZoneName: 'short',
    });
}
