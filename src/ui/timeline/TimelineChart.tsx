import { type JSX, type PointerEvent, useMemo, useState } from 'react';
import { timeTicks } from '../../model/ticks.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { type Bar, type Calendar, type Drag, dragBrush, fromShare, gripAt, toShare } from '../../model/timeline.ts';
import { useSize } from '../useSize.ts';
import { Bars } from './Bars.tsx';
import { Brush } from './Brush.tsx';
import styles from './timeline.module.css';

interface TimelineChartProps {
  readonly bars: readonly Bar[];
  readonly domain: Span;
  readonly calendar: Calendar;
  /** Null is all of time. */
  readonly window: Span | null;
  readonly onWindow: (window: Span) => void;
  readonly onPoint: (bar: Bar | null) => void;
}

/** Desk pixels of the drawing: bars between TOP and FOOT, names of instants below. */
export const CHART = { height: 76, top: 8, foot: 54, axis: 70 };
const LABEL_EVERY = 90;
const GRIP_REACH = 7;

export function TimelineChart({ bars, domain, calendar, window, onWindow, onPoint }: TimelineChartProps): JSX.Element {
  const [ref, { width }] = useSize<SVGSVGElement>();
  const [draft, setDraft] = useState<{ readonly drag: Drag; readonly span: Span } | null>(null);
  const shown = draft?.span ?? window;
  const x = (ms: number) => toShare(ms, domain) * width;
  const timeAt = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return fromShare((event.clientX - box.left) / box.width, domain);
  };
  const start = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0) return;
    const anchorMs = timeAt(event);
    const grip = gripAt(anchorMs, window, fromShare(GRIP_REACH / width, domain) - domain.fromMs);
    const drag = { grip, anchorMs, before: window ?? domain };
    event.currentTarget.setPointerCapture(event.pointerId);
    setDraft({ drag, span: grip === 'new' ? dragBrush(drag, anchorMs, domain, calendar) : drag.before });
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const atMs = timeAt(event);
    if (draft !== null) setDraft({ drag: draft.drag, span: dragBrush(draft.drag, atMs, domain, calendar) });
    onPoint(bars.findLast((bar) => bar.fromMs <= atMs && atMs < bar.toMs) ?? null);
  };
  const end = () => {
    if (draft !== null && (draft.drag.grip === 'new' || draft.span !== draft.drag.before)) onWindow(draft.span);
    setDraft(null);
  };
  const ticks = useMemo(
    () => timeTicks(domain, Math.max(2, Math.floor(width / LABEL_EVERY)), calendar.timeZone),
    [domain, width, calendar.timeZone],
  );
  return (
    <svg
      ref={ref}
      className={styles.chart}
      viewBox={`0 0 ${Math.max(1, width)} ${CHART.height}`}
      preserveAspectRatio="none"
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDraft(null)}
      onPointerLeave={() => onPoint(null)}
      aria-label="Bars over time; drag to choose a window"
    >
      <Bars bars={bars} window={shown} x={x} />
      <line className={styles.axisLine} x1={0} x2={width} y1={CHART.foot + 0.5} y2={CHART.foot + 0.5} />
      {ticks.map(({ ms, label }) => (
        <text key={ms} className={styles.axis} x={x(ms)} y={CHART.axis}>
          {label}
        </text>
      ))}
      <Brush window={shown} domain={domain} calendar={calendar} x={x} onWindow={onWindow} />
    </svg>
  );
}
