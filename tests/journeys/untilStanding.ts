/** Where a column stands on the page, for a test that points at it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENCE } from './browser.ts';

/** A place on the page, CSS pixels. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Resolves with where the column of a place stands, once it stands still: the map makes room for panels that come later. */
export async function untilStanding(page: Page, id: string): Promise<Spot> {
  const columnAt = () =>
    page.evaluate((place) => {
      const { map } = (globalThis as { orrery?: { map?: { idle(): boolean; columnAt(id: string): Spot | null } } }).orrery ?? {};
      const at = map?.idle() ? map.columnAt(place) : null;
      return at && { x: at.x, y: at.y };
    }, id);
  let last = await columnAt();
  await expect
    .poll(
      async () => {
        const before = last;
        last = await columnAt();
        return last !== null && before?.x === last.x && before.y === last.y;
      },
      { ...PATIENCE, interval: 600 },
    )
    .toBe(true);
  if (last === null) throw new Error(`${id}: no column`);
  return last;
}
