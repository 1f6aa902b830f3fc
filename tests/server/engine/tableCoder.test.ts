/** Coding events from their bytes gives what coding them as objects gives, to the digit and to the code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionaries } from '../../../server/engine/dictionaries.ts';
import { createTableCoder } from '../../../server/engine/tableCoder.ts';
import { createTableReader } from '../../../server/log/readEventTable.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Settings } from '../../../server/settings.ts';
import { EventType, type Json } from '../../../src/protocol/event.ts';
import { eventsArbitrary } from '../../oracle/randomEvents.ts';
import { worldSettings, zoneArbitrary } from '../../oracle/randomWorld.ts';
import { createCoder } from './objectCoder.ts';

/** Both ways over the same batches, in dictionaries of their own. */
function codeBoth(
  batches: readonly (readonly ResolvedEvent[])[],
  settings: Settings,
  toJson = JSON.stringify as (events: unknown) => string,
) {
  const [byBytes, byObjects] = [createDictionaries(), createDictionaries()];
  const fromTable = createTableCoder(settings, byBytes);
  const fromObjects = createCoder(settings, byObjects);
  const read = createTableReader([...settings.metrics.map(({ field }) => field), ...settings.dimensions]);
  for (const events of batches) {
    const table = read({ firstSeq: events[0]?.seq ?? 0, count: events.length, payload: Buffer.from(toJson(events)) });
    expect(fromTable(table)).toEqual(fromObjects(JSON.parse(toJson(events))));
  }
  for (const name of byObjects.names()) {
    expect(byBytes.size(name), name).toBe(byObjects.size(name));
    for (let code = 0; code <= byObjects.size(name) + 1; code++) expect(byBytes.text(name, code)).toBe(byObjects.text(name, code));
  }
  return byBytes;
}

const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a',
    ' a',
    'a ',
    'ab\u00a0',
    '\u3000x',
    'e\u0301',
    '\u00e9',
    '\u212b',
    '\u{1f600}',
    '\ufffd',
    'a"b',
    'a\\b',
    'a\tb',
    '\u0000',
  ),
  fc.constantFrom('\ud800', 'a\udc00', '1', '1.0', '-0', 'true', 'null', 'x'.repeat(300), `${'y'.repeat(5000)}`, 'кот', '日本'),
  fc.string({ maxLength: 9 }),
  fc.string({ maxLength: 9, unit: 'binary' }),
);
const numbers = fc.oneof(
  fc.constantFrom<Json>(
    0,
    -0,
    1,
    -1,
    0.1,
    0.00005,
    0.00015,
    0.33335,
    1e21,
    1e-7,
    123456789012345,
    9007199254740991,
    900719925474.0991,
    900719925474.0992,
  ),
  fc.constantFrom<Json>(
    '',
    ' 1',
    '1 ',
    '+1',
    '1.',
    '.5',
    '.',
    '-',
    '1e3',
    '0x10',
    '1,5',
    '007',
    '12345678901234567890',
    '0.00005',
    '-0.0',
    true,
    null,
    [1],
    {},
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer().map(String),
  fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 99_999 })).map(([whole, part]) => `${whole}.${part}`),
);
const anything = fc.oneof(texts, numbers);

/** What may be odd in an event: fields of its own, then of its data. */
const OWN: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  type: texts,
  source: texts,
  id: texts,
  subject: fc.option(texts),
  country: texts,
  region: texts,
  city: fc.option(texts),
  segment: texts,
  amount: fc.option(fc.maxSafeInteger()),
  unconverted: fc.boolean(),
  timeMs: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
};
const DATA: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  order: anything,
  contact: anything,
  product: anything,
  category: anything,
  channel: texts,
  currency: anything,
  scale: fc.constantFrom('nps', 'csat5', ' nps'),
  quantity: numbers,
  score: numbers,
  duration_s: numbers,
  resolved: fc.oneof(fc.boolean(), texts),
  profit: numbers,
  tier: anything,
  'parcel.size': anything,
  parcel: fc.oneof(anything, fc.record({ size: anything, weight: numbers }, { requiredKeys: [] })),
};
const PLAIN = {
  source: 'shop',
  subject: 'ann',
  country: 'DE',
  region: null,
  city: null,
  cell: '8f1f1d48b2aa9a4',
  segment: 'gold',
  amount: 125_000,
  unconverted: false,
  timeMs: Date.UTC(2024, 9, 27),
};

