/** What a wall says of a scene in one line for the far end of the room, and in a second one for those who read on. */
import type { Scene } from '../../protocol/tours.ts';
import { capitalized } from '../language.ts';

export interface WallCaption {
  readonly headline: string;
  readonly rest: string;
}

/** Longest first sentence that is a headline: two lines of it on a wall. */
const LONGEST_HEADLINE = 96;
/**
 * After these a sentence may be parted: the mark stays with the first part where it is a full stop of one. It is none within an amount, as in
 * `4,50 Mio. €`, whose spaces do not break either, nor of a single letter (`z. B.`, `the U.S.`), nor before a small one, nor within a date or a
 * title (`3. Oktober`, `1. Quartal`, `Aug. 2018`, `1º tri. 2018`, `Dr. Weber`).
 */
const PARTS =
  /(?<=[.!?])(?<!\d[\s\u00a0](?:Tsd|Mio|Mrd|Bio|Pkt)\.)(?<!(?<![\p{L}\d])\p{L}\.)(?<!(?<!\p{L})(?:Dr|St|Sra?)\.)(?!(?<=(?<!\d)\d\d?\.)\s(?:(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)(?:uar|ruar|z|il|i|ust|t|tember|ober|ember)?(?!\p{L})|Quartal|Halbjahr))(?!(?<=(?<!\p{L})(?:Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez|tri|Nr)\.)\s\d)[^\S\u00a0\u202f]+(?![\s\p{Ll}])|;\s+/u;

/** Between a figure and its unit. */
const BEFORE_UNIT = /(?<=\d) (?=(?:%|pt|pts|Pkt)(?![\p{L}\d]))/gu;

/** A text whose figures are not parted from their units at the end of a line. */
export function unparted(text: string): string {
  return text.replace(BEFORE_UNIT, '\u00a0');
}

/** A caption's first sentence over the others; where that is too long, the scene's name over all of it. */
export function toWallCaption({ name, caption }: Pick<Scene, 'name' | 'caption'>): WallCaption {
  const text = unparted(caption.trim());
  if (text === '') return { headline: name, rest: '' };
  const first = firstSentence(text, unparted(name));
  if (first.length > LONGEST_HEADLINE) return { headline: name, rest: text };
  const rest = text.slice(first.length).replace(/^;?\s+/, '');
  return { headline: first.replace(/\.$/, ''), rest: capitalized(rest) };
}

/** Up to where it may be parted, but never within the name that it speaks of: St. Louis is one. */
function firstSentence(text: string, name: string): string {
  const at = text.indexOf(name);
  const isNamedFirst = at >= 0 && !PARTS.test(text.slice(0, at));
  const from = isNamedFirst ? at + name.length : 0;
  const [rest = ''] = text.slice(from).split(PARTS);
  return text.slice(0, from) + rest;
}
