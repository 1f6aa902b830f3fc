import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvent } from '../../../server/sources/decode.ts';
import { DecodeFault } from '../../../server/sources/decodeFault.ts';
import type { Event } from '../../../src/protocol/event.ts';

const ENVELOPE = { specversion: '1.0', id: 'e1', source: 'shop', type: 'io.orrery.order.completed' };
const LONE = 'a\ud800b';

function decoded(fields: Record<string, unknown>): Event {
  const event = decodeEvent({ ...ENVELOPE, ...fields });
  if (event instanceof DecodeFault) throw new Error(event.reason);
  return event;
}

function fault(value: unknown): Pick<DecodeFault, 'code' | 'field'> | null {
  const event = decodeEvent(value);
  return event instanceof DecodeFault ? { code: event.code, field: event.field } : null;
}

function faultOf(fields: Record<string, unknown>) {
  return fault({ ...ENVELOPE, ...fields });
}

describe('the envelope', () => {
  it('needs no more than its four names', () => {
    expect(decodeEvent(ENVELOPE)).toEqual({
      id: 'e1',
      source: 'shop',
      type: 'io.orrery.order.completed',
      subject: null,
      timeMs: null,
      data: {},
    });
  });

  it('keeps other attributes of the sender, and unknown types', () => {
    const event = decoded({ type: 'com.acme.door.opened', traceparent: '00-abc', sequence: 7, dataschema: 'https://acme.example/s' });
    expect(event.type).toBe('com.acme.door.opened');
    expect(event.extensions).toEqual({ traceparent: '00-abc', sequence: 7, dataschema: 'https://acme.example/s' });
  });

  it('trims and composes names', () => {
    const event = decoded({ source: ' Cafe\u0301 ', subject: ' ann ' });
    expect([event.source, event.subject]).toEqual(['Café', 'ann']);
  });

  it.each([
    ['a missing id', { id: undefined }, 'missing_field', 'id'],
    ['an empty id', { id: '' }, 'missing_field', 'id'],
    ['a blank id', { id: '  ' }, 'missing_field', 'id'],
    ['a number as id', { id: 5 }, 'invalid_field', 'id'],
    ['a long id', { id: 'x'.repeat(513) }, 'too_long', 'id'],
    ['NUL in the id', { id: 'a\0b' }, 'invalid_field', 'id'],
    ['half a surrogate pair in the id', { id: LONE }, 'invalid_field', 'id'],
    ['a missing source', { source: null }, 'missing_field', 'source'],
    ['a list as source', { source: ['shop'] }, 'invalid_field', 'source'],
    ['a long source', { source: 'x'.repeat(1025) }, 'too_long', 'source'],
    ['a missing type', { type: undefined }, 'missing_field', 'type'],
    ['a long type', { type: 'x'.repeat(257) }, 'too_long', 'type'],
    ['a number as subject', { subject: 13085 }, 'invalid_field', 'subject'],
    ['a long subject', { subject: 'x'.repeat(513) }, 'too_long', 'subject'],
    ['no version', { specversion: undefined }, 'unsupported_specversion', 'specversion'],
    ['an old version', { specversion: '0.3' }, 'unsupported_specversion', 'specversion'],
    ['a number as version', { specversion: 1 }, 'unsupported_specversion', 'specversion'],
    ['binary data', { data_base64: 'AA==' }, 'unsupported_data', 'data_base64'],
    ['XML', { datacontenttype: 'application/xml' }, 'unsupported_data', 'datacontenttype'],
    ['a number as content type', { datacontenttype: 4 }, 'unsupported_data', 'datacontenttype'],
    ['text as data', { data: 'x' }, 'invalid_field', 'data'],
    ['a list as data', { data: [] }, 'invalid_field', 'data'],
    ['a number as data', { data: 5 }, 'invalid_field', 'data'],
  ])('refuses %s', (_, fields, code, field) => {
    expect(faultOf(fields)).toEqual({ code, field });
  });

  it.each([[null], [undefined], [5], ['x'], [true], [[]], [[ENVELOPE]]])('refuses %j as an event', (value) => {
    expect(fault(value)).toEqual({ code: 'not_an_event', field: '' });
  });

  it.each([
    ['no subject', { subject: null }, null],
    ['an empty subject', { subject: '' }, null],
    ['a blank subject', { subject: ' \t' }, null],
  ])('takes %s as nobody', (_, fields, subject) => {
    expect(decoded(fields).subject).toBe(subject);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/vnd.acme+json'])('reads %s', (type) => {
    expect(decoded({ datacontenttype: type, data: { city: 'Rome' } }).data).toEqual({ city: 'Rome' });
  });

  it('takes null for data as none', () => {
    expect(decoded({ data: null }).data).toEqual({});
  });
});

