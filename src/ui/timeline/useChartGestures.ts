/** What fingers, mouse, wheel and keys do on the timeline: draw and move the window, pan and zoom the axis. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Span } from '../../model/timeBuckets.ts';
import { type Calendar, type Drag, dragBrush, fromShare, gripAt } from '../../model/timeline.ts';
import { CHART } from './chartSize.ts';
import type { TimeAxisControl } from './useTimeAxis.ts';

/** How near to an edge takes hold of it, desk pixels: a finger is wider than a pointer. */
const REACH = { mouse: 7, touch: 18 };
/** A turn of the wheel by so many pixels zooms by e; a pinch on a pad turns less. */
const WHEEL_PER_E = 420;
const PINCH_PER_E = 90;
const KEY_FACTOR = 1.6;
/** Part of the axis that an arrow key pans. */
const KEY_PAN = 0.15;

interface GestureOptions {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly control: TimeAxisControl;
  readonly window: Span | null;
  /** What is moved stays within all of time, what is drawn within what is seen. */
  readonly limits: Span;
  readonly calendar: Calendar;
  readonly width: number;
  readonly onWindow: (window: Span) => void;
}

interface Draft {
  readonly drag: Drag;
  readonly span: Span;
}

type Hold = { readonly kind: 'pan'; readonly grabbedMs: number } | { readonly kind: 'pinch'; readonly held: readonly [number, number] };

export interface ChartGestures {
  /** The window while it is drawn or moved; null when none is. */
  readonly draft: Span | null;
  readonly isPanning: boolean;
  readonly timeAt: (clientX: number) => number;
  readonly onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerUp: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function useChartGestures({ svg, control, window, limits, calendar, width, onWindow }: GestureOptions): ChartGestures {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [hold, setHold] = useState<Hold | null>(null);
  const fingers = useRef(new Map<number, number>());
  const { axis } = control;
  const shareAt = (clientX: number) => {
    const box = svg.current?.getBoundingClientRect();
    return box ? (clientX - box.left) / box.width : 0;
  };
  const timeAt = (clientX: number) => fromShare(shareAt(clientX), axis);
  useWheel(svg, control, shareAt);

  const pinchShares = (): readonly [number, number] => {
    const [one = 0, other = 0] = [...fingers.current.values()].sort((a, b) => a - b);
    return [one, other];
  };

  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0) return;
    fingers.current.set(event.pointerId, shareAt(event.clientX));
    event.currentTarget.setPointerCapture(event.pointerId);
    if (fingers.current.size === 2) {
      const [one, other] = pinchShares();
      setDraft(null);
      return setHold({ kind: 'pinch', held: [fromShare(one, axis), fromShare(other, axis)] });
    }
    const anchorMs = timeAt(event.clientX);
    const box = event.currentTarget.getBoundingClientRect();
    const isOnAxis = (event.clientY - box.top) / box.height > CHART.foot / CHART.height;
    if (isOnAxis || event.shiftKey) return setHold({ kind: 'pan', grabbedMs: anchorMs });
    const reach = event.pointerType === 'touch' ? REACH.touch : REACH.mouse;
    const grip = gripAt(anchorMs, window, fromShare(reach / width, axis) - axis.fromMs);
    const drag = { grip, anchorMs, before: window ?? axis };
    setDraft({ drag, span: grip === 'new' ? dragBrush(drag, anchorMs, axis, calendar) : drag.before });
  };

  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, shareAt(event.clientX));
    if (hold?.kind === 'pinch') return control.pinch(hold.held, pinchShares());
    if (hold?.kind === 'pan') return control.pan(hold.grabbedMs - timeAt(event.clientX));
    if (draft !== null)
      setDraft({
        drag: draft.drag,
        span: dragBrush(draft.drag, timeAt(event.clientX), draft.drag.grip === 'new' ? axis : limits, calendar),
      });
  };

  const leave = (event: PointerEvent<SVGSVGElement>, isKept: boolean) => {
    fingers.current.delete(event.pointerId);
    if (isKept && hold === null && draft !== null && (draft.drag.grip === 'new' || draft.span !== draft.drag.before)) onWindow(draft.span);
    setDraft(null);
    if (fingers.current.size === 0) setHold(null);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middleMs = (axis.fromMs + axis.toMs) / 2;
    const length = axis.toMs - axis.fromMs;
    const { key } = event;
    if (key === '+' || key === '=') control.zoom(KEY_FACTOR, middleMs);
    else if (key === '-') control.zoom(1 / KEY_FACTOR, middleMs);
    else if (key === '0') control.reset();
    else if (key === 'ArrowLeft' || key === 'ArrowRight') control.pan((key === 'ArrowLeft' ? -KEY_PAN : KEY_PAN) * length);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    draft: draft?.span ?? null,
    isPanning: hold !== null,
    timeAt,
    onPointerDown,
    onPointerMove,
    onPointerUp: (event) => leave(event, true),
    onPointerCancel: (event) => leave(event, false),
    onKeyDown,
  };
}

/** The wheel zooms about the pointer; sideways, or with Shift, it pans. It must not scroll or zoom the page, so that it listens by itself. */
function useWheel(svg: RefObject<SVGSVGElement | null>, control: TimeAxisControl, shareAt: (clientX: number) => number): void {
  const handle = useRef((_event: WheelEvent) => {});
  handle.current = (event) => {
    event.preventDefault();
    const { axis } = control;
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const sideways = event.shiftKey ? event.deltaX || event.deltaY : Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : 0;
    const box = svg.current?.getBoundingClientRect();
    if (sideways !== 0) control.pan(((sideways * pixels) / (box?.width || 1)) * (axis.toMs - axis.fromMs));
    else
      control.zoom(
        Math.exp((-event.deltaY * pixels) / (event.ctrlKey ? PINCH_PER_E : WHEEL_PER_E)),
        fromShare(shareAt(event.clientX), axis),
      );
  };
  useEffect(() => {
    const element = svg.current;
    if (element === null) return undefined;
    const listen = (event: WheelEvent) => handle.current(event);
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [svg]);
}
