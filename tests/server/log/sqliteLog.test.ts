import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { toFixedOne } from '../../../server/log/decimal.ts';
import { openStore } from '../../../server/log/store.ts';
import { RequestError } from '../../../server/parts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/settings.ts';
import { allEvents, appendBytes, appendJson, bytes, makeFolder, openTestLog, RECEIVED_MS, sent } from './logFixture.ts';

const PROFILE = 'io.orrery.profile.updated';

describe('the log', () => {
  it('stores an event with its place, amount and times, and gives it the next number', () => {
    const log = openTestLog(makeFolder());
    expect(appendJson(log, sent('1', { country: 'DE', amount: '12.50', weight: 3 }))).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [],
      seq: 1,
    });
    expect(allEvents(log)).toEqual([
      {
        seq: 1,
        source: 'shop',
        id: '1',
        type: 'io.orrery.order.completed',
        subject: 'ann',
        timeMs: Date.UTC(2024, 4, 1, 9, 30),
        receivedMs: RECEIVED_MS,
        data: { country: 'DE', amount: '12.50', weight: 3 },
        country: 'DE',
        region: null,
        city: null,
        cell: null,
        amount: 125_000,
        unconverted: false,
        segment: null,
      },
    ]);
    log.close();
  });

  it('takes the time of receipt when the event has none', () => {
    const log = openTestLog(makeFolder());
    appendJson(log, sent('1', {}, { time: undefined }));
    expect(allEvents(log)[0]).toMatchObject({ timeMs: RECEIVED_MS, receivedMs: RECEIVED_MS });
    log.close();
  });

  it('numbers events in the order sent, without gaps, over requests and restarts', () => {
    const dir = makeFolder();
    for (const ids of [['a', 'b'], ['c'], ['d', 'e', 'f']]) {
      const log = openTestLog(dir);
      appendJson(
        log,
        ids.map((id) => sent(id)),
      );
      log.close();
    }
    const log = openTestLog(dir);
    expect(allEvents(log).map(({ seq, id }) => `${seq}${id}`)).toEqual(['1a', '2b', '3c', '4d', '5e', '6f']);
    log.close();
  });

  it('keeps its epoch over restarts, and another log has another', () => {
    const dir = makeFolder();
    const [first, again, other] = [dir, dir, makeFolder()].map((each) => {
      const log = openTestLog(each);
      log.close();
      return log.epoch;
    });
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('refuses a second opener of the same folder', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    expect(() => openTestLog(dir)).toThrow(/another process has it open/);
    log.close();
    openTestLog(dir).close();
  });

  it('says which folder it cannot write', () => {
    const dir = join(makeFolder(), 'gone');
    expect(() => openStore(dir, 'log-1.db')).toThrow(new RegExp(`^data folder ${dir}: cannot be written .*owned by somebody else`));
  });

  it('refuses another reporting currency once it has events', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    appendJson(log, sent('1'));
    log.close();
    expect(() => openTestLog(dir, { settings: { ...DEFAULT_SETTINGS, currency: 'EUR' } })).toThrow(/currency.*USD.*EUR/);
    openTestLog(dir).close();
  });

  it('says what to write where the settings of a log of another currency name none any more', () => {
    const dir = makeFolder();
    const log = openTestLog(dir, { settings: { ...DEFAULT_SETTINGS, currency: 'BRL' } });
    appendJson(log, sent('1'));
    log.close();
    expect(() => openTestLog(dir)).toThrow(/in BRL, not in USD, .* by naming none, .*; write "currency": "BRL" there/);
  });

  it('answers requests of one group each for itself', () => {
    const log = openTestLog(makeFolder());
    const bodies = [JSON.stringify([sent('1'), sent('2')]), '{broken', JSON.stringify(sent('2')), JSON.stringify([sent('3'), 7])];
    const results = log.append(bodies.map((body) => ({ body: bytes(body), format: 'json' })));
    expect(
      results.map((result) =>
        result instanceof RequestError ? result.status : [result.accepted, result.duplicates, result.rejected.length],
      ),
    ).toEqual([[2, 0, 0], 400, [0, 1, 0], [1, 0, 1]]);
    log.close();
  });
});

