/** What the texts over a picture cover, measured whenever they wrap anew, so that the picture stands beside them. */
import { type RefCallback, useCallback, useRef } from 'react';

/** The headline, CSS pixels: its whole height, and each of its lines, which end at different places. */
export interface HeadRoom {
  readonly height: number;
  readonly lines: readonly { readonly width: number; readonly bottom: number }[];
}

export const NO_HEAD: HeadRoom = { height: 0, lines: [] };

/** For the element of a headline: tells its room when it comes and whenever it changes. */
export function useHeadRoom(tell: (room: HeadRoom) => void): RefCallback<HTMLElement> {
  const told = useRef('');
  return useMeasured((element) => {
    const children = Array.from(element.children) as HTMLElement[];
    const lines = children.map((line) => ({ width: line.offsetWidth, bottom: line.offsetTop + line.offsetHeight }));
    const room = { height: element.offsetHeight, lines };
    const text = JSON.stringify(room);
    if (told.current === text) return;
    told.current = text;
    tell(room);
  });
}

/** For the element of a legend: tells its height, CSS pixels; 0 where it is not displayed. */
export function useLegendRoom(tell: (heightPx: number) => void): RefCallback<HTMLElement> {
  return useMeasured((element) => tell(element.offsetHeight));
}

/** Measures an element and its lines at first and whenever one of them takes another size. */
function useMeasured(measure: (element: HTMLElement) => void): RefCallback<HTMLElement> {
  const latest = useRef(measure);
  latest.current = measure;
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => latest.current(element));
    for (const part of [element, ...element.children]) observer.observe(part);
    return () => observer.disconnect();
  }, []);
}
