import { comparedText } from '../../../model/against.ts';
import { shiftFor } from '../../../model/compare.ts';
import type { FoundDrivers } from './useDrivers.ts';

/** What the windows that were answered are set against: `on the week before`. */
export function comparedWords({ times, views }: FoundDrivers, timeZone: string): string {
  const span = { fromMs: Date.parse(times.now?.from ?? ''), toMs: Date.parse(times.now?.to ?? '') };
  const compare = views.now.compare === 'year' ? 'year' : 'previous';
  return comparedText(span.toMs - span.fromMs, compare, shiftFor(span, compare, timeZone));
}
