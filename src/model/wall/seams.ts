/** Where two screens of a room meet: a text across it would be cut by their frames. */
import type { Frame } from '../ecosystem/labelPlaces.ts';

/** The seams of so many screens side by side, each as large as this, CSS pixels of the whole. */
export function seamsOf(screens: number, { width, height }: { readonly width: number; readonly height: number }): readonly Frame[] {
  return Array.from({ length: screens - 1 }, (_, at) => ({
    left: (at + 1) * width - 1,
    right: (at + 1) * width + 1,
    top: 0,
    bottom: height,
  }));
}