describe('a request that makes the program fail', () => {
  it('is refused alone, its neighbours are stored', () => {
    const failing = {
      resolve: ({ country }: { country?: string | undefined }) => {
        if (country === 'boom') throw new TypeError('boom');
        return { country: null, region: null, city: null, cell: null };
      },
    };
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const log = openTestLog(makeFolder(), { gazetteer: failing });
    const requests = [sent('1'), sent('2', { country: 'boom' }), sent('3')];
    const results = log.append(requests.map((value) => ({ body: bytes(JSON.stringify(value)), format: 'json' })));
    expect(results.map((result) => (result instanceof RequestError ? result.status : result.accepted))).toEqual([1, 500, 1]);
    expect(allEvents(log).map(({ seq, id }) => `${seq}:${id}`)).toEqual(['1:1', '2:3']);
    expect(quiet).toHaveBeenCalled();
    quiet.mockRestore();
    log.close();
  });
});

describe('repeats', () => {
  const first = sent('1', { amount: '5', tags: ['a', { b: 1, c: 2 }] });

  it('are duplicates in the same request, in a later one, and after a restart', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    expect(appendJson(log, [first, first])).toMatchObject({ accepted: 1, duplicates: 1, seq: 1 });
    expect(appendJson(log, first)).toMatchObject({ accepted: 0, duplicates: 1, seq: 1 });
    log.close();
    const again = openTestLog(dir);
    expect(appendJson(again, [first, sent('2')])).toMatchObject({ accepted: 1, duplicates: 1, seq: 2 });
    again.close();
  });

  it.each([
    ['the order of names differs', { ...sent('1', { tags: ['a', { c: 2, b: 1 }], amount: '5' }) }],
    ['the time is the same instant elsewhere', { ...first, time: '2024-05-01T11:30:00+02:00' }],
    ['only other attributes differ', { ...first, traceparent: 'x' }],
    ['text differs by what is trimmed', { ...first, subject: ' ann ' }],
  ])('are duplicates when %s', (_, repeat) => {
    const log = openTestLog(makeFolder());
    appendJson(log, first);
    expect(appendJson(log, repeat)).toMatchObject({ accepted: 0, duplicates: 1, rejected: [] });
    log.close();
  });

  it('without a time are duplicates whenever they come', () => {
    const dir = makeFolder();
    const timeless = sent('1', {}, { time: null });
    let nowMs = RECEIVED_MS;
    const log = openTestLog(dir, { now: () => nowMs });
    appendJson(log, timeless);
    nowMs += 60_000;
    expect(appendJson(log, timeless)).toMatchObject({ duplicates: 1 });
    expect(appendJson(log, sent('1'))).toMatchObject({ duplicates: 0, rejected: [{ code: 'id_conflict' }] });
    log.close();
  });

  it('are duplicates also once a name of theirs is declared as a number', () => {
    const dir = makeFolder();
    const said = [sent('1', { profit: '' }), sent('2', { profit: ' 1.50 ' }), sent('3', { profit: 2 })];
    const log = openTestLog(dir);
    appendJson(log, said);
    log.close();
    const metrics = [{ id: 'profit', fold: 'sum', field: 'profit', unit: 'USD' }] as const;
    const again = openTestLog(dir, { settings: { ...DEFAULT_SETTINGS, metrics } });
    expect(appendJson(again, said)).toMatchObject({ accepted: 0, duplicates: 3, rejected: [] });
    expect(appendJson(again, sent('1', { profit: '3' }))).toMatchObject({ duplicates: 0, rejected: [{ code: 'id_conflict' }] });
    again.close();
  });

  it.each([
    ['type', { ...first, type: 'other' }],
    ['subject', { ...first, subject: 'bob' }],
    ['time', { ...first, time: '2024-05-01T09:30:01Z' }],
    ['amount', sent('1', { amount: '6', tags: ['a', { b: 1, c: 2 }] })],
    ['a nested value', sent('1', { amount: '5', tags: ['a', { b: 1, c: 3 }] })],
    ['one name more', sent('1', { amount: '5', tags: ['a', { b: 1, c: 2 }], more: 1 })],
  ])('with another %s are rejected, and the first stays', (_, changed) => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    expect(appendJson(log, [first, changed])).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'id_conflict', field: 'id' }] });
    log.close();
    const again = openTestLog(dir);
    expect(appendJson(again, changed)).toMatchObject({ accepted: 0, duplicates: 0, rejected: [{ index: 0, code: 'id_conflict' }] });
    expect(allEvents(again)).toHaveLength(1);
    again.close();
  });

  it('are told by source and id together', () => {
    const log = openTestLog(makeFolder());
    const events = [sent('1'), sent('1', {}, { source: 'till' }), sent('p1', {}, { source: 'sho' }), sent('11')];
    expect(appendJson(log, events)).toMatchObject({ accepted: 4 });
    log.close();
  });

  it('are found among many, in other batches and orders', () => {
    const dir = makeFolder();
    const ids = Array.from({ length: 9000 }, (_, at) => `order-${at}`);
    const log = openTestLog(dir);
    appendJson(
      log,
      ids.map((id) => sent(id, { amount: id.length })),
    );
    log.close();
    const again = openTestLog(dir);
    const shuffled = ids.map((_, at) => ids[(at * 7919) % ids.length] as string);
    expect(
      appendJson(
        again,
        [...shuffled, 'new'].map((id) => sent(id, { amount: id === 'new' ? 1 : id.length })),
      ),
    ).toMatchObject({ accepted: 1, duplicates: 9000 });
    again.close();
  });
});

