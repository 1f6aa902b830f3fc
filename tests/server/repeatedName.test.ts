/** A name that stands twice in a JSON text is found wherever it stands, and none is found where none is. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatedName } from '../../server/repeatedName.ts';

it.each([
  ['{"metrics":["events"],"metrics":["revenue"]}', 'metrics'],
  ['{"where":{"country":["BR"],"country":["DE"]}}', 'where.country'],
  ['{"where":{"country":["BR"], "\\u0063ountry" : ["DE"]}}', 'where.country'],
  ['[{"a":1},{"a":1,"b":[{"c":"}"},{"c":2}],"b":0}]', 'b'],
  ['{"a":{"a":{"a":1}},"b":"\\"a\\":1,\\"a\\":2"}', null],
  ['{"":1,"a":{"":2}}', null],
  ['"a"', null],
  ['[]', null],
])('%s: %s', (text, name) => {
  expect(repeatedName(text)).toBe(name);
});

it('finds none in what was written from an object, and the one that was put in', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
      fc.nat(3),
      (before, object, blanks) => {
        expect(repeatedName(JSON.stringify(object, null, blanks))).toBeNull();
        const [name = ''] = Object.keys(object);
        const twice = `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(JSON.parse(before))}}`;
        expect(repeatedName(twice)).toBe(name);
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});

it('does not go down without end', () => {
  const deep = `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`;
  const before = process.memoryUsage().heapUsed;
  expect(repeatedName(deep)).toBeNull();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});
