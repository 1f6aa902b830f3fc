/** Plays time forward: a window by its buckets, or a rewound live map at a multiple of the speed at which it happened. */
import { useEffect, useRef, useState } from 'react';
import { PLAY_SPEEDS, type PlayMode, pauseLive, playingOf, playModeOf, REWIND_SPEEDS, rewindTo, stepRewind } from '../../model/rewind.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { advanceBrush, type Calendar, firstBrush, nudgeBrush, toWindow } from '../../model/timeline.ts';
import { playing } from '../colourFit.ts';
import { useMapStatus } from '../useMapAnswer.ts';
import { useChange, useViewOf } from '../viewStore.ts';

/** Time between two steps of a window at speed 1, and between two of a rewound map. */
const STEP_MS = 1000;
const TICK_MS = 500;

export interface Playback {
  /** A live map plays too, until it is paused. */
  readonly isPlaying: boolean;
  readonly speeds: readonly number[];
  readonly speed: number;
  readonly loops: boolean;
  /** Whether there is anything to step through: not in all of time. */
  readonly canStep: boolean;
  readonly toggle: () => void;
  readonly step: (count: number) => void;
  readonly setSpeed: (speed: number) => void;
  readonly setLoops: (loops: boolean) => void;
}

/** What is played stays within `domain`, what is seen; a step by hand within `limits`, all of time. `edgeMs` is the live edge. A step is taken only when the map has shown the one before. */
export function usePlayback(domain: Span, limits: Span, calendar: Calendar, edgeMs: number): Playback {
  const { window, until } = useViewOf('window', 'until');
  const change = useChange();
  const [started, setStarted] = useState<PlayMode | null>(null);
  const [loops, setLoops] = useState(false);
  const [speeds, setSpeeds] = useState({ window: 2, live: 1 });
  const mode = playModeOf({ window });
  const isLive = mode === 'live';
  const { isPlaying, isMoving } = playingOf({ window, until }, started);
  const present = window.kind === 'between' ? { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) } : null;

  const next = useRef((_elapsedMs: number) => {});
  next.current = (elapsedMs) => {
    if (isLive)
      return change((before) =>
        before.until === null ? before : rewindTo(before, Date.parse(before.until) + elapsedMs * speeds.live, edgeMs),
      );
    const stepped = present === null ? firstBrush(null, domain, calendar) : advanceBrush(present, domain, calendar);
    const following = stepped ?? (loops ? firstBrush(present, domain, calendar) : null);
    if (following === null) setStarted(null);
    else change((before) => ({ ...before, window: toWindow(following) }));
  };
  const waitMs = isLive ? TICK_MS : STEP_MS / speeds.window;
  const mark = isLive ? until : JSON.stringify(window);
  const isShown = useMapStatus(isMoving) !== 'loading';
  useEffect(() => {
    playing.isOn = isMoving;
    return () => {
      playing.isOn = false;
    };
  }, [isMoving]);
  const steppedAt = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each window that has been shown starts the wait for the next
  useEffect(() => {
    if (!isMoving || !isShown) return undefined;
    const timer = setTimeout(() => {
      const now = performance.now();
      const elapsedMs = steppedAt.current === 0 ? waitMs : now - steppedAt.current;
      steppedAt.current = now;
      next.current(elapsedMs);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [isMoving, isShown, mark, waitMs]);
  useEffect(() => {
    if (isMoving) return;
    steppedAt.current = 0;
    // What came to its end, or to the present, is not played again by itself.
    setStarted(null);
  }, [isMoving]);

  const start = () => {
    setStarted(mode);
    if (isLive) return;
    const isAtEnd = present !== null && advanceBrush(present, domain, calendar) === null;
    if (present === null || isAtEnd) change((before) => ({ ...before, window: toWindow(firstBrush(present, domain, calendar)) }));
  };
  const toggle = () => {
    if (!isPlaying) return start();
    setStarted(null);
    if (isLive && until === null) change((before) => pauseLive(before, edgeMs));
  };
  const step = (count: number) => {
    setStarted(null);
    if (isLive) change((before) => stepRewind(before, count, edgeMs, calendar));
    else if (present !== null) change((before) => ({ ...before, window: toWindow(nudgeBrush(present, 'whole', count, limits, calendar)) }));
  };
  return {
    isPlaying,
    speeds: isLive ? REWIND_SPEEDS : PLAY_SPEEDS,
    speed: speeds[mode],
    loops,
    canStep: isLive || present !== null,
    toggle,
    step,
    setSpeed: (speed) => setSpeeds((before) => ({ ...before, [mode]: speed })),
    setLoops,
  };
}
