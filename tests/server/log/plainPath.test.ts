import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Gazetteer } from '../../../server/geo/gazetteer.ts';
import type { StoredBatch } from '../../../server/log/feedWriter.ts';
import { createTableReader } from '../../../server/log/readEventTable.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { SqliteLog } from '../../../server/log/sqliteLog.ts';
import { RequestError } from '../../../server/parts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/settings.ts';
import { allEvents, bytes, makeFolder, openTestLog } from './logFixture.ts';

const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  currency: 'EUR',
  rates: new Map([['USD', [{ fromMs: 0, rate: '0.9' }]]]),
  metrics: [{ id: 'weight', field: 'weight', fold: 'sum', unit: '' }] as unknown as Settings['metrics'],
  dimensions: ['shelf', 'box.label'],
};
const DECLARED = ['weight', 'shelf', 'box.label'];

/** Says what it was asked, so that nothing of it may be lost or exchanged on the way. */
const ECHO: Pick<Gazetteer, 'resolve'> = {
  resolve: ({ country, region, city, postal_code, lat, lon }) => ({
    country: country ?? null,
    region: region === undefined ? null : `(${region})`,
    city: city === undefined ? null : `${city}/${postal_code}`,
    cell: lat === undefined || lon === undefined ? null : `${lat},${lon}`,
  }),
};

interface Opened {
  readonly log: SqliteLog;
  /** Rows of the tables that came with the batches: the sequence numbers of those that tell all. */
  readonly read: number[];
}

function open(): Opened {
  const read: number[] = [];
  const onCommitted = (batch: StoredBatch) => checkTable(batch, read);
  return { log: openTestLog(makeFolder(), { settings: SETTINGS, gazetteer: ECHO, onCommitted }), read };
}

/** The table that came with a batch says what the stored bytes say. */
function checkTable(batch: StoredBatch, read: number[]): void {
  const { table } = batch;
  if (!table) throw new Error('a batch without its table');
  const scanned = createTableReader(DECLARED)(batch);
  expect(table.fields).toEqual(scanned.fields);
  expect(table.events).toEqual(scanned.events);
  const width = 2 * table.fields.length;
  for (let row = 0; row < table.count; row++) {
    expect([table.timeMs[row], table.amount[row], table.unconverted[row]]).toEqual(
      scanned.unread[row] ? expect.anything() : [scanned.timeMs[row], scanned.amount[row], scanned.unconverted[row]],
    );
    if (table.unread[row]) continue;
    expect(scanned.unread[row]).toBe(0);
    expect(table.ranges.subarray(row * width, (row + 1) * width)).toEqual(scanned.ranges.subarray(row * width, (row + 1) * width));
    read.push(table.firstSeq + row);
  }
}

interface Told {
  readonly outcomes: readonly unknown[];
  readonly events: readonly ResolvedEvent[];
}

/** Each line alone as NDJSON, as plain events go. */
function asLines({ log }: Opened, lines: readonly string[]): Told {
  const results = log.append(lines.map((line) => ({ body: bytes(line), format: 'ndjson' as const })));
  const outcomes = results.map((result) => {
    if (result instanceof RequestError) throw result;
    const { accepted, duplicates, rejected } = result;
    return rejected[0] ? { ...rejected[0] } : { accepted, duplicates };
  });
  return { outcomes, events: allEvents(log) };
}

/** Each line alone as a JSON body, as all other events go. */
function asValues({ log }: Opened, lines: readonly string[]): Told {
  const results = log.append(lines.map((line) => ({ body: bytes(line), format: 'json' as const })));
  const outcomes = results.map((result) => {
    if (result instanceof RequestError) return { index: 0, code: result.code, field: '', reason: expect.any(String) };
    const { accepted, duplicates, rejected } = result;
    return rejected[0] ? { ...rejected[0] } : { accepted, duplicates };
  });
  return { outcomes, events: allEvents(log) };
}

function compare(lines: readonly string[]): Opened {
  const [quick, slow] = [open(), open()];
  const [told, expected] = [asLines(quick, lines), asValues(slow, lines)];
  expect(told).toEqual(expected);
  quick.log.close();
  slow.log.close();
  return quick;
}

const ENVELOPE = { specversion: '1.0', source: 'shop', type: 'io.orrery.order.completed', subject: 'ann', time: '2024-05-01T09:30:00Z' };
function line(fields: object, data: object): string {
  return JSON.stringify({ ...ENVELOPE, ...fields, data });
}

