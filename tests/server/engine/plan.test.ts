/** What cannot be asked is refused with the name of the field; what can be is read as it is meant. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestError } from '../../../server/parts.ts';
import { worldSettings } from '../../oracle/randomWorld.ts';
import { openTestArchive } from './openArchive.ts';

const NOBODY = '89283082813ffff';

describe('a query', () => {
  let archive: Awaited<ReturnType<typeof openTestArchive>>;
  beforeAll(async () => {
    archive = await openTestArchive(worldSettings('Europe/Berlin'));
  });
  afterAll(() => archive.close());

  it.each([
    [{}, 'metrics'],
    [null, 'query'],
    [{ metrics: [] }, 'metrics'],
    [{ metrics: ['sales'] }, 'metrics[0]'],
    [{ metrics: ['constructor'] }, 'metrics[0]'],
    [{ metrics: ['events', 'csat.n'] }, 'metrics[1]'],
    [{ metrics: ['events', 'events'] }, 'metrics[1]'],
    [{ metrics: ['events'], group: ['country'] }, 'group'],
    [{ metrics: ['events'], groupBy: ['planet'] }, 'groupBy[0]'],
    [{ metrics: ['events'], groupBy: ['country', 'country'] }, 'groupBy[1]'],
    [{ metrics: ['events'], groupBy: ['time:decade'] }, 'groupBy[0]'],
    [{ metrics: ['events'], groupBy: ['time'] }, 'groupBy[0]'],
    [{ metrics: ['events'], groupBy: ['h3'] }, 'groupBy[0]'],
    [{ metrics: ['events'], groupBy: ['h3:16'] }, 'groupBy[0]'],
    [{ metrics: ['events'], groupBy: ['data.other'] }, 'groupBy[0]'],
    [{ metrics: ['events'], where: { country: [] } }, 'where.country'],
    [{ metrics: ['events'], where: { country: 'BR' } }, 'where.country'],
    [{ metrics: ['events'], where: { country: [1] } }, 'where.country[0]'],
    [{ metrics: ['events'], where: { planet: ['x'] } }, 'where.planet'],
    [{ metrics: ['events'], where: [] }, 'where'],
    [{ metrics: ['events'], where: { h3: ['BR'] } }, 'where.h3'],
    [{ metrics: ['events'], where: { 'h3:99': [NOBODY] } }, 'where.h3:99'],
    [{ metrics: ['events'], limit: 0 }, 'limit'],
    [{ metrics: ['events'], limit: 1.5 }, 'limit'],
    [{ metrics: ['events'], time: { from: 'yesterday' } }, 'time.from'],
    [{ metrics: ['events'], time: { from: '2025-02-30' } }, 'time.from'],
    [{ metrics: ['events'], time: { to: '2025-01-01T25:00:00Z' } }, 'time.to'],
    [{ metrics: ['events'], time: { from: '2025-01-02', to: '2025-01-02' } }, 'time.from'],
    [{ metrics: ['events'], time: { from: '2025-01-01T00:00:00+25:00' } }, 'time.from'],
    [{ metrics: ['events'], time: { from: 20250101 } }, 'time'],
    [{ metrics: ['events'], time: { last: 3600 } }, 'time'],
    [{ metrics: ['events'], time: { last: 'P1M' } }, 'time'],
    [{ metrics: ['events'], time: { last: 'PT0S' } }, 'time.last'],
    [{ metrics: ['events'], time: { last: 'PT1H', ago: '1h' } }, 'time'],
    [{ metrics: ['events'], time: { last: 'PT1H', ago: 'P80000D' } }, 'time.ago'],
    [{ metrics: ['events'], time: { ago: 'PT1H' } }, 'time'],
    [{ metrics: ['events'], time: { last: 'PT1H', from: '2025-01-01' } }, 'time'],
    [{ metrics: ['events'], asOf: { epoch: 'epoch-1', seq: -1 } }, 'asOf.seq'],
    [{ metrics: ['events'], asOf: { epoch: 'epoch-1', seq: 1 } }, 'asOf.seq'],
  ])('%j is refused for its %s', async (query, field) => {
    const refusal = await refusalOf(() => archive.ask(query));
    expect(refusal.status).toBe(400);
    expect(refusal.message).toContain(`${field}:`);
  });

  it('as of another log is a conflict', async () => {
    expect((await refusalOf(() => archive.ask({ metrics: ['events'], asOf: { epoch: 'other', seq: 0 } }))).status).toBe(409);
  });

  it.each([
    ['2025-07-01', '2025-06-30T22:00:00Z'],
    ['2025-07-01T12:00', '2025-07-01T10:00:00Z'],
    ['2025-07-01T12:00:00.123Z', '2025-07-01T12:00:00.123Z'],
    ['2025-07-01T12:00:00-0330', '2025-07-01T15:30:00Z'],
    ['2025-03-30T02:30:00', '2025-03-30T01:00:00Z'],
    ['1969-12-31', '1969-12-30T23:00:00Z'],
  ])('from %s begins at %s', async (from, instant) => {
    expect((await archive.ask({ metrics: ['events'], time: { from } })).time).toEqual({ from: instant, to: null });
  });

  it('takes the window of an answer as the window of a question, open ends included', async () => {
    for (const time of [
      { from: '2025-06-30T22:00:00Z', to: null },
      { from: null, to: '2025-06-30T22:00:00Z' },
      { from: null, to: null },
    ]) {
      expect((await archive.ask({ metrics: ['events'], time })).time).toEqual(time);
    }
  });

  it('may filter by cells of any resolution', async () => {
    expect((await archive.ask({ metrics: ['events'], where: { h3: [NOBODY, null], 'h3:3': ['8001fffffffffff'] } })).rows).toEqual([[0]]);
  });
});

async function refusalOf(ask: () => Promise<unknown>): Promise<RequestError> {
  try {
    await ask();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('was not refused');
}