const oddities = (fields: typeof OWN): fc.Arbitrary<object> =>
  fc
    .uniqueArray(fc.oneof(...Object.entries(fields).map(([name, value]) => value.map((odd) => [name, odd] as const))), {
      maxLength: 3,
      selector: ([name]) => name,
    })
    .map((odd) => Object.fromEntries(odd));

const nastyEvent = fc
  .record({
    type: fc.constantFrom(...Object.values(EventType)),
    id: fc.constantFrom('1', '2', '3'),
    own: oddities(OWN),
    data: oddities(DATA),
  })
  .map(({ type, id, own, data }) => ({ ...PLAIN, type, id, ...own, data }));

function toEvents(drafts: readonly object[]): ResolvedEvent[] {
  return drafts.map((draft, at) => ({ ...(draft as ResolvedEvent), seq: at + 1, receivedMs: 0 }));
}

/** The events in a few batches. */
function cut<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

describe('coding from bytes', () => {
  it('gives what coding from objects gives, over random worlds', () => {
    fc.assert(
      fc.property(eventsArbitrary(60), zoneArbitrary, fc.integer({ min: 1, max: 40 }), (events, zone, size) => {
        codeBoth(cut(events, size), worldSettings(zone));
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('gives what coding from objects gives, whatever texts and numbers the events hold', () => {
    fc.assert(
      fc.property(fc.array(nastyEvent, { maxLength: 20, size: 'max' }), (drafts) => {
        codeBoth(cut(toEvents(drafts), 7), worldSettings('UTC'));
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it('reads the names in any order and blanks between them', () => {
    const [event] = toEvents([
      { ...PLAIN, type: EventType.orderCompleted, id: '1', data: { product: 'Tea', quantity: 2, channel: 'web', profit: '1.5' } },
    ]);
    const turned = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, inner]) => [name, turned(inner)]),
          )
        : value;
    codeBoth([[event as ResolvedEvent]], worldSettings('UTC'), (events) => {
      return `[${(events as unknown[]).map((one) => JSON.stringify(turned(one), null, 1)).join(',')}]`;
    });
  });

  it('keys an order by its source and number, else by its id, and a contact likewise', () => {
    const of = (id: string, type: string, data: object) => ({ ...PLAIN, id, type, data });
    const dictionaries = codeBoth(
      [
        toEvents([
          of('1', EventType.orderCompleted, { order: 'A' }),
          of('2', EventType.orderCompleted, {}),
          of('3', EventType.orderRefunded, { order: 'B' }),
          of('4', EventType.contactClosed, { contact: 'C' }),
          of('5', EventType.contactOpened, {}),
          of('6', EventType.orderCompleted, { order: ' e\u0301 ' }),
        ]),
      ],
      worldSettings('UTC'),
    );
    const all = (name: string) => Array.from({ length: dictionaries.size(name) }, (_, at) => dictionaries.text(name, at + 1));
    expect(all('order')).toEqual(['shop\0A', 'shop\x002', 'shop\0\u00e9']);
    expect(all('contact')).toEqual(['shop\0C', '\x005']);
  });

  it('refuses a table that lacks a declared field', () => {
    const [event] = toEvents([{ ...PLAIN, type: 'x', id: '1', data: {} }]);
    const table = createTableReader([])({ firstSeq: 1, count: 1, payload: Buffer.from(JSON.stringify([event])) });
    expect(() => createTableCoder(worldSettings('UTC'), createDictionaries())(table)).toThrow('has no field data.');
  });
});
