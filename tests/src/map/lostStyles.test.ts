/** After a lost graphics context nothing holds what stood before. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { letGoOfLostStyles } from '../../../src/map/lostStyles.ts';

/** As much of MapLibre as loses its context: the style is gone by the time that it tells of it, and a new one stands once the context is back. */
function losingMap() {
  const listeners: (() => void)[] = [];
  const canvas = new EventTarget();
  const removed: { style: number; isMapRemoved: boolean }[] = [];
  let styles = 0;
  const newStyle = () => {
    const style = ++styles;
    return { _remove: (isMapRemoved = true) => void removed.push({ style, isMapRemoved }) };
  };
  const map = {
    style: newStyle() as ReturnType<typeof newStyle> | null,
    getContainer: () => canvas,
    getCanvas: () => canvas,
    on: (_: string, listener: () => void) => listeners.push(listener),
  };
  letGoOfLostStyles(map as unknown as MapLibreMap);
  canvas.addEventListener('webglcontextlost', () => {
    map.style = null;
    for (const listener of listeners) listener();
  });
  return {
    removed,
    lose: () => canvas.dispatchEvent(new Event('webglcontextlost')),
    restore: () => {
      map.style = newStyle();
    },
  };
}

test('each style that a lost context leaves is let go of, once, without its worker', () => {
  const { removed, lose, restore } = losingMap();
  lose();
  restore();
  lose();
  restore();
  expect(removed).toEqual([
    { style: 1, isMapRemoved: false },
    { style: 2, isMapRemoved: false },
  ]);
});

test('a second loss before the context is back has nothing to let go of', () => {
  const { removed, lose } = losingMap();
  lose();
  lose();
  expect(removed).toHaveLength(1);
});