describe('rejected items', () => {
  it('are kept with what was sent and why, newest first, over restarts', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    appendBytes(log, bytes(`{bad\n${JSON.stringify(sent('1', { amount: 'x' }))}\n${JSON.stringify(sent('2'))}`), 'ndjson');
    log.close();
    const again = openTestLog(dir);
    const [second, first] = again.rejected({ limit: 10 });
    expect(first).toMatchObject({ number: 1, index: 0, code: 'invalid_json', payload: '{bad', at: new Date(RECEIVED_MS).toISOString() });
    expect(second).toMatchObject({
      number: 2,
      index: 1,
      code: 'invalid_number',
      field: 'data.amount',
      payload: JSON.stringify(sent('1', { amount: 'x' })),
    });
    expect(again.rejected({ limit: 10, before: 2 }).map(({ number }) => number)).toEqual([1]);
    expect(again.rejected({ limit: 1 }).map(({ number }) => number)).toEqual([2]);
    expect(again.state()).toMatchObject({ rejected: 2, seq: 1 });
    again.close();
  });

  it('hold hostile text without harm', () => {
    const log = openTestLog(makeFolder());
    appendBytes(log, Uint8Array.from([0x22, 0, 0xff, 0x22]), 'ndjson');
    expect(log.rejected({ limit: 1 })[0]?.payload).toBe('"\ufffd\ufffd"');
    log.close();
  });

  it('are dropped, oldest first, beyond 64 MiB', () => {
    const log = openTestLog(makeFolder());
    const item = `${'x'.repeat(60_000)}\n`;
    for (let round = 0; round < 6; round++) appendBytes(log, bytes(item.repeat(220)), 'ndjson');
    const { rejected } = log.state();
    expect(rejected).toBeLessThan(1320);
    expect(rejected).toBeGreaterThan(500);
    expect(log.rejected({ limit: 1 })[0]?.number).toBe(1320);
    log.close();
  });
});

