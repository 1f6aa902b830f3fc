import { useEffect, useRef, useState } from 'react';
import type { Span } from '../../model/timeBuckets.ts';
import { advanceBrush, type Calendar, firstBrush, toWindow } from '../../model/timeline.ts';
import { useMapAnswer } from '../useMapAnswer.ts';
import { useChange, useView } from '../viewStore.ts';

/** Least time that one step is shown. */
const STEP_MS = 400;

interface Playback {
  readonly isPlaying: boolean;
  readonly toggle: () => void;
}

/** Plays the window forward, one bucket a step. A step is taken only when the map has shown the one before. */
export function usePlayback(domain: Span, calendar: Calendar): Playback {
  const { window } = useView();
  const change = useChange();
  const { status } = useMapAnswer();
  const [isPlaying, setPlaying] = useState(false);
  const present = window.kind === 'between' ? { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) } : null;
  const step = useRef(() => {});
  step.current = () => {
    const next = present === null ? firstBrush(null, domain, calendar) : advanceBrush(present, domain, calendar);
    if (next === null) setPlaying(false);
    else change((view) => ({ ...view, window: toWindow(next) }));
  };
  const key = JSON.stringify(window);
  const isShown = status !== 'loading';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each window that has been shown starts the wait for the next
  useEffect(() => {
    if (!isPlaying || !isShown) return undefined;
    const timer = setTimeout(() => step.current(), STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, isShown, key]);
  const start = () => {
    setPlaying(true);
    const isAtEnd = present !== null && advanceBrush(present, domain, calendar) === null;
    if (window.kind === 'last') change((view) => ({ ...view, window: { kind: 'all' } }));
    else if (present === null || isAtEnd) change((view) => ({ ...view, window: toWindow(firstBrush(present, domain, calendar)) }));
  };
  return { isPlaying, toggle: () => (isPlaying ? setPlaying(false) : start()) };
}
