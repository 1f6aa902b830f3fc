import { useEffect, useMemo, useRef, useState } from 'react';
import { panAxis, pinchAxis, spanAxis, toAxis, zoomAxis } from '../../model/timeAxis.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { useChange, useViewOf } from '../viewStore.ts';

/** A movement has ended when nothing came for this long: then the bars are asked for. */
const SETTLE_MS = 180;

export interface TimeAxisControl {
  readonly axis: Span;
  readonly zoom: (factor: number, aboutMs: number) => void;
  readonly pan: (byMs: number) => void;
  readonly pinch: (held: readonly [number, number], shares: readonly [number, number]) => void;
  readonly reset: () => void;
}

/** The part of time that is shown. It follows every movement at once; the view, and with it the bars, follow when it rests. */
export function useTimeAxis(settled: Span, limits: Span): TimeAxisControl {
  const { window } = useViewOf('window');
  const change = useChange();
  const [draft, setDraft] = useState<Span | null>(null);
  const latest = useRef<Span>(settled);
  latest.current = draft ?? settled;
  const settle = useRef((_rested: Span) => {});
  settle.current = (rested) => {
    change((view) => ({ ...view, axis: window.kind === 'last' ? spanAxis(rested) : toAxis(rested, limits) }));
    setDraft(null);
  };
  useEffect(() => {
    if (draft === null) return undefined;
    const timer = setTimeout(() => settle.current(draft), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const axis = draft ?? settled;
  return useMemo(() => {
    const move = (next: Span) => {
      latest.current = next;
      setDraft(next);
    };
    return {
      axis,
      zoom: (factor, aboutMs) => move(zoomAxis(latest.current, factor, aboutMs, limits)),
      pan: (byMs) => move(panAxis(latest.current, byMs, limits)),
      pinch: (held, shares) => move(pinchAxis(latest.current, held, shares, limits)),
      reset: () => {
        setDraft(null);
        change((view) => ({ ...view, axis: null }));
      },
    };
  }, [axis, limits, change]);
}
