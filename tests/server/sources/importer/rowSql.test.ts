import { afterAll, describe, expect, it } from 'vitest';
import { createFolder, type SentEvent, sentBy } from './mappingRun.ts';

const folder = createFolder();
afterAll(() => folder.remove());

async function sent(columns: string, timezone = 'UTC'): Promise<SentEvent> {
  const given = /\bAS (id|source|type)\b/.test(columns) ? '' : "'i' AS id, 's' AS source, 't' AS type, ";
  const [event] = await sentBy({ path: folder.write('one.sql', `SELECT ${given}${columns}`), dir: folder.dir, timezone });
  if (!event) throw new Error('no event');
  return event;
}

describe('a row as an event', () => {
  it.each([
    ['12.3450::DECIMAL(12, 4) AS amount', 'amount', '12.3450'],
    ['99999999999999.9999::DECIMAL(18, 4) AS amount', 'amount', '99999999999999.9999'],
    ['0.1::DOUBLE AS amount', 'amount', 0.1],
    ['1.1::FLOAT AS amount', 'amount', 1.1],
    ['1e22::DOUBLE AS own', 'own', 1e22],
    ["'nan'::DOUBLE AS amount", 'amount', 'nan'],
    ['7::INTEGER AS quantity', 'quantity', 7],
    ['7::BIGINT AS own', 'own', 7],
    ['9007199254740993::BIGINT AS own', 'own', '9007199254740993'],
    ['570306133677760513::BIGINT AS "order"', 'order', '570306133677760513'],
    ['1037::BIGINT AS postal_code', 'postal_code', '1037'],
    ['13085.0::DOUBLE AS product', 'product', '13085'],
    ['true AS resolved', 'resolved', true],
    ["DATE '2024-02-29' AS ship_date", 'ship_date', '2024-02-29'],
    ["TIMESTAMP '2024-02-29 10:11:12.5' AS shipped", 'shipped', '2024-02-29T10:11:12.500Z'],
    ['[1, 2]::INTEGER[] AS own', 'own', [1, 2]],
    ["{'a': 'x', 'b': [true]} AS own", 'own', { a: 'x', b: [true] }],
    [`'{"a": 1,\n "b": null}'::JSON AS own`, 'own', { a: 1, b: null }],
    [`'line' || chr(10) || 'break "quoted" \\ é 日本 🎈' AS text`, 'text', 'line\nbreak "quoted" \\ é 日本 🎈'],
    ['INTERVAL 90 SECOND AS own', 'own', '00:01:30'],
    ["'x'::ENUM('x', 'y') AS own", 'own', 'x'],
    ["'5eb63bbb-e01e-4ed0-93cb-22bb8f5acdc3'::UUID AS own", 'own', '5eb63bbb-e01e-4ed0-93cb-22bb8f5acdc3'],
    [`1 AS "it's ""own"""`, 'it\'s "own"', 1],
  ])('keeps %s', async (column, name, value) => {
    expect((await sent(column)).data[name]).toEqual(value);
  });

  it('leaves null columns out, and data when there is none', async () => {
    const event = await sent(
      'NULL AS country, NULL::VARCHAR AS city, NULL::DECIMAL(9, 2) AS amount, NULL::TIMESTAMP AS time, NULL::VARCHAR AS subject, 1 AS own',
    );
    expect(event).toEqual({ specversion: '1.0', id: 'i', source: 's', type: 't', data: { own: 1 } });
  });

  it('leaves a time out that is null and nothing else', async () => {
    expect(await sent('NULL AS time')).toEqual({ specversion: '1.0', id: 'i', source: 's', type: 't' });
    const given = "SELECT 'i' AS id, 's' AS source, 't' AS type, NULL AS time";
    const path = folder.write('many.sql', `WITH a AS (${given}) SELECT * FROM a UNION ALL ${given}`);
    expect(await sentBy({ path, dir: folder.dir, timezone: 'UTC' })).toHaveLength(2);
  });

  it('makes texts of numeric ids and subjects', async () => {
    const event = await sent("17::BIGINT AS id, 's' AS source, 't' AS type, 13085.0::DOUBLE AS subject");
    expect([event.id, event.subject]).toEqual(['17', '13085']);
  });

  it('makes texts of ids, keys and names that are numbers here and texts there, and leaves out those that are null', async () => {
    const lines = [
      { id: 5, who: 'A7', product: 'x "y"', happened: '2026-01-02T03:04:05Z' },
      { id: 'A5', who: 7, product: 13 },
      { id: 6, who: null },
    ];
    folder.write('mixed.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
    const path = folder.write(
      'mixed.sql',
      `SELECT id, 's' AS source, 't' AS type, who AS subject, product, happened::JSON AS time FROM read_json($dir || '/mixed.ndjson')`,
    );
    expect(await sentBy({ path, dir: folder.dir })).toMatchObject([
      { id: '5', subject: 'A7', data: { product: 'x "y"' }, time: '2026-01-02T03:04:05.000Z' },
      { id: 'A5', subject: '7', data: { product: '13' } },
      { id: '6' },
    ]);
  });

  it('refuses a number as time', async () => {
    await expect(sent('1700000000 AS time')).rejects.toThrow(/time: is INTEGER/);
  });
});

describe('times', () => {
  it.each([
    ['a time without zone is taken in the zone, in summer', "TIMESTAMP '2010-07-01 12:00:00'", '2010-07-01T11:00:00.000Z'],
    ['and in winter', "TIMESTAMP '2010-01-01 12:00:00'", '2010-01-01T12:00:00.000Z'],
    ['in the hour that clocks skip it counts on from before', "TIMESTAMP '2010-03-28 01:30:00'", '2010-03-28T01:30:00.000Z'],
    ['in the hour that clocks repeat the second is meant', "TIMESTAMP '2010-10-31 01:30:00'", '2010-10-31T01:30:00.000Z'],
    ['a date is midnight in the zone', "DATE '2010-07-01'", '2010-06-30T23:00:00.000Z'],
    ['a time with zone stays the instant that it is', "TIMESTAMPTZ '2010-07-01 12:00:00+05:30'", '2010-07-01T06:30:00.000Z'],
    ['text without zone is taken in the zone', "'2010-07-01 12:00:00'", '2010-07-01T11:00:00.000Z'],
    ['text with zone stays the instant that it is', "'2010-07-01T12:00:00.25-03:00'", '2010-07-01T15:00:00.250Z'],
    ['text that is UTC stays it', "'2010-07-01T12:00:00Z'", '2010-07-01T12:00:00.000Z'],
    ['text that is no time is sent as it is, to be rejected', '\'yesterday "noon"\'', 'yesterday "noon"'],
    ['nanoseconds are cut off', "TIMESTAMP_NS '2010-01-01 12:00:00.123456789'", '2010-01-01T12:00:00.123Z'],
  ])('%s', async (_, time, instant) => {
    expect((await sent(`${time} AS time`, 'Europe/London')).time).toBe(instant);
  });

  it('takes texts without zone in the zone, whatever zones others name before them', async () => {
    const given = ['', ' America/New_York', '', ' EST', '', ' UTC', 'Z', '+05', ''].map(
      (zone, at) => `(${at}, '2024-07-01 10:00:00${zone}')`,
    );
    const path = folder.write(
      'zones.sql',
      `SELECT id, 's' AS source, 't' AS type, happened AS time FROM (VALUES ${given}) AS v(id, happened) ORDER BY id`,
    );
    const events = await sentBy({ path, dir: folder.dir, timezone: 'Europe/London' });
    expect(events.map(({ time }) => time?.slice(11, 13)).join(' ')).toBe('09 14 09 15 09 10 10 05 09');
  });

  it('takes times of files that name their zone as the instants that they are, put as the README says where DuckDB drops it', async () => {
    folder.write('zoned.ndjson', '{"placed": "2024-07-01T10:00:00Z"}\n{"placed": "2024-07-01T10:00:00Z"}\n');
    folder.write('zoned.csv', 'placed\n2024-07-01 10:00:00 UTC\n2024-07-01 10:00:00 UTC\n');
    for (const file of ["read_json($dir || '/zoned.ndjson')", "read_csv($dir || '/zoned.csv')"]) {
      const sql = `SELECT 'i' AS id, 's' AS source, 't' AS type, placed AT TIME ZONE 'UTC' AS time FROM ${file}`;
      const events = await sentBy({ path: folder.write('zoned.sql', sql), dir: folder.dir, timezone: 'America/New_York' });
      expect(events.map(({ time }) => time)).toEqual(['2024-07-01T10:00:00.000Z', '2024-07-01T10:00:00.000Z']);
    }
  });

  it('knows zones whose clocks change at midnight and by half hours', async () => {
    expect((await sent("DATE '2018-11-04' AS time", 'America/Sao_Paulo')).time).toBe('2018-11-04T03:00:00.000Z');
    expect((await sent("TIMESTAMP '2024-10-06 02:15:00' AS time", 'Australia/Lord_Howe')).time).toBe('2024-10-05T15:45:00.000Z');
  });
});
