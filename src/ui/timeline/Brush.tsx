import type { JSX, KeyboardEvent } from 'react';
import { say } from '../../model/language.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { bucketsIn, type Calendar, type Grip, nudgeBrush } from '../../model/timeline.ts';
import { spanText } from '../../model/windowText.ts';
import { CHART } from './chartSize.ts';
import styles from './timeline.module.css';
import { TEXTS } from './timelineTexts.ts';

interface BrushProps {
  /** Null is all of time: the handles stand at both ends. */
  readonly window: Span | null;
  readonly domain: Span;
  /** All the time that the window can be moved through. */
  readonly limits: Span;
  readonly calendar: Calendar;
  readonly x: (ms: number) => number;
  readonly onWindow: (window: Span) => void;
}

const HANDLE = { width: 5, height: 22 };
/** Buckets that a page key moves. */
const PAGE = 4;
const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -PAGE, PageUp: PAGE };

/** The chosen window over the bars, with two handles. Arrow keys move what has the focus (an edge, or all of it) by one bucket, page keys by four. */
export function Brush({ window, domain, limits, calendar, x, onWindow }: BrushProps): JSX.Element {
  const words = say(TEXTS);
  const span = window ?? domain;
  const [left, right] = [x(Math.max(span.fromMs, domain.fromMs)), x(Math.min(span.toMs, domain.toMs))];
  const isShown = (ms: number) => ms >= domain.fromMs && ms <= domain.toMs;
  const nudge = (grip: Grip) => (event: KeyboardEvent) => {
    const count = KEYS[event.key];
    if (count === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onWindow(nudgeBrush(span, grip, count, limits, calendar));
  };
  const slider = { text: spanText(span, calendar.timeZone), most: bucketsIn(limits, calendar) };
  return (
    <g>
      {window === null || right <= left ? null : (
        <rect
          className={styles.brush}
          role="slider"
          tabIndex={0}
          aria-label={words.whole}
          aria-valuenow={bucketsIn({ fromMs: limits.fromMs, toMs: Math.max(span.fromMs, limits.fromMs + 1) }, calendar)}
          aria-valuemin={0}
          aria-valuemax={slider.most}
          aria-valuetext={slider.text}
          onKeyDown={nudge('whole')}
          x={left}
          width={Math.max(1, right - left)}
          y={CHART.top - 4}
          height={CHART.foot - CHART.top + 4}
          rx={3}
        />
      )}
      {isShown(span.fromMs) ? <Handle at={left} label={words.from} now={0} {...slider} onKey={nudge('from')} /> : null}
      {isShown(span.toMs) ? <Handle at={right} label={words.to} now={bucketsIn(span, calendar)} {...slider} onKey={nudge('to')} /> : null}
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
      <rect className={styles.reach} x={at - 8} y={CHART.top - 4} width={16} height={CHART.foot - CHART.top + 4} />
      <rect x={at - HANDLE.width / 2} y={(CHART.foot + CHART.top - 4 - HANDLE.height) / 2} {...HANDLE} rx={2} />
    </g>
  );
}
