/** Dictionaries: every text keeps its code through growth, collisions and being stored and read back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionaries, type MutableDictionaries } from '../../../server/engine/dictionaries.ts';
import { TextDictionary } from '../../../server/engine/textDictionary.ts';

/** Adds a text, or finds it, the way the coders do. */
function codeOf(dictionary: TextDictionary, text: string): number {
  return dictionary.find(text) || dictionary.addLast();
}

/** Code of the text's bytes, which stand somewhere among others. */
function codeOfBytes(dictionary: TextDictionary, text: string, before = ''): number {
  const bytes = Buffer.from(`${before}${text}"`, 'utf8');
  const from = Buffer.byteLength(before);
  return dictionary.findBytes(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), from, bytes.length - 1);
}

/** Texts as the archive gives them back: one after the other with something between them, and where each stands. */
function restore(dictionaries: MutableDictionaries, dimension: string, firstCode: number, ...texts: string[]): void {
  let end = 0;
  const ranges = texts.flatMap((text) => {
    const begin = end + 1;
    end = begin + Buffer.byteLength(text);
    return [begin, end];
  });
  dictionaries.restore(dimension, firstCode, [
    { bytes: Buffer.from(texts.map((text) => `:${text}`).join('')), ranges: Int32Array.from(ranges) },
  ]);
}

const wellFormed = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('', '\0', 'a', 'a\0', '\u{1f600}'),
);

describe('a dictionary', () => {
  it('numbers texts in the order in which they come, and finds each by its bytes too', () => {
    fc.assert(
      fc.property(fc.array(wellFormed, { maxLength: 300, size: 'max' }), fc.string({ maxLength: 3 }), (texts, before) => {
        const dictionary = new TextDictionary();
        const model = new Map<string, number>();
        for (const text of texts) {
          expect(codeOfBytes(dictionary, text, before)).toBe(model.get(text) ?? 0);
          if (!model.has(text)) model.set(text, model.size + 1);
          expect(codeOf(dictionary, text)).toBe(model.get(text));
        }
        expect(dictionary.size).toBe(model.size);
        for (const [text, code] of model) {
          expect(dictionary.text(code)).toBe(text);
          expect(codeOfBytes(dictionary, text)).toBe(code);
        }
        expect([dictionary.text(0), dictionary.text(model.size + 1)]).toEqual([null, null]);
      }),
      { seed: 7 },
    );
  });

  it('keeps the codes of many texts while it grows and splits', () => {
    // So many have pairs with the same hash, and some dozens of parts.
    const count = 400_000;
    const nameOf = (code: number): string => `customer-${(code * 7919).toString(36)}`;
    const dictionary = new TextDictionary();
    for (let code = 1; code <= count; code++) if (codeOf(dictionary, nameOf(code)) !== code) expect.fail(`code ${code} of ${nameOf(code)}`);
    for (let code = 1; code <= count; code++) {
      if (codeOf(dictionary, nameOf(code)) !== code || dictionary.text(code) !== nameOf(code)) expect.fail(`code ${code} is lost`);
    }
    expect(dictionary.size).toBe(count);
    expect(dictionary.find(nameOf(count + 1))).toBe(0);
    // Of them 12 or more would be the text.
    expect(dictionary.bytes / count).toBeLessThan(30);
  });

  it('takes little for keys that a source counts up, and tells apart what begins alike', () => {
    const count = 60_000;
    const keyOf = (at: number): string => `https://shop.example/orders\0order-${1_000_000 + at}`;
    const counted = new TextDictionary();
    let bytes = 0;
    for (let at = 0; at < count; at++) {
      if (at === count / 3) bytes = counted.bytes;
      codeOf(counted, keyOf(at));
    }
    expect((counted.bytes - bytes) / (count - count / 3)).toBeLessThan(keyOf(0).length - 5);
    for (let at = 0; at < count; at++) if (counted.text(codeOfBytes(counted, keyOf(at))) !== keyOf(at)) expect.fail(`${keyOf(at)} is lost`);
    expect(codeOfBytes(counted, keyOf(count))).toBe(0);

    const shapes: readonly ((at: number) => string)[] = [
      keyOf,
      (at) => `a\0${at}`,
      (at) => `${at}`,
      (at) => `${'ä€😀'.repeat(at % 9)}${at}`,
      (at) => `${'x'.repeat(at % 70)}${at}`,
      (at) => keyOf(at).slice(0, 20 + (at % 13)) + at,
    ];
    const mixed = new TextDictionary();
    const model = new Map<string, number>();
    for (let at = 0; at < count; at++) {
      const text = shapes[((at * 2654435761) >>> 16) % shapes.length]?.(at) ?? '';
      if (!model.has(text)) model.set(text, model.size + 1);
      if (codeOf(mixed, text) !== model.get(text)) expect.fail(`code of ${text}`);
    }
    for (const [text, code] of model) {
      if (codeOfBytes(mixed, text, '"') !== code || mixed.text(code) !== text) expect.fail(`code ${code} of ${text}`);
      if (codeOfBytes(mixed, `${text}!`) !== (model.get(`${text}!`) ?? 0)) expect.fail(`${text}! is taken for another`);
    }
  });

  it('holds texts longer than the parts it is stored in', () => {
    const dictionary = new TextDictionary();
    const lengths = [1, 300_000, 2, 1_000_001, 3, 262_135, 262_136, 262_140, 0, 61, 62, 63, 64, 65, 126, 127];
    const texts = lengths.map((length) => 'x'.repeat(length));
    for (const [at, text] of texts.entries()) expect(codeOf(dictionary, text)).toBe(at + 1);
    for (const [at, text] of texts.entries()) {
      expect(codeOfBytes(dictionary, text)).toBe(at + 1);
      expect(dictionary.text(at + 1)).toBe(text);
    }
  });
});

