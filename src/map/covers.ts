/** What stands over the free part of the map: the panels that say so by `data-over-map`. No label is put under them. */
import type { Box } from '../model/labels.ts';

export interface Covers {
  /** Where they are, in pixels of `root`; `isNow` looks again at once, for what is decided but once. */
  boxes(isNow?: boolean): readonly Box[];
  dispose(): void;
}

/** Panels come and go; where they are is looked up again after this long. */
const LOOK_MS = 300;

/** `onResize` is called when one that is known has grown, folded or gone: nothing else may move meanwhile. */
export function createCovers(root: HTMLElement, onResize: () => void): Covers {
  let boxes: readonly Box[] = [];
  let lookedMs = Number.NEGATIVE_INFINITY;
  const known = new Set<Element>();
  const observer = new ResizeObserver(() => {
    lookedMs = Number.NEGATIVE_INFINITY;
    onResize();
  });

  function follow(panels: readonly Element[]): void {
    for (const panel of known) {
      if (panels.includes(panel)) continue;
      known.delete(panel);
      observer.unobserve(panel);
    }
    for (const panel of panels) {
      if (known.has(panel)) continue;
      known.add(panel);
      observer.observe(panel);
    }
  }

  return {
    boxes(isNow = false) {
      const nowMs = performance.now();
      if (!isNow && nowMs - lookedMs < LOOK_MS) return boxes;
      lookedMs = nowMs;
      const origin = root.getBoundingClientRect();
      const panels = Array.from(document.querySelectorAll('[data-over-map]'));
      follow(panels);
      boxes = panels.map((panel) => {
        const { left, top, right, bottom } = panel.getBoundingClientRect();
        return { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
      });
      return boxes;
    },
    dispose: () => observer.disconnect(),
  };
}
