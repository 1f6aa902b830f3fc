/** Hashes of texts, by the words of their UTF-8 bytes. */
import { randomInt } from 'node:crypto';

/** Senders must not be able to choose texts that collide. */
const SEED = randomInt(2 ** 31);

/** Hash of the bytes in `view` from `from` to `to` (exclusive). */
export function hashAt(view: DataView, from: number, to: number): number {
  let hash = SEED ^ (to - from);
  let at = from;
  for (; at + 4 <= to; at += 4) hash = mixed(hash, view.getInt32(at, true));
  if (at < to) hash = mixed(hash, restAt(view, at, to));
  const product = Math.imul(hash, 0xc2b2ae35);
  return product ^ (product >>> 16);
}

/** The one to three bytes from `at` to `to` as a word. */
export function restAt(view: DataView, at: number, to: number): number {
  if (to >= 4) return view.getInt32(to - 4, true) >>> (32 - ((to - at) << 3));
  let rest = 0;
  for (let byte = at, shift = 0; byte < to; byte++, shift += 8) rest |= view.getUint8(byte) << shift;
  return rest;
}

/** Of the letters that tell most texts apart: the last four, one in the middle, the first. */
export function placeOf(text: string): number {
  const { length } = text;
  let place = length;
  for (let at = Math.max(0, length - 4); at < length; at++) place = Math.imul(place, 31) + text.charCodeAt(at);
  if (length > 4) place = Math.imul(Math.imul(place, 31) + text.charCodeAt(length >> 1), 31) + text.charCodeAt(0);
  return mixed(place, 0);
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x85ebca6b);
  return product ^ (product >>> 15);
}
