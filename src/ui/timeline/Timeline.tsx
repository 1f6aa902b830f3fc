/** The metrics of the selected place over time (an axis that somebody moved to where nothing happened stays, to be moved on), with the window to choose from it, to play through it, to set against another, or to follow live. */
import { RotateCcw, ZoomOut } from 'lucide-react';
import { type JSX, useState } from 'react';
import type { BarBefore } from '../../model/compare.ts';
import { formatValue } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { grainsFor, type Span } from '../../model/timeBuckets.ts';
import { type Bar, type Calendar, toWindow } from '../../model/timeline.ts';
import { extentSpan } from '../../model/timeWindow.ts';
import { bucketText } from '../../model/windowText.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { PickMenu } from '../controls/PickMenu.tsx';
import { still } from '../controls/still.tsx';
import { PanelState } from '../PanelState.tsx';
import { useChange, useViewOf } from '../viewStore.ts';
import { ComparePicker } from './ComparePicker.tsx';
import { LiveButton } from './LiveButton.tsx';
import { TimelineChart } from './TimelineChart.tsx';
import { Transport } from './Transport.tsx';
import styles from './timeline.module.css';
import { TEXTS } from './timelineTexts.ts';
import { useMoments } from './useMoments.ts';
import { usePlayback } from './usePlayback.ts';
import { useTimeAxis } from './useTimeAxis.ts';
import { useTimelineData } from './useTimelineData.ts';
import { WindowTitle } from './WindowTitle.tsx';

/** Most bars that a person may ask for. */
const MOST_BARS = 600;

export function Timeline(): JSX.Element {
  const { window: chosen, axis } = useViewOf('window', 'axis');
  const change = useChange();
  const data = useTimelineData();
  const { bars, colour, before, limits, calendar, window, edgeMs, status, error, catalog } = data;
  const [pointed, setPointed] = useState<Bar | null>(null);
  const control = useTimeAxis(data.span, limits);
  const moments = useMoments(control.axis);
  const playback = usePlayback(control.axis, limits, calendar, edgeMs);
  const words = say(TEXTS);
  const setWindow = (next: Span) => change((was) => ({ ...was, until: null, window: toWindow(next) }));
  return (
    <section className={styles.timeline} aria-label={words.timeline}>
      <div className={styles.row}>
        <Transport {...playback} isLive={chosen.kind === 'last'} />
        <div className={styles.title}>
          <WindowTitle catalogIsEmpty={catalog.extent.from === null} extent={extentSpan(catalog)} timeZone={calendar.timeZone} />
          <span>{pointed === null ? <Subtitle /> : <BarText bar={pointed} before={before} calendar={calendar} />}</span>
        </div>
        {bars.length === 0 && (axis === null || status === 'error') ? (
          <div className={styles.nothing}>
            <PanelState status={status} error={error} />
          </div>
        ) : (
          <TimelineChart
            bars={bars}
            colour={colour}
            before={before}
            moments={moments}
            control={control}
            limits={limits}
            calendar={calendar}
            window={window}
            onWindow={setWindow}
            onPoint={setPointed}
          />
        )}
        <div className={styles.controls}>
          <ComparePicker />
          <GrainPicker axis={control.axis} calendar={calendar} />
          <LiveButton edgeMs={edgeMs} />
          {axis === null ? (
            <IconButton label={words.all} onClick={() => change((was) => ({ ...was, until: null, axis: null, window: { kind: 'all' } }))}>
              <RotateCcw />
            </IconButton>
          ) : (
            <IconButton label={words.zoomOut} onClick={control.reset}>
              <ZoomOut />
            </IconButton>
          )}
        </div>
      </div>
    </section>
  );
}

/** The size of the bars: by the zoom, or pinned. */
const GrainPicker = still(function GrainPicker({ axis, calendar }: { axis: Span; calendar: Calendar }): JSX.Element {
  const { grain } = useViewOf('grain');
  const change = useChange();
  const words = say(TEXTS);
  const sizes = grainsFor(axis, MOST_BARS);
  return (
    <span className={styles.grain} data-active={grain !== 'auto'}>
      <PickMenu
        plain
        label={words.grain}
        picks={[{ id: 'auto' as const, label: words.auto, note: words.autoNote }, ...sizes.map((id) => ({ id, label: words.grains[id] }))]}
        picked={grain}
        onPick={(next) => change((view) => ({ ...view, grain: next }))}
      >
        <span>{words.grains[calendar.grain]}</span>
      </PickMenu>
    </span>
  );
});

function Subtitle(): JSX.Element {
  const { height, colour } = useViewOf('height', 'colour');
  const catalog = useCatalog();
  const label = metricOf(catalog, height).label;
  return <>{height === colour ? label : say(TEXTS).coloured(label, metricOf(catalog, colour).label)}</>;
}

function BarText({ bar, before, calendar }: { bar: Bar; before: readonly BarBefore[]; calendar: Calendar }): JSX.Element {
  const { height, colour } = useViewOf('height', 'colour');
  const catalog = useCatalog();
  const unit = metricOf(catalog, height).unit;
  const old = before.find(({ fromMs }) => fromMs === bar.fromMs);
  const values = [
    formatValue(bar.height, unit),
    ...(old ? [`${say(TEXTS).before} ${formatValue(old.value, unit)}`] : []),
    ...(height === colour ? [] : [formatValue(bar.colour, metricOf(catalog, colour).unit)]),
  ];
  return <>{[bucketText(bar, calendar), ...values].join(' · ')}</>;
}
