/** Dictionaries of the archive: one number for each text of a dimension, and the cells' place on the H3 grid. */
import { EventType, SCALES } from '../../src/protocol/event.ts';
import type { Dictionaries } from './rows.ts';
import { TextDictionary, type TextPage } from './textDictionary.ts';

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
  /** Makes room for so many texts of a dimension, unless some were added. */
  expect(dimension: string, count: number): void;
  /**
   * Adds texts that the archive stores under the codes from `firstCode` on.
   * Codes must come in order, each with a text of its own. Throws where they do not: the archive is then damaged.
   */
  restore(dimension: string, firstCode: number, pages: readonly TextPage[]): void;
}

/** Empty dictionaries but for the fixed codes. */
export function createDictionaries(): MutableDictionaries {
  const byName = new Map<string, TextDictionary>();

  function dictionary(name: string, expected = 0): TextDictionary {
    let found = byName.get(name);
    if (!found) {
      found = new TextDictionary(expected);
      byName.set(name, found);
      for (const text of FIXED[name] ?? []) codeOfTidy(found, text);
    }
    return found;
  }

  return {
    of: (name) => dictionary(name),
    expect: (name, count) => void dictionary(name, count),
    code: (name, text) => (text === null ? 0 : codeOfTidy(dictionary(name), text)),
    // Half a character is in no dictionary, but its UTF-8 would be that of U+FFFD.
    find: (name, text) => (text === null ? 0 : (isWellFormed(text) && dictionary(name).find(text)) || undefined),
    text: (name, code) => dictionary(name).text(code),
    size: (name) => dictionary(name).size,
    names: () => [...byName.keys()],
    bytes: () => [...byName.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    restore(name, firstCode, pages) {
      const entry = dictionary(name);
      const mayBeFixed = FIXED[name] !== undefined && firstCode <= entry.size;
      const isInOrder = mayBeFixed
        ? pages.flatMap(textsOf).every((text, at) => codeOfTidy(entry, text) === firstCode + at)
        : firstCode === entry.size + 1 && entry.addAll(pages);
      if (!isInOrder) throw new Error(`dictionary ${name}: texts from code ${firstCode} on are out of order`);
    },
  };
}

function codeOfTidy(dictionary: TextDictionary, text: string): number {
  return dictionary.find(text) || dictionary.addLast();
}

function textsOf({ bytes, ranges }: TextPage): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: ranges.length / 2 }, (_, at) => text.toString('utf8', ranges[2 * at], ranges[2 * at + 1]));
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, at) => [name, at + 1])) as Record<Name, number>;
}
