/** What the gazetteer made of a place, ready to be written, found again by the bytes that said it. */
import type { Gazetteer, Place, PlaceInput } from '../geo/gazetteer.ts';
import { type Piece, toPiece } from './byteWriter.ts';
import { ABSENT } from './jsonScanner.ts';
import type { PlaceRole } from './placeRoles.ts';

/** The part of a stored event from the country to the cell, and where in it each value stands (both 0 for null): country, region, city, cell. */
export interface PlacePiece {
  readonly text: Piece;
  readonly ranges: Int32Array;
}

export interface PlacePieces {
  /** The piece of the place that a scanned event tells. */
  find(bytes: Uint8Array, kinds: Uint8Array, ranges: Int32Array): PlacePiece;
}

const PARTS = ['country', 'region', 'city', 'cell'] as const satisfies readonly (keyof Place)[];
/** Two generations are kept, so that the frequent ones stay. */
const REMEMBERED = 10_000;
const SEPARATOR = 0x1f;

interface Known extends PlacePiece {
  readonly key: Uint8Array;
}

/** Pieces of a role; `slotOf` tells where a scanned event has the value of a name of `data`. */
export function createPlacePieces(gazetteer: Pick<Gazetteer, 'resolve'>, role: PlaceRole, slotOf: (name: string) => number): PlacePieces {
  const names = Object.keys(role.said) as (keyof PlaceInput)[];
  const slots = names.map((name) => slotOf(role.said[name] ?? name));
  let [recent, older] = [new Map<number, Known>(), new Map<number, Known>()];
  let key = new Uint8Array(1024);
  /** Writes the values one behind the other, and answers their length. */
  const writeKey = (bytes: Uint8Array, kinds: Uint8Array, ranges: Int32Array): number => {
    let to = 0;
    for (let place = 0; place < slots.length; place++) {
      const slot = slots[place] as number;
      if (kinds[slot] !== ABSENT) {
        const [start, end] = [ranges[2 * slot] as number, ranges[2 * slot + 1] as number];
        if (to + end - start + slots.length > key.length) key = grown(key, to, end - start + slots.length);
        for (let at = start; at < end; at++) key[to++] = bytes[at] as number;
      }
      key[to++] = SEPARATOR;
    }
    return to;
  };
  const resolve = (length: number): Known => {
    const said = key.slice(0, length);
    return { key: said, ...toPlacePiece(gazetteer.resolve(toInput(said, names)), role) };
  };
  return {
    find: (bytes, kinds, ranges) => {
      const length = writeKey(bytes, kinds, ranges);
      const hash = hashOf(key, length);
      const known = recent.get(hash);
      if (known && isKey(known.key, key, length)) return known;
      const old = older.get(hash);
      const found = old && isKey(old.key, key, length) ? old : resolve(length);
      if (recent.size >= REMEMBERED) [recent, older] = [new Map(), recent];
      recent.set(hash, found);
      return found;
    },
  };
}

function grown(key: Uint8Array, used: number, more: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * (used + more));
  larger.set(key.subarray(0, used));
  return larger;
}

function hashOf(bytes: Uint8Array, length: number): number {
  let hash = length;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

function isKey(known: Uint8Array, key: Uint8Array, length: number): boolean {
  if (known.length !== length) return false;
  for (let at = 0; at < length; at++) if (known[at] !== key[at]) return false;
  return true;
}

function toInput(key: Uint8Array, names: readonly (keyof PlaceInput)[]): PlaceInput {
  const values = Buffer.from(key).toString('utf8').split(String.fromCharCode(SEPARATOR));
  return Object.fromEntries(names.flatMap((name, at) => (values[at] ? [[name, JSON.parse(values[at])]] : [])));
}

function toPlacePiece(place: Place, { stored }: PlaceRole): PlacePiece {
  const ranges = new Int32Array(2 * PARTS.length);
  let text = '';
  PARTS.forEach((name, at) => {
    text += `${at === 0 ? '' : ','}"${stored[name]}":`;
    const value = JSON.stringify(place[name]);
    if (place[name] !== null) ranges.set([Buffer.byteLength(text), Buffer.byteLength(text + value)], 2 * at);
    text += value;
  });
  return { text: toPiece(text), ranges };
}
