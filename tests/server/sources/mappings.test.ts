import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeEvent } from '../../../server/sources/decode.ts';
import { DecodeFault } from '../../../server/sources/decodeFault.ts';
import { MAPPINGS_DIR } from '../../../server/sources/importer/options.ts';
import type { Event } from '../../../src/protocol/event.ts';
import { sentBy, withMapping } from './importer/mappingRun.ts';

const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

describe.skipIf(!existsSync(DATA))('the mappings over ../shared/data (left out where that folder is missing)', () => {
  it('superstore: 9,994 lines of 5,009 orders by 793 customers, with the known sums', async () => {
    const events = await eventsOf('superstore');
    expect(countByType(events)).toEqual({ 'order.completed': 9_994 });
    expect(distinct(events, (event) => event.data.order)).toBe(5_009);
    expect(distinct(events, (event) => event.subject)).toBe(793);
    expect(cents(sum(events, 'amount', (event) => event.data.region === 'California'))).toBe('457687.63');
    expect(cents(sum(events, 'amount', (event) => event.data.region === 'New York'))).toBe('310876.27');
    expect(cents(sum(events, 'amount', (event) => event.data.region === 'Texas'))).toBe('170188.05');
    expect(cents(sum(events, 'profit', (event) => event.data.region === 'Texas'))).toBe('-25729.36');
    expect(events.every((event) => /^\d{5}$/.test(event.data.postal_code ?? ''))).toBe(true);
  });

  it('olist: 8,016 people; 7,360 orders with items by 7,263 of them, 56 with two or more; satisfaction by delivery', async () => {
    const events = await eventsOf('olist', 'America/Sao_Paulo');
    expect(countByType(events)).toEqual({
      'profile.updated': 8_016,
      'order.placed': 8_135,
      'order.completed': 8_365,
      'order.shipped': 8_135 - 1_782,
      'order.delivered': 8_135 - 2_965,
      'survey.answered': 8_225,
    });
    expect(distinct(events, (event) => event.subject)).toBe(8_016);
    const orders = ordersByPerson(events);
    expect([...orders.values()].reduce((total, one) => total + one.size, 0)).toBe(7_360);
    expect(orders.size).toBe(7_263);
    expect([...orders.values()].filter((one) => one.size >= 2)).toHaveLength(56);
    expect(satisfied(events, 'on time')).toEqual({ percent: '82.2', answers: 4_819 });
    expect(satisfied(events, 'late')).toEqual({ percent: '33.7', answers: 419 });
    expect(events.every((event) => /^BR-[A-Z]{2}$/.test(event.data.region ?? ''))).toBe(true);
    const lines = events.filter(({ type }) => type === 'io.orrery.order.completed');
    expect(lines.filter(({ data }) => data.origin_city && /^BR-[A-Z]{2}$/.test(data.origin_region ?? ''))).toHaveLength(lines.length);
    expect(lines.filter(({ data }) => data.origin_lat !== undefined && data.origin_lon !== undefined).length).toBeGreaterThan(
      0.98 * lines.length,
    );
    expect(lines.filter(({ data }) => data.category === 'Watches gifts').length).toBeGreaterThan(100);
    expect(lines.filter(({ data }) => data.category?.includes('_'))).toEqual([]);
    expect(new Date(events[0]?.timeMs ?? 0).toISOString()).toBe('2016-09-05T00:15:19.000Z');
  });

  it('uci-online-retail: 525,461 lines, each with an id of its own, in exact pounds', async () => {
    const [figures] = await ask('uci-online-retail', [
      'count(*)::INTEGER',
      'count(DISTINCT id)::INTEGER',
      "sum(amount) FILTER (type LIKE '%order.completed')::VARCHAR",
      "sum(amount) FILTER (type LIKE '%order.refunded')::VARCHAR",
      "min(amount) FILTER (type LIKE '%order.refunded')::VARCHAR",
      "count(*) FILTER (type LIKE '%order.refunded')::INTEGER",
      "count(*) FILTER (type LIKE '%stock.adjusted' AND amount IS NULL)::INTEGER",
      "count(*) FILTER (type LIKE '%account.adjusted')::INTEGER",
      'count(DISTINCT subject)::INTEGER',
    ]);
    expect(figures).toEqual([525_461, 525_461, '10305892.024', '630228.940', '0.120', 10_205, 3_656, 4, 4_383]);
  });

  it('uci-online-retail: revenue, refunds and bookkeeping add up to the file, as the head of the mapping says', async () => {
    const sumOf = (types: string) => `sum(amount) FILTER (regexp_matches(type, '(${types})$'))`;
    const [figures] = await ask('uci-online-retail', [
      `(${sumOf('order.completed|account.adjusted')})::VARCHAR`,
      `(${sumOf('order.completed|account.adjusted')} - ${sumOf('order.refunded')})::VARCHAR`,
      `(${sumOf('account.adjusted')})::VARCHAR`,
    ]);
    const lines = await withMapping(pathOf('uci-online-retail'), async (mapping, connection) => {
      const sum = (condition: string) => `sum("Quantity" * "Price"::DECIMAL(12, 3)) FILTER (${condition})::VARCHAR`;
      const file = "read_csv($dir || '/online_retail_2009-2010.csv.gz', header = true)";
      const debts = `"Invoice" LIKE 'A%' OR "Invoice" = 'C496350'`;
      const reader = await connection.runAndReadAll(
        `SELECT ${[sum('"Quantity" > 0'), sum('true'), sum(debts)].join(', ')} FROM ${file}`,
        mapping.bindings,
      );
      return reader.getRows()[0];
    });
    expect(lines).toEqual(['10169713.574', '9539484.634', '-136178.450']);
    expect(figures).toEqual(lines);
    const head = readFileSync(pathOf('uci-online-retail').path, 'utf8').split('WITH')[0];
    for (const said of ['10,169,713.57', '9,539,484.63', '10,305,892.02', '630,228.94', '-136,552.02', '373.57'])
      expect(head).toContain(said);
  });

  it('cfpb-complaints: 6,623 contacts, the two lines of junk skipped, channels in the words of the contract', async () => {
    const events = await eventsOf('cfpb-complaints');
    expect(countByType(events)).toEqual({ 'contact.closed': 6_588, 'contact.opened': 35 });
    expect(events.filter((event) => event.data.text !== undefined)).toHaveLength(1_532);
    expect(tally(events, 'channel')).toEqual({ web: 5_143, partner: 627, call: 482, mail: 369, email: 2 });
    expect(events.filter((event) => /XX$/.test(event.data.postal_code ?? '')).length).toBeGreaterThanOrEqual(2_058);
    expect(events.filter((event) => event.data.reason === undefined)).toEqual([]);
  });

  it('telco: 7,043 customers, 1,869 leavers, of whom 154 say "Don\'t know"', async () => {
    const events = await eventsOf('telco-ibm-extended');
    expect(countByType(events)).toEqual({
      'profile.updated': 7_043,
      'subscription.started': 7_043,
      'subscription.cancelled': 1_869,
      'survey.answered': 7_043,
    });
    expect(distinct(events, (event) => event.subject)).toBe(7_043);
    expect(tally(events, 'reason')["Don't know"]).toBe(154);
    expect(tally(events, 'score')).toEqual({ 1: 922, 2: 518, 3: 2_665, 4: 1_789, 5: 1_149 });
    const again = await eventsOf('telco-ibm-extended');
    expect(again).toEqual(events);
  });

  it('twitter: 14,485 tweets, each once, without a name and without [0.0, 0.0]', async () => {
    const events = await eventsOf('twitter-airline-sentiment');
    expect(events).toHaveLength(14_485);
    expect(distinct(events, (event) => event.id)).toBe(14_485);
    expect(events.every((event) => /^[0-9a-f]{20}$/.test(event.subject ?? ''))).toBe(true);
    expect(events.some((event) => event.data.lat === 0 && event.data.lon === 0)).toBe(false);
    expect(events.filter((event) => event.data.lat !== undefined).length).toBeGreaterThan(800);
    expect(new Date(events.find((event) => event.id === '570306133677760513')?.timeMs ?? 0).toISOString()).toBe('2015-02-24T19:35:52.000Z');
  });

  it('call-centre: 5,000 calls, 946 of them never answered', async () => {
    const events = await eventsOf('call-centre');
    expect(countByType(events)).toEqual({ 'contact.opened': 5_000, 'contact.closed': 4_054, 'survey.answered': 4_054 });
    expect(events.filter((event) => event.data.answered === false)).toHaveLength(946);
    expect(distinct(events, (event) => event.data.agent)).toBe(8);
    const first = events.find((event) => event.id === 'ID0001/closed');
    expect(first?.data).toMatchObject({ duration_s: 143, wait_s: 109, resolved: true, reason: 'Contract related' });
  });

  it('clickstream: 24,344 clicks by 1,240 cookies, and 12,330 sessions', async () => {
    const events = await eventsOf('clickstream');
    expect(countByType(events)).toEqual({
      'page.viewed': 24_344 - 2 * 1_240 - 179,
      'product.searched': 179,
      'session.started': 1_240,
      'session.ended': 1_240,
      'session.summarized': 12_330,
    });
    expect(distinct(events, (event) => event.subject)).toBe(1_241);
    expect(new Set(events.map((event) => `${event.source} ${event.id}`)).size).toBe(events.length);
  });
});