describe('a line that is read from its bytes', () => {
  it('is stored as it would be through objects, with every field', () => {
    const place = { country: 'DE', region: 'DE-BE', city: 'Berlin', postal_code: '10115', lat: 52.52, lon: 13.405 };
    const order = { order: 'o1', product: 'p', category: 'c', brand: 'b', quantity: 2, amount: '12.50', currency: 'EUR' };
    const survey = { score: 9, scale: 'nps', text: 'Said "fine"\nand left', reason: 'r', agent: 'a', resolved: true, duration_s: 12.5 };
    const lines = [
      line({ id: '1' }, { ...place, ...order }),
      line({ id: '2', type: 'io.orrery.survey.answered', subject: null }, { ...survey, channel: 'web', contact: 'k' }),
      line({ id: '3', type: 'io.orrery.profile.updated' }, { segment: 'gold' }),
      line({ id: '4' }, { amount: 10, currency: 'USD', weight: 1.25, shelf: 'A1', own: [1, { deep: null }] }),
      line({ id: '5' }, { amount: -1.00005, currency: 'XXX', city: 'São Paulo' }),
      line({ id: '6', time: undefined, datacontenttype: 'application/json' }, {}),
      `${JSON.stringify({ ...ENVELOPE, id: '7' })} \r`,
      line(
        { id: '9' },
        { origin_country: 'CN', origin_region: 'CN-GD', origin_city: 'Shēnzhèn', origin_lat: 22.5, origin_lon: 114.1, amount: 1 },
      ),
      line({ id: '10' }, { ...place, origin_country: 'CN', shelf: 'A1' }),
      line({ id: '8', time: '2024-02-29T23:59:59.1239+05:30' }, { segment: 'own', quantity: '3', 'box.label': 'x' }),
    ];
    const { read } = compare(lines);
    expect(read).toEqual(lines.map((_, at) => at + 1));
  });

  it('meets its repeats, in company, later and with other content', () => {
    const lines = [
      line({ id: '1' }, { amount: 1 }),
      line({ id: '1' }, { amount: 1 }),
      line({ id: '1' }, { amount: 2 }),
      line({ id: '1', extension: 'x' }, { amount: 1 }),
      line({ id: ' 1 ' }, { amount: 1 }),
      line({ id: '2', extension: 'x' }, { amount: 1 }),
      line({ id: '2' }, { amount: 1 }),
      line({ id: '1', source: 'other' }, { amount: 1 }),
    ];
    compare(lines);
    const opened = open();
    const first = asLines(opened, lines);
    const again = asLines(opened, lines);
    expect(again.events).toEqual(first.events);
    expect(again.outcomes.filter((outcome) => !('code' in (outcome as object)))).toEqual(
      lines.filter((_, at) => at !== 2).map(() => ({ accepted: 0, duplicates: 1 })),
    );
    opened.log.close();
  });

  it('is cut into batches like all others', () => {
    const opened = open();
    const lines = Array.from({ length: 4500 }, (_, at) => line({ id: `${at}` }, at % 7 === 0 ? { amount: at, x: null } : { amount: at }));
    const [result] = opened.log.append([{ body: bytes(lines.join('\n')), format: 'ndjson' }]);
    expect(result).toMatchObject({ accepted: 4500, seq: 4500 });
    expect(allEvents(opened.log).map(({ seq, id, amount }) => [seq, id, amount])).toEqual(
      lines.map((_, at) => [at + 1, `${at}`, at * 10_000]),
    );
    opened.log.close();
  });

  it('means the same as through objects, whatever it holds', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(anyLine(), { minLength: 60, maxLength: 100 }), (lines) => {
        const opened = compare(lines.filter((text) => !/^\s*(\[|$)/.test(text) && !/[\r\n]/.test(text)));
        read += opened.read.length;
      }),
      { seed: 7, numRuns: 40 },
    );
    expect(read).toBeGreaterThan(500);
  });
});

const EDITS = [
  '"',
  '\\',
  '{',
  '}',
  ',',
  ':',
  ' ',
  '0',
  '-',
  '.',
  'e',
  'null',
  '\0',
  '\u007f',
  'é',
  '\\u0041',
  '\\n',
  '"id":1,',
  '"x":null,',
  '1e9',
];

