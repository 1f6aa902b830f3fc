import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventFormat } from '../../../server/parts.ts';
import { decodeRequest } from '../../../server/sources/decodeRequest.ts';
import { allEvents, appendBytes, appendJson, bytes, makeFolder, openTestLog, sent } from '../log/logFixture.ts';

/** Values and codes of faults, in the order sent. */
function read(body: string | Uint8Array, format: EventFormat): unknown[] {
  const items = decodeRequest(typeof body === 'string' ? bytes(body) : body, format);
  return items.map((item) => ('fault' in item ? `!${item.fault.code}` : item.value));
}

describe('a JSON body', () => {
  it.each([
    ['one object', '{"a":1}', [{ a: 1 }]],
    ['an array', '[{"a":1},2]', [{ a: 1 }, 2]],
    ['an empty array', '[]', []],
    ['a byte order mark', '\ufeff{"a":1}', [{ a: 1 }]],
    ['a bare number', '5', [5]],
  ])('may be %s', (_, body, items) => {
    expect(read(body, 'json')).toEqual(items);
  });

  it.each([
    ['nothing', '', 'invalid_json'],
    ['half an object', '{"a":', 'invalid_json'],
    ['two objects', '{"a":1}\n{"a":2}', 'invalid_json'],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'invalid_utf8'],
  ])('is refused when it is %s', (_, body, code) => {
    expect(() => read(body, 'json')).toThrow(expect.objectContaining({ status: 400, code }));
  });

  it('refuses one event that is too large and keeps its neighbours', () => {
    const large = { text: 'x'.repeat(65_536) };
    expect(read(JSON.stringify([{ a: 1 }, large, { a: 2 }]), 'json')).toEqual([{ a: 1 }, '!too_large', { a: 2 }]);
  });

  it('measures an event in bytes of JSON, escapes and accents included', () => {
    const fits = { t: 'é'.repeat((65_536 - 8) / 2) };
    expect(Buffer.byteLength(JSON.stringify(fits))).toBe(65_536);
    expect(read(JSON.stringify([fits, 1]), 'json')).toEqual([fits, 1]);
    expect(read(JSON.stringify([{ t: `${fits.t}e` }, 1]), 'json')).toEqual(['!too_large', 1]);
  });

  it('takes at most 100,000 items', () => {
    const many = (count: number) => `[${'1,'.repeat(count - 1)}1]`;
    expect(read(many(100_000), 'json')).toHaveLength(100_000);
    expect(() => read(many(100_001), 'json')).toThrow(expect.objectContaining({ status: 413 }));
  });

  it('survives 100,000 levels of nesting', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(read(`[{"own":${deep}},1]`, 'json')).toEqual(['!too_large', 1]);
  });
});

describe('a body of lines', () => {
  it.each([
    ['lines with and without a last line feed', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['CRLF', '{"a":1}\r\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['blank lines', '\n{"a":1}\n  \n\r\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['a byte order mark', '\ufeff{"a":1}', [{ a: 1 }]],
    ['nothing', '', []],
    ['a bad line between good ones', '{"a":1}\n{bad\n{"a":2}', [{ a: 1 }, '!invalid_json', { a: 2 }]],
    ['a line cut short', '{"a":1}\n{"a":', [{ a: 1 }, '!invalid_json']],
  ])('may have %s', (_, body, items) => {
    expect(read(body, 'ndjson')).toEqual(items);
  });

  it('refuses only the line that is no UTF-8', () => {
    const body = Buffer.concat([bytes('{"a":1}\n"'), Uint8Array.of(0xc3, 0x28), bytes('"\n{"é":2}')]);
    expect(read(body, 'ndjson')).toEqual([{ a: 1 }, '!invalid_utf8', { é: 2 }]);
  });

  it('refuses only the line that is too large', () => {
    expect(read(`1\n"${'x'.repeat(65_536)}"\n2`, 'ndjson')).toEqual([1, '!too_large', 2]);
  });
});

describe('lines of any kind', () => {
  const garbage = fc.constantFrom(
    '{"a":1e400}',
    `${'['.repeat(20_000)}`,
    `{"own":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    '"\\ud800"',
    '{"__proto__":{"x":1}}',
    '\u0000',
    '\ufeff{}',
    '123456789012345678901234567890',
    '{"id":1,"id":"2"}',
    'null',
    '[]',
    '{}',
    'NaN',
    "{'a':1}",
    '// note',
    '\u2028',
  );
  const data = fc.dictionary(
    fc.constantFrom('amount', 'country', 'score', 'scale', 'text', 'own', '__proto__'),
    fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('1e400', '\0', 'a\ud800')),
    { maxKeys: 4 },
  );
  const event = fc.record({ id: fc.integer({ min: 0, max: 40 }).map(String), data }).map(({ id, data }) => JSON.stringify(sent(id, data)));
  const raw = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((line) => Buffer.from(line.map((byte) => (byte === 0x0a ? 0x20 : byte))));
  const line = fc.oneof(event, event, event, garbage, fc.string(), raw).map((text) => Buffer.from(text as string));
  const lines = fc.array(line, { maxLength: 40 });

  it('are accepted, duplicates or rejected, each exactly once, and the log holds what was accepted', () => {
    const log = openTestLog(makeFolder());
    let [accepted, rejected] = [0, 0];
    fc.assert(
      fc.property(lines, (all) => {
        const body = Buffer.concat(all.flatMap((each) => [each, Buffer.from('\n')]));
        const items = all.filter((each) =>
          each
            .toString('utf8')
            .split('\n')
            .some((text) => text.trim() !== ''),
        );
        const result = appendBytes(log, new Uint8Array(body), 'ndjson');
        const sentCount = items.reduce(
          (sum, each) =>
            sum +
            each
              .toString('utf8')
              .split('\n')
              .filter((text) => text.trim() !== '').length,
          0,
        );
        expect(result.accepted + result.duplicates + result.rejected.length).toBe(sentCount);
        for (const { code, reason } of result.rejected) expect([code, reason]).not.toContain('');
        accepted += result.accepted;
        rejected += result.rejected.length;
        expect(result.seq).toBe(accepted);
      }),
      { numRuns: 400, seed: 5 },
    );
    expect(allEvents(log).map((event) => event.seq)).toEqual(Array.from({ length: accepted }, (_, at) => at + 1));
    expect(log.state().rejected).toBe(rejected);
    expect(accepted).toBeGreaterThan(20);
    log.close();
  });

  it('leave the prototype of objects alone', () => {
    const log = openTestLog(makeFolder());
    const before = Object.getOwnPropertyNames(Object.prototype);
    appendBytes(log, bytes('{"__proto__":{"polluted":1}}\n{"constructor":{"prototype":{"polluted":1}}}'), 'ndjson');
    appendJson(log, sent('1', { constructor: { prototype: { polluted: 1 } } }));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect({}).not.toHaveProperty('polluted');
    log.close();
  });
});
