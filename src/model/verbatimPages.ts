/** What customers wrote as it is held: the newest page, renewed as events come, and the earlier ones that were loaded. */
import type { VerbatimAnswer } from '../protocol/verbatims.ts';

export const PAGE = 8;
/** The most that is read at once. */
const MOST_READ = 100;
/** More are never held: whoever wants to read them all asks for an export. */
export const MOST_HELD = 200;

export interface VerbatimPage {
  /** The question that it answers. */
  readonly key: string;
  readonly verbatims: readonly VerbatimAnswer[];
  readonly total: number | null;
  readonly next: string | null;
}

/** How many to read anew: all that are held, or what was taken back meanwhile would stay, and what came meanwhile push them out. */
export function renewalSize(held: VerbatimPage | null, key: string): number {
  return held?.key === key ? Math.min(MOST_READ, Math.max(PAGE, held.verbatims.length)) : PAGE;
}

/** The newest ones in front of the older that were loaded, as long as nothing lies unseen between. */
export function renewed(held: VerbatimPage | null, newest: VerbatimPage): VerbatimPage {
  if (held?.key !== newest.key || newest.next === null) return newest;
  const oldest = newest.verbatims.at(-1)?.seq;
  const at = held.verbatims.findIndex(({ seq }) => seq === oldest);
  if (at < 0) return newest;
  return { ...newest, verbatims: [...newest.verbatims, ...held.verbatims.slice(at + 1)].slice(0, MOST_HELD), next: held.next };
}

/** With the page that was asked for `after` the last one. */
export function extended(held: VerbatimPage | null, older: VerbatimPage, after: string): VerbatimPage | null {
  if (held?.key !== older.key || held.next !== after) return held;
  return { ...held, verbatims: [...held.verbatims, ...older.verbatims], next: older.next };
}
