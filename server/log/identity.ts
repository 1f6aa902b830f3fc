/** What makes an event itself: the hash of (source, id), and whether two events of one identity say the same. */
import { hash, randomBytes } from 'node:crypto';
import type { Event } from '../../src/protocol/event.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';
import { type Runs, writeSipHash } from './sipHash.ts';

export const HASH_BYTES = 16;

/** Writes the hash of the identity whose source and id are the two runs at `at`. */
export type IdentityHash = (identity: Runs, into: Buffer, at: number) => void;

/** A new log's secret, as text. */
export function newIdentityKey(): string {
  return randomBytes(16).toString('hex');
}

/** By the log's key. Logs from before there were keys have the first half of SHA-256 over source, NUL, id. */
export function createIdentityHash(key: string | null): IdentityHash {
  if (key === null) return writeSha;
  const secret = Buffer.from(key, 'hex');
  const [a, b, c, d] = [secret.readInt32LE(0), secret.readInt32LE(4), secret.readInt32LE(8), secret.readInt32LE(12)];
  return (identity, into, at) => {
    writeSipHash(a, b, identity, into, at);
    writeSipHash(c, d, identity, into, at + 8);
  };
}

function writeSha({ bytes, aFrom, aTo, bFrom, bTo }: Runs, into: Buffer, at: number): void {
  const key = Buffer.concat([bytes.subarray(aFrom, aTo), NUL, bytes.subarray(bFrom, bTo)]);
  into.write(hash('sha256', key, 'binary'), at, HASH_BYTES, 'latin1');
}

const NUL = Buffer.from([0]);

/** The identity of an event as runs of bytes. */
export function identityOf({ source, id }: Pick<Event, 'source' | 'id'>): Runs {
  const aTo = Buffer.byteLength(source);
  const bytes = Buffer.from(source + id);
  return { bytes, aFrom: 0, aTo, bFrom: aTo, bTo: bytes.length };
}

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
