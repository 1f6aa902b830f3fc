/** The place of an event as people read it: its ids, the name of the closest, and its point. */
import type { VerbatimPlace } from '../../src/protocol/verbatims.ts';
import type { LabelOf } from '../engine/answer.ts';
import { toLongitudeLatitude } from '../engine/h3Grid.ts';

type Ids = Pick<VerbatimPlace, 'country' | 'region' | 'city'>;

/** `cell` is the number of its cell in the grid, 0 without one. */
export function placeNamed(ids: Ids, cell: number, labelOf: LabelOf): VerbatimPlace {
  const [longitude, latitude] = toLongitudeLatitude(cell) ?? [null, null];
  return { ...ids, name: closestName(ids, labelOf), longitude, latitude };
}

/** Name of the closest place that is known, else its id; null without any. */
export function closestName(ids: Ids, labelOf: LabelOf): string | null {
  for (const level of ['city', 'region', 'country'] as const) {
    const id = ids[level];
    if (id !== null) return labelOf(level, id) ?? id;
  }
  return null;
}
