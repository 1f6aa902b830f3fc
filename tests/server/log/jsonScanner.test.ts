import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT, createScanner, NESTED, type Scanner } from '../../../server/log/jsonScanner.ts';

const TOP = ['id', 'type', 'data', 'extensions'];
const DATA = ['country', 'amount', 'é', 'a'];

/** What the scanner found, as JSON.parse would give it; null when it is unusual. */
function scanned(scanner: Scanner, text: string): Record<string, unknown> | null {
  const bytes = Buffer.from(`x${text}y`);
  const end = scanner.scan(bytes, 1, bytes.length - 1);
  if (end < 0 || bytes.toString('utf8', end, bytes.length - 1).trim() !== '') return null;
  const found: Record<string, unknown> = {};
  [...TOP, ...DATA.map((name) => `data.${name}`)].forEach((name, at) => {
    if (scanner.kinds[at] !== ABSENT) found[name] = JSON.parse(bytes.toString('utf8', scanner.ranges[2 * at], scanner.ranges[2 * at + 1]));
  });
  return found;
}

function parsed(text: string): Record<string, unknown> {
  const value = JSON.parse(text);
  const members = (of: Record<string, unknown>, names: readonly string[], prefix: string) =>
    names.flatMap((name) => (Object.hasOwn(of, name) ? [[prefix + name, of[name]]] : []));
  const inner = typeof value.data === 'object' && value.data !== null && !Array.isArray(value.data) ? value.data : {};
  return Object.fromEntries([...members(value, TOP, ''), ...members(inner, DATA, 'data.')]);
}

describe('the scanner', () => {
  const scanner = createScanner(TOP, DATA);

  it.each([
    ['{}', {}],
    [' { } ', {}],
    ['{"id":"1"}', { id: '1' }],
    ['\t{ "type" : 12.50 ,\r"id":null}', { type: 12.5, id: null }],
    ['{"data":{"country":"São","own":[1,{"b":[]},null,""],"amount":-1.5}}', undefined],
    ['{"data":[1],"extensions":{"a":"b\\n"}}', undefined],
    ['{"id":"a\\"b\\\\"}', { id: 'a"b\\' }],
    ['{"data":{"\u2028":1,"é":true,"a":false}}', undefined],
  ])('reads %s', (text, expected) => {
    expect(scanned(scanner, text)).toEqual(expected ?? parsed(text));
  });

  it.each([
    '',
    '[]',
    '"x"',
    '{',
    '{"id"}',
    '{"id":}',
    '{"id":1,}',
    '{,"id":1}',
    '{"id":1 "type":2}',
    '{"id":1}}',
    "{'id':1}",
    '{"id":01}',
    '{"id":1.}',
    '{"id":.5}',
    '{"id":-}',
    '{"id":+1}',
    '{"id":tru}',
    '{"id":nulll}',
    '{"id":"a\tb"}',
    '{"id":"a\0"}',
    '{"id":"a\\x"}',
    '{"id":"a}',
    '{"id":"a\\"}',
    '{"data":{"a":1}',
    '{"data":{"a":[1,]}}',
    '{"data":{"a":[1}}',
    '{"data":{"a":{]}}',
    '\u00a0{}',
    '\ufeff{}',
  ])('is not deceived by %j', (text) => {
    expect(scanned(scanner, text)).toBeNull();
  });

  it.each([
    '{"id":1,"id":2}',
    '{"data":{"a":1,"a":1}}',
    '{"i\\u0064":1}',
    '{"own":1}',
    '{"id":"\\u0041"}',
    '{"id":1e3}',
    '{"id":-0}',
    `{"id":${'1'.repeat(400)}}`,
    '{"data":{"own":null}}',
    '{"data":{"own":{"__proto__":1}}}',
    '{"data":{"__proto__":1}}',
    '{"data":{"own":["\\ud800"]}}',
    '{"data":{"own":[1e400]}}',
    `{"data":{"own":${'['.repeat(40)}${']'.repeat(40)}}}`,
    `{"data":{"own":${'['.repeat(200_000)}`,
  ])('leaves %.60j to JSON.parse', (text) => {
    expect(scanned(scanner, text)).toBeNull();
  });

  it('takes an object only where it ends in its bounds', () => {
    const bytes = Buffer.from('{"id":"1","type":2}');
    for (let to = 0; to < bytes.length; to++) expect(scanner.scan(bytes, 0, to)).toBe(-1);
    expect(scanner.scan(bytes, 0, bytes.length)).toBe(bytes.length);
  });

  it('finds what JSON.parse finds in any JSON, or leaves it', () => {
    let read = 0;
    fc.assert(
      fc.property(anyEvent(), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const found = scanned(scanner, text);
        if (found === null) return;
        read += 1;
        expect(found).toEqual(parsed(text));
      }),
      { seed: 7, numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('takes nothing that JSON.parse refuses, however it was damaged', () => {
    let read = 0;
    fc.assert(
      fc.property(anyEvent(), fc.array(fc.tuple(fc.nat(), fc.constantFrom(...EDITS), fc.boolean()), { maxLength: 3 }), (value, edits) => {
        let text = JSON.stringify(value);
        for (const [place, by, insert] of edits) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + by + text.slice(insert ? at : at + 1);
        }
        text = Buffer.from(text).toString();
        const found = scanned(scanner, text);
        if (found === null) return;
        read += 1;
        expect(found).toEqual(parsed(text));
      }),
      { seed: 7, numRuns: 5000 },
    );
    expect(read).toBeGreaterThan(300);
  });

  it('notes the range of data as a whole', () => {
    const bytes = Buffer.from('{"id":"1","data": {"own":[1]} }');
    expect(scanner.scan(bytes, 0, bytes.length)).toBe(bytes.length);
    const data = TOP.indexOf('data');
    expect(scanner.kinds[data]).toBe(NESTED);
    expect(bytes.toString('utf8', scanner.ranges[2 * data], scanner.ranges[2 * data + 1])).toBe('{"own":[1]}');
  });
});

const EDITS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '\n',
  '0',
  '-',
  '.',
  'e',
  'null',
  '\0',
  '\u007f',
  'é',
  '\\u0041',
  '"id":1,',
  '1e9',
];

function anyEvent(): fc.Arbitrary<unknown> {
  const cents = fc.integer({ min: -1e7, max: 1e7 }).map((value) => value / 100);
  const plain = fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), cents, fc.boolean(), fc.constant(null));
  const value = fc.oneof(
    { arbitrary: plain, weight: 8 },
    { arbitrary: fc.string({ unit: 'binary', maxLength: 6 }), weight: 1 },
    { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 },
  );
  const own = fc.dictionary(fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('__proto__', 'id', 'é')), value, { maxKeys: 2 });
  const optional = (names: readonly string[]) => fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  const data = fc.tuple(optional(DATA), own).map(([known, others]) => ({ ...known, ...others }));
  return fc.tuple(optional(TOP), fc.option(data)).map(([top, inner]) => (inner === null ? top : { ...top, data: inner }));
}
