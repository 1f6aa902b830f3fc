/** Why an answered map stands empty, and what would fill it. */
import type { AnswerTable } from '../protocol/table.ts';
import type { Level } from './place.ts';
import { levelIds } from './reading.ts';
import type { AskedView } from './viewQueries.ts';

/** What a person can give up to see something: the filters, the window, the pinned level, the place drilled into. */
export type Remedy = 'filters' | 'window' | 'level' | 'out';

export interface EmptyMap {
  /** `nothing`: no event matches. `placeless`: some do, but none of them has a known place of the level. */
  readonly reason: 'nothing' | 'placeless';
  readonly remedies: readonly Remedy[];
  /** Whether there may be some elsewhere: it is the map of a place, or of what is seen from near. */
  readonly isHere: boolean;
}

/** Null while there is no answer, and where at least one place stands on the map (be it as the ring of zero). */
export function emptyMap(view: AskedView, table: AnswerTable | null, level: Level): EmptyMap | null {
  if (table === null) return null;
  const ids = levelIds(table, level);
  for (let row = 0; row < table.rowCount; row++) if ((ids[row] ?? null) !== null) return null;
  const isHere = view.focus !== null || view.cells !== undefined;
  if (table.rowCount > 0) return { reason: 'placeless', remedies: wayOut(view, level), isHere };
  const remedies: Remedy[] = [];
  if (Object.keys(view.where).length > 0) remedies.push('filters');
  if (view.window.kind !== 'all') remedies.push('window');
  if (view.focus !== null) remedies.push('out');
  return { reason: 'nothing', remedies, isHere };
}

/** Out to a coarser level; out of the world there is no way. */
function wayOut(view: AskedView, level: Level): readonly Remedy[] {
  if (view.level !== 'auto') return ['level'];
  return view.focus === null && level === 'country' ? [] : ['out'];
}
