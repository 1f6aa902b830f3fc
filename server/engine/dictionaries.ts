/** Dictionaries of the archive: one number for each text of a dimension, and the cells' place on the H3 grid. */
import { EventType, SCALES } from '../../src/protocol/event.ts';
import type { Dictionaries } from './rows.ts';

/** Types whose meaning the metrics know have the same code in every archive: their place in the vocabulary, from 1. */
export const TYPE_CODE = numbered(Object.keys(EventType) as (keyof typeof EventType)[]);
/** Scales likewise. */
export const SCALE_CODE = numbered(Object.keys(SCALES) as (keyof typeof SCALES)[]);

const FIXED: Readonly<Record<string, readonly string[]>> = { type: Object.values(EventType), scale: Object.keys(SCALES) };

/** Dictionaries that can be filled from what the archive stores. */
export interface MutableDictionaries extends Dictionaries {
  /** Gives the code of what `tidy` makes of a text, 0 when it leaves nothing. Only tidy text is in a dictionary: what is found needs no tidying. */
  coderOf(dimension: string, tidy: (raw: string) => string | null): (raw: string) => number;
  /** Names of the dictionaries that hold any text. */
  names(): string[];
  /** Adds a text that the archive stores under `code`; codes must come in order. Throws on a gap: the archive is then damaged. */
  restore(dimension: string, code: number, text: string): void;
}

interface Dictionary {
  readonly codes: Map<string, number>;
  readonly texts: (string | null)[];
}

/** Empty dictionaries but for the fixed codes. */
export function createDictionaries(): MutableDictionaries {
  const byName = new Map<string, Dictionary>();

  function dictionary(name: string): Dictionary {
    let found = byName.get(name);
    if (!found) {
      found = { codes: new Map(), texts: [null] };
      byName.set(name, found);
      for (const text of FIXED[name] ?? []) add(found, text);
    }
    return found;
  }

  return {
    code(name, text) {
      if (text === null) return 0;
      const entry = dictionary(name);
      return entry.codes.get(text) ?? add(entry, text);
    },
    coderOf(name, tidy) {
      const entry = dictionary(name);
      return (raw) => {
        const known = entry.codes.get(raw);
        if (known !== undefined) return known;
        const text = tidy(raw);
        return text === null ? 0 : (entry.codes.get(text) ?? add(entry, text));
      };
    },
    find: (name, text) => (text === null ? 0 : dictionary(name).codes.get(text)),
    text: (name, code) => dictionary(name).texts[code] ?? null,
    size: (name) => dictionary(name).texts.length - 1,
    names: () => [...byName.keys()],
    restore(name, code, text) {
      const known = dictionary(name).codes.get(text);
      if (known === code) return;
      if (known !== undefined || add(dictionary(name), text) !== code) {
        throw new Error(`dictionary ${name}: code ${code} is out of order`);
      }
    },
  };
}

function add(entry: Dictionary, text: string): number {
  const code = entry.texts.length;
  entry.texts.push(text);
  entry.codes.set(text, code);
  return code;
}

function numbered<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, at) => [name, at + 1])) as Record<Name, number>;
}
