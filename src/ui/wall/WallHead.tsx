/** Where the scene is, and whether what it shows is live: always on the screen. */
import type { JSX, ReactNode } from 'react';
import { newestAgeMs, OLD_MS, serverClockMs } from '../../live/connection.ts';
import { useFreshness } from '../../live/freshness.ts';
import { useLive } from '../../live/LiveProvider.tsx';
import { useConnection } from '../../live/useConnection.ts';
import { formatExact } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { dateText } from '../../model/ticks.ts';
import { floorBucket, type Span, shiftBucket } from '../../model/timeBuckets.ts';
import { extentSpan, windowBetween } from '../../model/timeWindow.ts';
import { type Moment, momentOf, type TimeWindow } from '../../model/viewState.ts';
import { heardText } from '../../model/wall/heardText.ts';
import { wallFilters } from '../../model/wall/wallFilters.ts';
import { ageText, windowText } from '../../model/windowText.ts';
import type { SourceFreshness } from '../../protocol/freshness.ts';
import { useCatalog } from '../catalogContext.ts';
import { silenceText } from '../freshness/freshnessTexts.ts';
import { useBehind } from '../freshness/useLagging.ts';
import { Mark } from '../Mark.tsx';
import { levelNames, usePlaceName } from '../placeNames.ts';
import { SHARE_TEXTS } from '../share/shareTexts.ts';
import { useInstantText } from '../share/useShown.ts';
import { useAskedOf } from '../useAsked.ts';
import { useNow } from '../useNow.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { useView, useViewOf } from '../viewStore.ts';
import styles from './wall.module.css';
import { wallWords } from './wallTexts.ts';

const EVERY_MS = 1000;
const DAYS_MS = 2 * 86_400_000;

export function WallHead(): JSX.Element {
  const view = useView();
  const catalog = useCatalog();
  const timed = useTimedCatalog() ?? catalog;
  const nameOf = usePlaceName();
  const words = wallWords();
  const place = view.focus === null ? words.world : nameOf(view.focus);
  const hexagons = (count: number) => `${formatExact(count, 'count')} ${levelNames('hexagon')[count > 1 ? 1 : 0]}`;
  const labelOf = (dimension: string) => catalog.dimensions.find(({ id }) => id === dimension)?.label ?? dimension;
  const filters = wallFilters(view, { nameOf, hexagons, labelOf });
  const title = view.picture === 'map' ? place : view.picture === 'ecosystem' ? words.ecosystem : words.segments;
  return (
    <header className={styles.head}>
      <Mark />
      <h1>{title}</h1>
      <p className={styles.window}>
        {view.picture !== 'map' && view.focus !== null ? `${place} · ` : ''}
        <WallWindow extent={extentSpan(timed)} timeZone={catalog.timezone} />
        {filters.length === 0 ? null : <b className={styles.filtered}>{filters.join(' · ')}</b>}
        {catalog.simulated ? <b className={styles.simulated}>{words.simulated}</b> : null}
      </p>
    </header>
  );
}

interface WallWindowProps {
  readonly extent: Span;
  readonly timeZone: string;
}

/** Which time the figures are of: the newest by name only where it ends now, by its dates where it is rewound or follows events of the past. */
export function WallWindow({ extent, timeZone }: WallWindowProps): JSX.Element {
  const { window } = useAskedOf();
  return <>{windowText(inDays(window, timeZone), extent, timeZone)}</>;
}

/** From afar the minutes of a window of days say nothing. */
function inDays(window: TimeWindow, timeZone: string): TimeWindow {
  if (window.kind !== 'between') return window;
  const [fromMs, toMs] = [Date.parse(window.from), Date.parse(window.to)];
  if (toMs - fromMs < DAYS_MS) return window;
  const day = floorBucket(toMs, 'day', timeZone);
  return windowBetween({
    fromMs: floorBucket(fromMs, 'day', timeZone),
    toMs: day === toMs ? day : shiftBucket(day, 1, 'day', timeZone),
  });
}

/** Whether the server is heard, how fresh the newest event is, which feeds are silent, and the time of the workspace. Of an earlier moment nothing is live. */
export function WallState(): JSX.Element {
  const live = useLive();
  const connection = useConnection();
  const { timezone } = useCatalog();
  const nowMs = useNow(EVERY_MS);
  const words = wallWords();
  const isLive = connection.status === 'live';
  const ageMs = newestAgeMs(connection, nowMs);
  const isOld = ageMs !== null && ageMs > OLD_MS;
  const moment = momentOf(useViewOf('asOf', 'tense'));
  const clock = dateText(live.room.serverNow(), timezone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (
    <div className={styles.state}>
      <div role="status" className={styles.connection} data-connection={connection.status}>
        <i className={styles.dot} data-old={isLive && (isOld || moment !== null)} aria-hidden />
        {isLive ? (isOld || moment !== null ? words.connected : words.live) : connection.status === 'lost' ? words.lost : words.connecting}
      </div>
      <time className={styles.clock}>{clock}</time>
      <p className={styles.fresh} aria-live="off">
        {moment !== null ? (
          <OfMoment moment={moment} />
        ) : isLive ? (
          <Fresh ageMs={ageMs} />
        ) : connection.lastMessageAtMs === null ? null : (
          words.since(heardText(serverClockMs(connection, connection.lastMessageAtMs), serverClockMs(connection, nowMs), timezone))
        )}
      </p>
    </div>
  );
}

/** Whose moment the figures are of; where the log is another one by now, that there are none. */
function OfMoment({ moment }: { readonly moment: Moment }): ReactNode {
  const { epoch } = useConnection();
  const words = say(SHARE_TEXTS);
  const instant = useInstantText()(moment.at);
  const isOther = epoch !== null && epoch !== moment.epoch;
  return isOther ? <b className={styles.silent}>{words.otherLog(instant)}</b> : words.shows(instant);
}

/** What is wrong with a source, from afar. */
function silentText(source: SourceFreshness, nowMs: number): string {
  const silence = silenceText(source, nowMs);
  return source.state === 'unheard' ? `${source.source}: ${silence}` : wallWords().silent(source.source, silence);
}

function Fresh({ ageMs }: { readonly ageMs: number | null }): JSX.Element {
  const { newestEventAtMs } = useConnection();
  const { timezone } = useCatalog();
  const lagging = useBehind();
  const serverMs = useFreshness()?.nowMs ?? 0;
  const words = wallWords();
  const [worst] = lagging;
  if (worst !== undefined)
    return (
      <b className={styles.silent} data-lagging={lagging.map(({ source }) => source).join(' ')}>
        {lagging.length === 1 ? silentText(worst, serverMs) : words.silentMany(lagging.length)}
      </b>
    );
  if (ageMs === null || newestEventAtMs === null) return <>{words.none}</>;
  if (ageMs > OLD_MS) return <>{words.until(dateText(newestEventAtMs, timezone, { day: 'numeric', month: 'short', year: 'numeric' }))}</>;
  return <>{ageMs < 1500 ? words.fresh : words.newest(ageText(ageMs))}</>;
}