function pathOf(name: string): { path: string; dir: string } {
  return { path: join(MAPPINGS_DIR, `${name}.sql`), dir: join(DATA, name) };
}

/** All events of a mapping, decoded as the server does; fails when one of them does not decode. */
async function eventsOf(name: string, timezone = 'UTC'): Promise<Event[]> {
  return (await sentBy({ ...pathOf(name), timezone })).map((sent) => {
    const event = decodeEvent(sent);
    if (event instanceof DecodeFault) throw new Error(`${name} ${sent.id}: ${event.reason}`);
    return event;
  });
}

/** Figures over the mapping's own rows, for files that are too large to decode in a test. */
function ask(name: string, columns: readonly string[]) {
  return withMapping(pathOf(name), async (mapping, connection) => {
    const reader = await connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM (\n${mapping.select}\n)`, mapping.bindings);
    return reader.getRows();
  });
}

function isOf(type: string): (event: Event) => boolean {
  return (event) => event.type === `io.orrery.${type}`;
}

function countByType(events: readonly Event[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of events) counts[type.replace('io.orrery.', '')] = (counts[type.replace('io.orrery.', '')] ?? 0) + 1;
  return counts;
}

function tally(events: readonly Event[], name: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { data } of events) if (data[name] !== undefined) counts[String(data[name])] = (counts[String(data[name])] ?? 0) + 1;
  return counts;
}

function distinct(events: readonly Event[], value: (event: Event) => unknown): number {
  return new Set(events.map(value)).size;
}

function ordersByPerson(events: readonly Event[]): Map<string | null, Set<unknown>> {
  const orders = new Map<string | null, Set<unknown>>();
  for (const { subject, data } of events.filter(isOf('order.completed')))
    orders.set(subject, (orders.get(subject) ?? new Set()).add(data.order));
  return orders;
}

function satisfied(events: readonly Event[], delivery: string): { percent: string; answers: number } {
  const scores = events
    .filter((event) => event.data.scale === 'csat5' && event.data.delivery === delivery)
    .map((event) => event.data.score ?? 0);
  return { percent: ((100 * scores.filter((score) => score >= 4).length) / scores.length).toFixed(1), answers: scores.length };
}

/** Whole 1/10,000ths. */
function sum(events: readonly Event[], name: string, keep: (event: Event) => boolean): bigint {
  return events.filter(keep).reduce((total, event) => total + BigInt(Math.round(Number(event.data[name]) * 10_000)), 0n);
}

function cents(fixed: bigint): string {
  return (Math.round(Number(fixed) / 100) / 100).toFixed(2);
}