describe('the time', () => {
  it.each([
    ['2024-05-01T09:30:00Z', Date.UTC(2024, 4, 1, 9, 30)],
    ['2024-05-01t09:30:00z', Date.UTC(2024, 4, 1, 9, 30)],
    ['2024-05-01 09:30:00Z', Date.UTC(2024, 4, 1, 9, 30)],
    ['2024-05-01T09:30:00+02:00', Date.UTC(2024, 4, 1, 7, 30)],
    ['2024-05-01T09:30:00-03:30', Date.UTC(2024, 4, 1, 13)],
    ['2024-05-01T09:30:00-00:00', Date.UTC(2024, 4, 1, 9, 30)],
    ['2024-05-01T09:30:00.5Z', Date.UTC(2024, 4, 1, 9, 30, 0, 500)],
    ['2024-05-01T09:30:00.123999Z', Date.UTC(2024, 4, 1, 9, 30, 0, 123)],
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['1970-01-01T00:00:00Z', 0],
    ['2100-12-31T23:59:59.999Z', Date.UTC(2101, 0, 1) - 1],
  ])('%s is %d', (time, timeMs) => {
    expect(decoded({ time }).timeMs).toBe(timeMs);
  });

  it.each([
    ['2024-05-01T09:30:00', 'time_without_zone'],
    ['2024-05-01 09:30:00', 'time_without_zone'],
    ['2024-05-01', 'time_without_zone'],
    ['2024-02-30', 'invalid_time'],
    ['2024-13-01', 'invalid_time'],
    ['2024-05-01T25:00:00', 'invalid_time'],
    ['1969-12-31T23:59:59Z', 'out_of_range'],
    ['0000-02-29T00:00:00Z', 'out_of_range'],
    ['0070-01-01T00:00:00Z', 'out_of_range'],
    ['0099-12-31T23:59:59Z', 'out_of_range'],
    ['2101-01-01T00:00:00Z', 'out_of_range'],
    ['9999-01-01T00:00:00Z', 'out_of_range'],
    ['2023-02-29T00:00:00Z', 'invalid_time'],
    ['1900-02-29T00:00:00Z', 'invalid_time'],
    ['2024-13-01T00:00:00Z', 'invalid_time'],
    ['2024-00-10T00:00:00Z', 'invalid_time'],
    ['2024-05-32T00:00:00Z', 'invalid_time'],
    ['2024-05-01T24:00:00Z', 'invalid_time'],
    ['2024-05-01T09:60:00Z', 'invalid_time'],
    ['2024-05-01T09:30:61Z', 'invalid_time'],
    ['2024-05-01T09:30Z', 'invalid_time'],
    ['2024-05-01T09:30:00+25:00', 'invalid_time'],
    ['2024-05-01T09:30:00+0200', 'invalid_time'],
    ['1 May 2024', 'invalid_time'],
    ['', 'invalid_time'],
    [1714555800000, 'invalid_time'],
    [{}, 'invalid_time'],
  ])('refuses %j as %s', (time, code) => {
    expect(faultOf({ time })).toEqual({ code, field: 'time' });
  });

  it('may be left out', () => {
    expect([decoded({}).timeMs, decoded({ time: null }).timeMs]).toEqual([null, null]);
  });

  it('without a zone is refused with what to send', () => {
    const refused = decodeEvent({ ...ENVELOPE, time: '2024-05-01T09:30:00' });
    expect(refused).toHaveProperty('reason', expect.stringContaining('2024-05-01T09:30:00Z'));
  });
});

