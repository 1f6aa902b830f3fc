/** Sizes on the screen, in desk pixels: the units of the design, whatever the screen's scale. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Font size of the root element that stands for one tenth of its desk pixels: 1rem is 10 desk pixels. */
const DESK_PER_REM = 10;

/** CSS pixels of one desk pixel: 1 on a desk, 2 on a wall of 3840 pixels. */
export function deskScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / DESK_PER_REM;
}

export interface DeskSize {
  readonly width: number;
  readonly height: number;
}

/** The size of an element in desk pixels, followed as it changes; zero before it is laid out. */
export function useSize<T extends Element>(): readonly [RefObject<T | null>, DeskSize] {
  const ref = useRef<T>(null);
  const [size, setSize] = useState<DeskSize>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = () => {
      const scale = deskScale();
      const { width, height } = element.getBoundingClientRect();
      setSize((before) =>
        before.width === width / scale && before.height === height / scale ? before : { width: width / scale, height: height / scale },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
