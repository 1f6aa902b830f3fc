/** Dictionaries of the archive: one number for each text of a dimension, and the cells' place on the H3 grid. */
import { EventType, SCALES } from '../../src/protocol/event.ts';
import type { Dictionaries } from './rows.ts';
import { TextDictionary } from './textDictionary.ts';

/** Types whose meaning the metrics know have the same code in every archive: their place in the vocabulary, from 1. */
export const TYPE_CODE = numbered(Object.keys(EventType) as (keyof typeof EventType)[]);
/** Scales likewise. */
export const SCALE_CODE = numbered(Object.keys(SCALES) as (keyof typeof SCALES)[]);

const FIXED: Readonly<Record<string, readonly string[]>> = { type: Object.values(EventType), scale: Object.keys(SCALES) };

/** Dictionaries that can be filled from what the archive stores. */
export interface MutableDictionaries extends Dictionaries {
  /** The dictionary of a dimension. Only tidy text may be added ({@link ./eventTexts.ts}). */
  of(dimension: string): TextDictionary;
  /** Names of the dictionaries that were asked for. */
  names(): string[];
  /** Memory held. */
  bytes(): number;
  /**
   * Adds texts that the archive stores under the codes from `firstCode` on: their UTF-8 one after the other, and the length of each.
   * Codes must come in order. Throws on a gap: the archive is then damaged.
   */
  restore(dimension: string, firstCode: number, texts: Uint8Array, lengths: readonly number[]): void;
}

/** Empty dictionaries but for the fixed codes. */
export function createDictionaries(): MutableDictionaries {
  const byName = new Map<string, TextDictionary>();

  function dictionary(name: string): TextDictionary {
    let found = byName.get(name);
    if (!found) {
      found = new TextDictionary();
      byName.set(name, found);
      for (const text of FIXED[name] ?? []) codeOfTidy(found, text);
    }
    return found;
  }

  return {
    of: dictionary,
    code: (name, text) => (text === null ? 0 : codeOfTidy(dictionary(name), text)),
    // Half a character is in no dictionary, but its UTF-8 would be that of U+FFFD.
    find: (name, text) => (text === null ? 0 : (isWellFormed(text) && dictionary(name).find(text)) || undefined),
    text: (name, code) => dictionary(name).text(code),
    size: (name) => dictionary(name).size,
    names: () => [...byName.keys()],
    bytes: () => [...byName.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    restore(name, firstCode, texts, lengths) {
      const entry = dictionary(name);
      const view = new DataView(texts.buffer, texts.byteOffset, texts.byteLength);
      let [code, from] = [firstCode, 0];
      for (const length of lengths) {
        if ((entry.findBytes(view, from, from + length) || entry.addLast()) !== code)
          throw new Error(`dictionary ${name}: code ${code} is out of order`);
        code += 1;
        from += length;
      }
    },
  };
}

function codeOfTidy(dictionary: TextDictionary, text: string): number {
  return dictionary.find(text) || dictionary.addLast();
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, at) => [name, at + 1])) as Record<Name, number>;
}