describe('the dictionaries of an archive', () => {
  it('come back all at once, a great many of them too, and know each one and no other', () => {
    // So many have pairs with the same hash, and some dozens of parts.
    const count = 400_000;
    const nameOf = (code: number): string => `order-${(code * 7919).toString(36)}`;
    const dictionaries = createDictionaries();
    for (let first = 1; first <= count; first += count / 4)
      restore(dictionaries, 'order', first, ...Array.from({ length: count / 4 }, (_, at) => nameOf(first + at)));
    const restored = dictionaries.of('order');
    for (let code = 1; code <= count; code++) {
      if (codeOfBytes(restored, nameOf(code)) !== code || restored.text(code) !== nameOf(code)) expect.fail(`code ${code} is lost`);
    }
    expect(restored.find(nameOf(count + 1))).toBe(0);
    expect(() => restore(dictionaries, 'order', count + 1, 'a', nameOf(7))).toThrow('out of order');
  });

  it('come back as they were stored, and go on from there', () => {
    fc.assert(
      fc.property(fc.uniqueArray(wellFormed, { minLength: 1, maxLength: 40 }), fc.nat(), (texts, cut) => {
        const stored = texts.slice(0, cut % (texts.length + 1));
        const before = createDictionaries();
        for (const text of texts) before.code('product', text);
        const after = createDictionaries();
        restore(after, 'product', 1, ...stored);
        for (const text of texts) after.code('product', text);
        expect(texts.map((text) => after.find('product', text))).toEqual(texts.map((text) => before.find('product', text)));
      }),
      { seed: 7 },
    );
  });

  it('are damaged when a code is missing, comes twice or is another', () => {
    const of = () => {
      const dictionaries = createDictionaries();
      restore(dictionaries, 'product', 1, 'a');
      return dictionaries;
    };
    expect(() => restore(of(), 'product', 3, 'b')).toThrow('out of order');
    expect(() => restore(of(), 'product', 2, 'a')).toThrow('out of order');
    expect(() => restore(of(), 'product', 1, 'b')).toThrow('out of order');
    expect(() => restore(of(), 'product', 2, 'b', 'c', 'b')).toThrow('out of order');
    expect(() => restore(of(), 'type', 1, 'b')).toThrow('out of order');
  });

  it('know no text that UTF-8 cannot carry', () => {
    const dictionaries = createDictionaries();
    dictionaries.code('product', '\ufffd');
    expect(dictionaries.find('product', '\ufffd')).toBe(1);
    expect(dictionaries.find('product', '\ud800')).toBeUndefined();
    expect([dictionaries.find('product', null), dictionaries.find('brand', 'x')]).toEqual([0, undefined]);
  });
});
