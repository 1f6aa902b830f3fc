/** Marks on the time axis: what was announced, grouped where two would stand on one spot. */
import type { KnownRecord } from '../protocol/records.ts';
import { closestName } from './localNames.ts';
import { type Span, toInstant } from './timeBuckets.ts';
import { toShare } from './timeline.ts';

/** Something that happened at an instant, in words. The text came from outside: show it as text, never as markup. */
export interface Moment {
  readonly id: string;
  readonly ms: number;
  readonly text: string;
  /** Where it is about, null for everywhere. */
  readonly place: string | null;
  /** Who noted it; null for what was announced. */
  readonly author: string | null;
}

/** Moments that share a spot, oldest first. */
export interface Mark {
  /** Share of the axis, 0-1. */
  readonly share: number;
  readonly moments: readonly Moment[];
  /** Share of the axis until the next mark or the end: the room for words. */
  readonly room: number;
}

/** An announcement: in its words, else what it is about; `wordless` is what one is called that says neither. */
export function toMoment({ seq, time, text, product, category, reason, place }: KnownRecord, wordless: string): Moment {
  const about = [product ?? category, reason].flatMap((part) => part ?? []).join(' · ');
  return { id: String(seq), ms: Date.parse(time), text: text ?? (about || wordless), place: closestName(place), author: null };
}

/** The marks of an axis, from left to right: moments nearer to the first of their group than `apart` (a share of the axis) stand together. */
export function toMarks(moments: readonly Moment[], axis: Span, apart: number): readonly Mark[] {
  const shown = moments.filter(({ ms }) => ms >= axis.fromMs && ms < axis.toMs).sort((one, other) => one.ms - other.ms);
  const groups: { readonly share: number; readonly moments: Moment[] }[] = [];
  for (const moment of shown) {
    const share = toShare(moment.ms, axis);
    const group = groups.at(-1);
    if (group && share - group.share < apart) group.moments.push(moment);
    else groups.push({ share, moments: [moment] });
  }
  return groups.map((group, at) => ({ ...group, room: (groups[at + 1]?.share ?? 1) - group.share }));
}

/** Less of a text than this share of its room is given up to end with a whole word. */
const WHOLE_WORDS_FROM = 0.6;

/** As much of a text as fits into so many letters, to the end of a word where that is not far. */
export function shortened(text: string, letters: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (line.length <= letters) return line;
  const room = Math.max(1, letters - 1);
  const wordEnd = line.lastIndexOf(' ', room);
  const kept = line.slice(0, wordEnd >= room * WHOLE_WORDS_FROM ? wordEnd : room).trimEnd();
  return `${kept.replace(/[,;:.–-]$/, '')}…`;
}

/** The time that marks are asked for, in steps, so that a moving axis does not ask all the time. */
export function marksReach(axis: Span): { readonly from: string; readonly to: string } {
  const step = 2 ** Math.ceil(Math.log2(Math.max(1, axis.toMs - axis.fromMs)));
  return { from: toInstant(Math.floor(axis.fromMs / step) * step), to: toInstant((Math.floor(axis.toMs / step) + 1) * step) };
}
