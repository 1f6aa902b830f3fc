import { describe, expect, it } from 'vitest';
import { decodeBatch } from '../../../server/log/feed.ts';
import { createTableReader } from '../../../server/log/readEventTable.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { appendJson, makeFolder, openTestLog, sent } from './logFixture.ts';

function valueAt(event: ResolvedEvent, field: string): unknown {
  return (field.startsWith('data.') ? event.data[field.slice(5)] : Reflect.get(event, field)) ?? undefined;
}

describe('the table of a stored batch', () => {
  it('has every field of every event where it stands', () => {
    const log = openTestLog(makeFolder());
    appendJson(log, [
      sent('1', { country: 'DE', amount: '12.50', weight: 3, own: [1, { a: null }], note: 'plain' }),
      sent('2', { city: 'São Paulo', scale: 'nps', score: 9, resolved: false, amount: -1, currency: 'XXX' }, { subject: null }),
      sent('3', { product: 'a "b"' }),
      sent('4', { note: 'line\nbreak', own: '\u0001' }, { tracestate: 'x', time: undefined }),
      sent('5', { order: '}{', 'deep.name': 1 }),
      sent('6', { deep: { name: 2 } }),
    ]);
    const batch = log.readAfter(0);
    if (!batch) throw new Error('nothing stored');
    const table = createTableReader(['weight', 'note', 'deep.name'])(batch);
    expect([table.count, table.firstSeq]).toEqual([6, 1]);
    expect(table.fields.slice(-3)).toEqual(['data.weight', 'data.note', 'data.deep.name']);
    const text = (from: number | undefined, to: number | undefined) => JSON.parse(Buffer.from(table.bytes).toString('utf8', from, to));
    decodeBatch(batch.payload).forEach((event, at) => {
      expect(text(table.events[2 * at], table.events[2 * at + 1])).toEqual(event);
      if (table.unread[at] === 1) return;
      expect(table.timeMs[at]).toBe(event.timeMs);
      expect(table.amount[at]).toBe(event.amount ?? Number.NaN);
      expect(table.unconverted[at]).toBe(Number(event.unconverted));
      table.fields.forEach((field, f) => {
        const place = 2 * (at * table.fields.length + f);
        const [from, to] = [table.ranges[place], table.ranges[place + 1]];
        expect(to === 0 ? undefined : text(from, to)).toEqual(valueAt(event, field));
      });
    });
    expect([...table.unread]).toEqual([0, 0, 1, 1, 0, 1]);
    log.close();
  });

  it('is refused for what is no array of so many events', () => {
    const read = createTableReader([]);
    for (const text of ['', '{}', '[{}]', '[{},{}', '[{},{},{}]']) {
      expect(() => read({ firstSeq: 1, count: 2, payload: Buffer.from(text) })).toThrow('array of 2 events');
    }
  });
});
