import type { JSX, KeyboardEvent } from 'react';
import type { Span } from '../../model/timeBuckets.ts';
import { bucketsIn, type Calendar, type Grip, nudgeBrush } from '../../model/timeline.ts';
import { spanText } from '../../model/windowText.ts';
import { CHART } from './TimelineChart.tsx';
import styles from './timeline.module.css';

interface BrushProps {
  /** Null is all of time: the handles stand at both ends. */
  readonly window: Span | null;
  readonly domain: Span;
  readonly calendar: Calendar;
  readonly x: (ms: number) => number;
  readonly onWindow: (window: Span) => void;
}

const HANDLE = { width: 5, height: 22 };
/** Buckets that a page key moves. */
const PAGE = 4;
const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -PAGE, PageUp: PAGE };

/** The chosen window over the bars, with two handles. Arrow keys move what has the focus by one bucket, page keys by four. */
export function Brush({ window, domain, calendar, x, onWindow }: BrushProps): JSX.Element {
  const span = window ?? domain;
  const [left, right] = [x(span.fromMs), x(span.toMs)];
  const nudge = (grip: Grip) => (event: KeyboardEvent) => {
    const count = KEYS[event.key];
    if (count === undefined) return;
    event.preventDefault();
    onWindow(nudgeBrush(span, grip, count, domain, calendar));
  };
  return (
    <g>
      {window === null ? null : (
        <rect
          className={styles.brush}
          x={left}
          width={Math.max(1, right - left)}
          y={CHART.top - 6}
          height={CHART.foot - CHART.top + 6}
          rx={3}
        />
      )}
      <Handle
        at={left}
        label="Start of the window"
        text={spanText(span, calendar.timeZone)}
        now={0}
        most={bucketsIn(domain, calendar)}
        onKey={nudge('from')}
      />
      <Handle
        at={right}
        label="End of the window"
        text={spanText(span, calendar.timeZone)}
        now={bucketsIn(span, calendar)}
        most={bucketsIn(domain, calendar)}
        onKey={nudge('to')}
      />
    </g>
  );
}

interface HandleProps {
  readonly at: number;
  readonly label: string;
  readonly text: string;
  readonly now: number;
  readonly most: number;
  readonly onKey: (event: KeyboardEvent) => void;
}

function Handle({ at, label, text, now, most, onKey }: HandleProps): JSX.Element {
  return (
    <g
      className={styles.handle}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={now}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuetext={text}
      onKeyDown={onKey}
    >
      <rect className={styles.reach} x={at - 8} y={0} width={16} height={CHART.foot} />
      <rect x={at - HANDLE.width / 2} y={(CHART.foot + CHART.top - 6 - HANDLE.height) / 2} {...HANDLE} rx={2} />
    </g>
  );
}
