/** A dry run: what would become of the items of a request, and where their events would stand. Nothing of it stays. */
import type { AppendCheck, CheckedPlace } from '../../src/protocol/imports.ts';
import { toGridNumber, toLongitudeLatitude } from '../engine/h3Grid.ts';
import type { Item, Lines } from '../sources/decodeRequest.ts';
import { createStaging, type StagingOptions } from './staging.ts';

/** Places that are told; more are a file, not a sample. */
const MOST_PLACES = 5000;

export function checkItems(items: readonly Item[] | Lines, options: StagingOptions): AppendCheck {
  const { contents, writer } = options;
  const staging = createStaging(options);
  try {
    const taken: { readonly index: number; readonly seq: number }[] = [];
    const result = staging.add(items, '', (index, seq) => {
      if (taken.length < MOST_PLACES) taken.push({ index, seq });
    });
    const places = taken.map(({ index, seq }): CheckedPlace => {
      const { country, region, city, cell } = writer.eventAt(seq);
      const [longitude, latitude] = (cell && toLongitudeLatitude(toGridNumber(cell))) || [null, null];
      return { index, country, region, city, longitude, latitude };
    });
    return { ...result, seq: contents.seq, places };
  } finally {
    staging.undo();
  }
}
