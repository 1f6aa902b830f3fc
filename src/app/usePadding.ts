import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Padding } from '../model/camera.ts';

/** How far the free part of the screen is from its edges, CSS pixels; null before it is laid out. */
export function usePadding(): readonly [RefObject<HTMLDivElement | null>, RefObject<HTMLDivElement | null>, Padding | null] {
  const screen = useRef<HTMLDivElement>(null);
  const free = useRef<HTMLDivElement>(null);
  const [padding, setPadding] = useState<Padding | null>(null);
  useLayoutEffect(() => {
    const [outer, inner] = [screen.current, free.current];
    if (outer === null || inner === null) return undefined;
    const measure = () => setPadding((before) => keep(before, between(outer.getBoundingClientRect(), inner.getBoundingClientRect())));
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(inner);
    measure();
    return () => observer.disconnect();
  }, []);
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