describe('the names of data', () => {
  it.each([
    ['country', ' Côte d’Ivoire ', 'Côte d’Ivoire'],
    ['city', 'Sa\u0303o Paulo', 'São Paulo'],
    ['postal_code', 1310, '1310'],
    ['postal_code', '01310', '01310'],
    ['order', 489434, '489434'],
    ['order', '489434', '489434'],
    ['product', 4.5, '4.5'],
    ['text', 'line one\nline two', 'line one\nline two'],
    ['text', LONE, 'a\ufffdb'],
    ['text', 'a\0b', 'a\ufffdb'],
    ['text', '😀', '😀'],
    ['channel', 'web', 'web'],
    ['currency', 'eur', 'EUR'],
    ['currency', ' usd ', 'USD'],
    ['amount', '12.50', '12.50'],
    ['amount', ' 12.50 ', '12.50'],
    ['amount', 12.5, 12.5],
    ['amount', -3, -3],
    ['amount', 0, 0],
    ['amount', '1e3', '1e3'],
    ['quantity', '3', '3'],
    ['quantity', -6, -6],
    ['score', '4', 4],
    ['score', 9, 9],
    ['lat', '-23.5505', -23.5505],
    ['lat', 999, 999],
    ['lon', 0, 0],
    ['resolved', true, true],
    ['resolved', 'false', false],
    ['resolved', 'TRUE', true],
    ['duration_s', '12.5', 12.5],
    ['duration_s', 0, 0],
    ['scale', 'NPS', 'nps'],
  ])('%s %j is kept as %j', (name, value, kept) => {
    expect(decoded({ data: { [name]: value } }).data).toEqual({ [name]: kept });
  });

  it.each(['country', 'order', 'text', 'currency', 'amount', 'quantity', 'score', 'scale', 'lat', 'resolved', 'duration_s'])(
    '%s is absent when empty, blank or null',
    (name) => {
      for (const value of ['', '  ', null]) expect(decoded({ data: { [name]: value } }).data).toEqual({});
    },
  );

  it.each([
    ['amount', 'abc', 'invalid_number'],
    ['amount', '1,000.00', 'invalid_number'],
    ['amount', '€5', 'invalid_number'],
    ['amount', true, 'invalid_number'],
    ['amount', {}, 'invalid_number'],
    ['amount', '0x10', 'invalid_number'],
    ['amount', 'Infinity', 'invalid_number'],
    ['amount', Number.POSITIVE_INFINITY, 'out_of_range'],
    ['amount', 1e12, 'out_of_range'],
    ['amount', '900719925474.0992', 'out_of_range'],
    ['quantity', [], 'invalid_number'],
    ['lat', 'north', 'invalid_number'],
    ['score', 'good', 'invalid_number'],
    ['scale', 'stars', 'invalid_field'],
    ['scale', 'constructor', 'invalid_field'],
    ['currency', 'EURO', 'invalid_field'],
    ['currency', '€', 'invalid_field'],
    ['currency', 978, 'invalid_field'],
    ['resolved', 1, 'invalid_field'],
    ['resolved', 'yes', 'invalid_field'],
    ['duration_s', -1, 'out_of_range'],
    ['duration_s', 'PT1H', 'invalid_number'],
    ['country', true, 'invalid_field'],
    ['city', ['Rome'], 'invalid_field'],
    ['order', 2 ** 64, 'invalid_field'],
    ['product', 'x'.repeat(1025), 'too_long'],
  ])('%s %j is refused as %s', (name, value, code) => {
    expect(faultOf({ data: { [name]: value } })).toEqual({ code, field: `data.${name}` });
  });

  it.each([
    ['nps', 0, true],
    ['nps', 10, true],
    ['nps', 11, false],
    ['nps', -1, false],
    ['csat5', 1, true],
    ['csat5', '5', true],
    ['csat5', 0, false],
    ['ces7', 7, true],
    ['ces7', 7.5, false],
  ])('a score on %s of %j is within its scale: %j', (scale, score, within) => {
    expect(faultOf({ data: { scale, score } })).toEqual(within ? null : { code: 'out_of_range', field: 'data.score' });
  });

  it('keeps what the sender adds, as sent', () => {
    const own = { profit: -12.5, note: ' two  words ', tags: ['a', null, { deep: true }], constructor: 'F1', '': 0, gone: null };
    const { gone: _, ...kept } = own;
    expect(decoded({ data: own }).data).toEqual(kept);
  });

  it('refuses __proto__ at any depth and leaves the prototype alone', () => {
    for (const data of ['{"__proto__": {"polluted": 1}}', '{"a": [{"__proto__": 1}]}']) {
      expect(faultOf({ data: JSON.parse(data) })?.code).toBe('invalid_field');
    }
    expect(fault(JSON.parse(`{"__proto__": {"polluted": 1}, "specversion": "1.0", "id": "1", "source": "s", "type": "t"}`))?.code).toBe(
      'invalid_field',
    );
    expect({}).not.toHaveProperty('polluted');
  });

  it('refuses numbers of its own that JSON cannot give back', () => {
    expect(faultOf({ data: { weight: Number.POSITIVE_INFINITY } })).toEqual({ code: 'out_of_range', field: 'data.weight' });
    expect(faultOf({ data: { deep: [{ weight: Number.NEGATIVE_INFINITY }] } })).toEqual({
      code: 'out_of_range',
      field: 'data.deep.0.weight',
    });
  });

  it('takes 31 levels of nesting and refuses more, however deep', () => {
    const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(faultOf({ data: { own: nested(30) } })).toBeNull();
    expect(faultOf({ data: { own: nested(40) } })?.code).toBe('too_deep');
    expect(faultOf({ data: { own: nested(100_000) } })?.code).toBe('too_deep');
  });

  it('holds declared fields to being numbers', () => {
    const declared = new Set(['profit']);
    const of = (profit: unknown) => decodeEvent({ ...ENVELOPE, data: { profit } }, declared);
    expect(of('-12.50')).toHaveProperty('data.profit', '-12.50');
    expect(of('twelve')).toMatchObject({ code: 'invalid_number', field: 'data.profit' });
  });
});

