import { type JSX, Suspense, useMemo, useState } from 'react';
import type { BarBefore } from '../../model/compare.ts';
import { say } from '../../model/language.ts';
import { type Mark, type Moment, toMarks } from '../../model/marks.ts';
import { timeTicks } from '../../model/ticks.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { type Bar, type Calendar, toShare } from '../../model/timeline.ts';
import { still } from '../controls/still.tsx';
import { useFocusBack } from '../controls/useFocusBack.ts';
import { part } from '../part.ts';
import { useSize } from '../useSize.ts';
import { Bars } from './Bars.tsx';
import { Brush } from './Brush.tsx';
import { CHART } from './chartSize.ts';
import { Marks } from './Marks.tsx';
import styles from './timeline.module.css';
import { TEXTS } from './timelineTexts.ts';
import { useChartGestures } from './useChartGestures.ts';
import type { TimeAxisControl } from './useTimeAxis.ts';

const MomentCard = part(() => import('./MomentCard.tsx').then((module) => module.MomentCard));

interface TimelineChartProps {
  readonly bars: readonly Bar[];
  /** The metric of their colours. */
  readonly colour: string;
  readonly before: readonly BarBefore[];
  readonly moments: readonly Moment[];
  readonly control: TimeAxisControl;
  readonly limits: Span;
  readonly calendar: Calendar;
  /** Null is all of time. */
  readonly window: Span | null;
  readonly onWindow: (window: Span) => void;
  readonly onPoint: (bar: Bar | null) => void;
}

/** Desk pixels between names of instants, and within which marks stand together. */
const LABEL_EVERY = 90;
const MARKS_APART = 12;

/** Dragging over the bars draws or moves the window; dragging the axis, the wheel, two fingers and keys move through time. */
export const TimelineChart = still(function TimelineChart(props: TimelineChartProps): JSX.Element {
  const { bars, colour, before, moments, control, limits, calendar, window, onWindow, onPoint } = props;
  const [ref, { width }] = useSize<SVGSVGElement>();
  const [told, setTold] = useState<Mark | null>(null);
  const { axis } = control;
  const { draft, isPanning, timeAt, ...handlers } = useChartGestures({ svg: ref, control, window, limits, calendar, width, onWindow });
  const shown = draft ?? window;
  const x = (ms: number) => toShare(ms, axis) * width;
  const point = (clientX: number) => {
    const atMs = timeAt(clientX);
    onPoint(bars.findLast((bar) => bar.fromMs <= atMs && atMs < bar.toMs) ?? null);
  };
  const ticks = useMemo(
    () => timeTicks(axis, Math.max(2, Math.floor(width / LABEL_EVERY)), calendar.timeZone),
    [axis, width, calendar.timeZone],
  );
  const marks = useMemo(() => toMarks(moments, axis, MARKS_APART / Math.max(1, width)), [moments, axis, width]);
  const standing = marks.find((mark) => mark.moments[0]?.id === told?.moments[0]?.id) ?? null;
  useFocusBack(standing !== null);
  return (
    <div className={styles.drawing}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg
        ref={ref}
        className={styles.chart}
        viewBox={`0 0 ${Math.max(1, width)} ${CHART.height}`}
        preserveAspectRatio="none"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys zoom and pan the drawing as a whole
        tabIndex={0}
        aria-label={say(TEXTS).chart}
        data-panning={isPanning}
        data-axis={`${Math.round(axis.fromMs)} ${Math.round(axis.toMs)}`}
        {...handlers}
        onPointerMove={(event) => {
          handlers.onPointerMove(event);
          point(event.clientX);
        }}
        onPointerLeave={() => onPoint(null)}
      >
        <rect className={styles.axisReach} x={0} y={CHART.foot} width={Math.max(1, width)} height={CHART.height - CHART.foot} />
        <Bars bars={bars} colour={colour} before={before} window={shown} domain={axis} width={width} />
        <line className={styles.axisLine} x1={0} x2={width} y1={CHART.foot + 0.5} y2={CHART.foot + 0.5} />
        {ticks.map(({ ms, label }) => (
          <text key={ms} className={styles.axis} x={x(ms)} y={CHART.axis}>
            {label}
          </text>
        ))}
        <Brush window={shown} domain={axis} limits={limits} calendar={calendar} x={x} onWindow={onWindow} />
        <Marks marks={marks} width={width} told={standing} onTell={setTold} />
      </svg>
      {standing === null ? null : (
        <Suspense fallback={null}>
          <MomentCard mark={standing} timeZone={calendar.timeZone} onClose={() => setTold(null)} />
        </Suspense>
      )}
    </div>
  );
});
