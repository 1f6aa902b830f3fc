/** The metrics of the selected place over time, with the window to choose from it, to play through it, or to follow it live. */
import { Pause, Play, RotateCcw } from 'lucide-react';
import { type JSX, useMemo, useState } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatValue } from '../../model/format.ts';
import { durationMs, type Grain, grainsFor, type Span } from '../../model/timeBuckets.ts';
import { type Bar, type Calendar, timelineDomain, toBars, toWindow } from '../../model/timeline.ts';
import { extentSpan, timelineGrain, timelineQuery, timelineSpan } from '../../model/viewQueries.ts';
import type { TimeWindow } from '../../model/viewState.ts';
import { bucketText, windowText } from '../../model/windowText.ts';
import type { Catalog } from '../../protocol/catalog.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked, useFollowedEnd } from '../useAsked.ts';
import { useNow } from '../useNow.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { useChange, useView } from '../viewStore.ts';
import { LiveButton } from './LiveButton.tsx';
import { TimelineChart } from './TimelineChart.tsx';
import styles from './timeline.module.css';
import { usePlayback } from './usePlayback.ts';

const GRAIN_NAMES: Readonly<Record<Grain, string>> = {
  minute: 'Minute',
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  quarter: 'Quarter',
  year: 'Year',
};
/** Most bars that a person may ask for, and how often a live timeline moves on. */
const MOST_BARS = 600;
const MOVE_EVERY_MS = 2000;

export function Timeline(): JSX.Element {
  const view = useView();
  const change = useChange();
  const { bars, domain, calendar, window, status, error, catalog } = useTimeline();
  const [pointed, setPointed] = useState<Bar | null>(null);
  const setWindow = (next: TimeWindow) => change((before) => ({ ...before, window: next }));
  const playback = usePlayback(domain, calendar);
  const span = timelineSpan(view, catalog);
  return (
    <section className={styles.timeline} aria-label="Timeline">
      <button
        type="button"
        className={styles.play}
        aria-label={playback.isPlaying ? 'Pause' : 'Play the window forward'}
        onClick={playback.toggle}
      >
        {playback.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
      </button>
      <div className={styles.title}>
        <b>{catalog.extent.from === null ? 'No events yet' : windowText(view.window, extentSpan(catalog), calendar.timeZone)}</b>
        <span>{pointed === null ? <Subtitle /> : <BarText bar={pointed} calendar={calendar} />}</span>
      </div>
      {bars.length === 0 ? (
        <div className={styles.nothing}>
          <PanelState status={status} error={error} />
        </div>
      ) : (
        <TimelineChart
          bars={bars}
          domain={domain}
          calendar={calendar}
          window={window}
          onWindow={(next) => setWindow(toWindow(next))}
          onPoint={setPointed}
        />
      )}
      <div className={styles.controls}>
        <Segmented
          label="Size of the bars"
          picks={grainsFor(span, MOST_BARS).map((id) => ({ id, label: GRAIN_NAMES[id] }))}
          picked={calendar.grain}
          onPick={(grain) => change((before) => ({ ...before, grain }))}
        />
        <LiveButton onWindow={setWindow} />
        <IconButton label="All of time" onClick={() => setWindow({ kind: 'all' })}>
          <RotateCcw />
        </IconButton>
      </div>
    </section>
  );
}

interface TimelineData {
  /** Its extent is the time in which the metric has something to show. */
  readonly catalog: Catalog;
  readonly bars: readonly Bar[];
  readonly domain: Span;
  readonly calendar: Calendar;
  /** The window as it is asked; null is all of time. */
  readonly window: Span | null;
  readonly status: string;
  readonly error: string | null;
}

function useTimeline(): TimelineData {
  const view = useView();
  const asked = useAsked();
  const timed = useTimedCatalog();
  const whole = useCatalog();
  const catalog = timed ?? whole;
  const nowMs = useNow(MOVE_EVERY_MS);
  const endMs = useFollowedEnd();
  const { table, status, error } = useAnswer(timed && timelineQuery(view, timed, endMs));
  const grain = timelineGrain(view, catalog);
  const calendar = useMemo(() => ({ grain, timeZone: catalog.timezone }), [grain, catalog.timezone]);
  const { height, colour } = view;
  const isOfGrain = table !== null && table.columns[0]?.name === `time:${grain}`;
  const bars = useMemo(() => (isOfGrain ? toBars(table, { height, colour }, calendar) : []), [isOfGrain, table, height, colour, calendar]);
  const domain = timelineDomain(bars, timelineSpan(view, catalog, endMs ?? nowMs), calendar);
  return { bars, domain, calendar, window: spanOf(asked.window, nowMs), status, error, catalog };
}

function spanOf(window: TimeWindow, nowMs: number): Span | null {
  if (window.kind === 'all') return null;
  if (window.kind === 'between') return { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) };
  return { fromMs: nowMs - (durationMs(window.duration) ?? 0), toMs: nowMs };
}

function Subtitle(): JSX.Element {
  const { height, colour } = useView();
  const catalog = useCatalog();
  return (
    <>
      {metricOf(catalog, height).label}
      {height === colour ? '' : `, coloured by ${metricOf(catalog, colour).label}`}
    </>
  );
}

function BarText({ bar, calendar }: { bar: Bar; calendar: Calendar }): JSX.Element {
  const { height, colour } = useView();
  const catalog = useCatalog();
  const values = [formatValue(bar.height, metricOf(catalog, height).unit), formatValue(bar.colour, metricOf(catalog, colour).unit)];
  return <>{[bucketText(bar, calendar), ...(height === colour ? values.slice(1) : values)].join(' · ')}</>;
}