describe('amounts', () => {
  const dayMs = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    currency: 'EUR',
    rates: new Map([
      [
        'USD',
        [
          { fromMs: dayMs('2024-01-01'), rate: '0.9' },
          { fromMs: dayMs('2024-05-01'), rate: '0.93335' },
        ],
      ],
      ['JPY', [{ fromMs: dayMs('2020-01-01'), rate: '0.0061' }]],
    ]),
  };

  it.each([
    ['no currency', { amount: '1.23456' }, '2024-03-01', 12_346, false],
    ['the reporting currency', { amount: 5, currency: 'eur' }, '2024-03-01', 50_000, false],
    ['a rate in force', { amount: '10', currency: 'USD' }, '2024-03-01', 90_000, false],
    ['a rate on its first day', { amount: '10', currency: 'USD' }, '2024-05-01', 93_335, false],
    ['a half to even', { amount: '0.001', currency: 'USD' }, '2024-05-02', 9, false],
    ['a negative amount', { amount: '-150', currency: 'JPY' }, '2024-05-02', -9150, false],
    ['no rate yet', { amount: 1, currency: 'USD' }, '2023-12-31', null, true],
    ['no rate at all', { amount: 1, currency: 'GBP' }, '2024-03-01', null, true],
    ['no amount', { currency: 'GBP' }, '2024-03-01', null, false],
  ])('with %s', (_, data, day, amount, unconverted) => {
    const log = openTestLog(makeFolder(), { settings });
    appendJson(log, sent('1', data, { time: `${day}T00:00:00Z` }));
    expect(allEvents(log)[0]).toMatchObject({ amount, unconverted });
    log.close();
  });

  it('are summed to the last place like fractions of whole numbers', () => {
    const log = openTestLog(makeFolder(), { settings });
    const amounts = Array.from({ length: 500 }, (_, at) => `${(at * 7919) % 1000}.${String((at * 104_729) % 100_000).padStart(5, '0')}`);
    appendJson(
      log,
      amounts.map((amount, at) => sent(String(at), { amount, currency: 'USD' })),
    );
    const total = allEvents(log).reduce((sum, event) => sum + (event.amount ?? Number.NaN), 0);
    const exact = amounts.reduce((sum, amount) => sum + roundHalfEven(BigInt(toFixedOne(amount) ?? 0) * 93_335n, 100_000n), 0n);
    expect(BigInt(total)).toBe(exact);
    log.close();
  });
});

describe('segments', () => {
  it('are the own one, else that of the latest profile before in the log', () => {
    const dir = makeFolder();
    const profile = (id: string, subject: string, data: Record<string, unknown>) => sent(id, data, { type: PROFILE, subject });
    const requests = [
      [sent('1'), profile('2', 'ann', { segment: 'gold' }), sent('3'), sent('4', { segment: 'own' }), sent('5', {}, { subject: 'bob' })],
      [sent('6'), profile('7', 'ann', { note: 'no segment' }), sent('8'), profile('9', 'ann', { segment: 'silver' }), sent('10')],
      [
        sent('11', {}, { time: '2001-01-01T00:00:00Z' }),
        sent('12', {}, { subject: null }),
        sent('13', { segment: 'x' }, { subject: 'bob' }),
        sent('14', {}, { subject: 'bob' }),
      ],
    ];
    for (const request of requests) {
      const log = openTestLog(dir);
      appendJson(log, request);
      log.close();
    }
    const log = openTestLog(dir);
    expect(allEvents(log).map((event) => event.segment)).toEqual([
      null,
      'gold',
      'gold',
      'own',
      null,
      'gold',
      'gold',
      'gold',
      'silver',
      'silver',
      'silver',
      null,
      'x',
      null,
    ]);
    log.close();
  });
});

function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  const floor = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && floor % 2n === 1n) ? floor + 1n : floor;
}