describe('whatever is sent', () => {
  const NAMES = [
    'country',
    'lat',
    'amount',
    'currency',
    'score',
    'scale',
    'resolved',
    'duration_s',
    'text',
    '__proto__',
    'own',
    'constructor',
  ];
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.constantFrom(LONE, '\0', '-0', '1e400', '\ufeff'),
  );
  const events = fc.record(
    {
      specversion: fc.constantFrom('1.0', '1.0', '1.0', '0.3', 1),
      id: fc.oneof(fc.string({ minLength: 1 }), values),
      source: fc.oneof(fc.string({ minLength: 1 }), values),
      type: fc.oneof(fc.constant('t'), values),
      subject: fc.oneof(fc.string(), values),
      time: fc.oneof(fc.constant('2024-05-01T09:30:00Z'), values),
      data: fc.oneof(fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), values), values),
    },
    { requiredKeys: [] },
  );

  it('is an event that JSON gives back unchanged, or a fault with code and reason', () => {
    fc.assert(
      fc.property(fc.oneof(events, events, values), (value) => {
        const event = decodeEvent(value);
        if (event instanceof DecodeFault) expect([event.code, event.reason].every((text) => text.length > 0)).toBe(true);
        else expect(JSON.parse(JSON.stringify(event))).toEqual(withoutMinusZero(event));
      }),
      { numRuns: 3000, seed: 4 },
    );
  });
});

/** JSON writes -0 as 0. */
function withoutMinusZero(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(withoutMinusZero);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutMinusZero(inner)]));
}
