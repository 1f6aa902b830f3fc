import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Padding } from '../model/camera.ts';

/** How far the free part of the screen is from its edges, CSS pixels; null before it is laid out. */
export function usePadding(): readonly [RefObject<HTMLDivElement | null>, RefObject<HTMLDivElement | null>, Padding | null] {
  const screen = useRef<HTMLDivElement>(null);
  const free = useRef<HTMLDivElement>(null);
  const [padding, setPadding] = useState<Padding | null>(null);
  const measure = useCallback(() => {
    const [outer, inner] = [screen.current, free.current];
    if (outer === null || inner === null) return;
    setPadding((before) => keep(before, between(outer.getBoundingClientRect(), inner.getBoundingClientRect())));
  }, []);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(measure);
    for (const element of [screen.current, free.current]) if (element !== null) observer.observe(element);
    return () => observer.disconnect();
  }, [measure]);
  // Also with whatever opens or closes a panel: a picture is not framed for the room of before first.
  useLayoutEffect(measure);
  return [screen, free, padding];
}

function between(outer: DOMRect, inner: DOMRect): Padding {
  return {
    top: Math.round(inner.top - outer.top),
    right: Math.round(outer.right - inner.right),
    bottom: Math.round(outer.bottom - inner.bottom),
    left: Math.round(inner.left - outer.left),
  };
}

function keep(before: Padding | null, next: Padding): Padding {
  return before !== null && JSON.stringify(before) === JSON.stringify(next) ? before : next;
}
