/** What makes an event itself: the hash of (source, id), and whether two events of one identity say the same. */
import { hash } from 'node:crypto';
import type { Event } from '../../src/protocol/event.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';

/** Bytes of one identity hash: the first half of SHA-256 over source, NUL, id. */
export const HASH_BYTES = 16;

/** The text that stands for (source, id); neither can hold NUL. */
export function identityKey(event: Event): string {
  return `${event.source}\0${event.id}`;
}

/** Writes the hash of an identity key at `at`. */
export function writeIdentityHash(key: string, into: Buffer, at: number): void {
  into.write(hash('sha256', key, 'binary'), at, HASH_BYTES, 'latin1');
}

/** The same of a source and an id that stand in `bytes`. */
export function writeIdentityHashOfBytes(
  bytes: Uint8Array,
  sourceFrom: number,
  sourceTo: number,
  idFrom: number,
  idTo: number,
  into: Buffer,
): void {
  let end = 0;
  for (let at = sourceFrom; at < sourceTo; at++) KEY[end++] = bytes[at] as number;
  KEY[end++] = 0;
  for (let at = idFrom; at < idTo; at++) KEY[end++] = bytes[at] as number;
  into.write(hash('sha256', KEY.subarray(0, end), 'binary'), 0, HASH_BYTES, 'latin1');
}

/** Room for the longest source and id. */
const KEY = Buffer.alloc(8192);

/** Whether a repeat says what the stored event says: type, subject, time and data, whatever the order of names. */
export function saysTheSame(repeat: Event, stored: ResolvedEvent): boolean {
  const storedTime = repeat.timeMs === null && stored.timeMs === stored.receivedMs ? null : stored.timeMs;
  return (
    repeat.type === stored.type && repeat.subject === stored.subject && repeat.timeMs === storedTime && isEqual(repeat.data, stored.data)
  );
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isEqual(Reflect.get(a, name), Reflect.get(b, name)));
}
