/** What stands over the free part of the map: the panels that say so by `data-over-map`. No label is put under them. */
import type { Box } from '../model/labels.ts';

/** Panels come, go and fold; where they are is looked up again after this long. */
const LOOK_MS = 300;

/** Returns what tells where they are, in pixels of `root`; `isNow` looks again at once, for what is decided but once. */
export function createCovers(root: HTMLElement): (isNow?: boolean) => readonly Box[] {
  let boxes: readonly Box[] = [];
  let lookedMs = Number.NEGATIVE_INFINITY;
  return (isNow = false) => {
    const nowMs = performance.now();
    if (!isNow && nowMs - lookedMs < LOOK_MS) return boxes;
    lookedMs = nowMs;
    const origin = root.getBoundingClientRect();
    boxes = Array.from(document.querySelectorAll('[data-over-map]'), (panel) => {
      const { left, top, right, bottom } = panel.getBoundingClientRect();
      return { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
    });
    return boxes;
  };
}