function anyLine(): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(), fc.constantFrom(...EDITS), fc.boolean());
  const edits = fc.oneof({ arbitrary: fc.constant([]), weight: 6 }, { arbitrary: fc.array(edit, { maxLength: 2 }), weight: 1 });
  const blanks = fc.constantFrom('', '', '', ' ', '\t');
  return fc.tuple(anyEvent(), edits, blanks).map(([value, changes, blank]) => {
    let text = JSON.stringify(value) + blank;
    for (const [place, by, insert] of changes) {
      const at = place % (text.length + 1);
      text = text.slice(0, at) + by + text.slice(insert ? at : at + 1);
    }
    return Buffer.from(text).toString();
  });
}

function usually(usual: fc.Arbitrary<unknown>, rare: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: usual, weight: 50 }, { arbitrary: rare, weight: 1 });
}

function anyEvent(): fc.Arbitrary<unknown> {
  const oddWords = fc.constantFrom(' x ', '', 'e\u0301', 'long '.repeat(300), 'q"q', '1', 'tab\t', '\ud800');
  const word = usually(fc.constantFrom('ann', 'shop', 'Berlin', 'São Paulo', 'x-1'), fc.oneof(fc.string({ maxLength: 6 }), oddWords));
  const cents = fc.integer({ min: 1, max: 1e6 }).map((value) => value / 100);
  const odd = fc.constantFrom(0, -0, -5, 1e-7, 1e21, 123456789012, 99999999999.9999, 0.00005, 1.00015, 4.35, 1e15, 900719925474.1);
  const number = usually(cents, fc.oneof(odd, fc.double({ noNaN: true, noDefaultInfinity: true })));
  const oddTexts = fc.constantFrom('+3', '.5', '5.', '1e3', ' 7 ', '99999999999999', 'abc', `0.${'1'.repeat(40)}`);
  const numberText = usually(fc.constantFrom('12.50', '-3', '0.00005', '007', '-0', '1.00005', '12345678901.12345'), oddTexts);
  const anything = fc.oneof(word, number, numberText, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
  const of = (usual: fc.Arbitrary<unknown>) => usually(usual, anything);
  const decimal = of(fc.oneof(number, numberText));
  const words = [
    'country',
    'region',
    'city',
    'postal_code',
    'origin_country',
    'origin_city',
    'order',
    'contact',
    'product',
    'segment',
    'channel',
    'text',
    'shelf',
  ];
  const data = fc.record(
    {
      ...Object.fromEntries(words.map((name) => [name, of(word)])),
      lat: of(number),
      lon: of(number),
      origin_lat: of(number),
      origin_lon: of(number),
      amount: decimal,
      quantity: decimal,
      weight: decimal,
      duration_s: of(number),
      score: of(fc.integer({ min: 0, max: 6 })),
      scale: usually(fc.constantFrom('nps', 'csat5', 'ces7'), fc.constantFrom('NPS', 'x')),
      currency: usually(fc.constantFrom('EUR', 'USD', 'XXX'), fc.constantFrom('usd', 'EURO')),
      resolved: of(fc.boolean()),
      box: usually(fc.constant('y'), fc.constant({ label: 'x' })),
      'box.label': of(word),
      own: of(fc.constantFrom([1, { deep: null }], 'x', { a: 'b' })),
    },
    { requiredKeys: [] },
  );
  const times = fc.constantFrom('2024-05-01T09:30:00Z', '2100-12-31T23:59:59.9999Z', '1999-12-31T23:59:59.5-11:30');
  const oddTimes = fc.constantFrom('1970-01-01T00:00:00+01:00', '2024-02-30T00:00:00Z', '2024-05-01', '2024-05-01t09:30:60z');
  return fc.record(
    {
      specversion: usually(fc.constant('1.0'), fc.constantFrom('1', 1, null)),
      id: of(fc.integer({ min: 0, max: 300 }).map(String)),
      source: of(fc.constantFrom('shop', 'Läden')),
      type: of(fc.constantFrom('io.orrery.order.completed', 'io.orrery.profile.updated', 'other')),
      subject: of(fc.constantFrom('ann', 'bob', null)),
      time: of(usually(times, oddTimes)),
      data: of(data),
      datacontenttype: usually(fc.constantFrom(undefined, 'application/json'), fc.constantFrom('text/plain', null)),
      extension: usually(fc.constant(undefined), fc.constant('x')),
    },
    { requiredKeys: ['specversion', 'id', 'source', 'type'] },
  );
}
