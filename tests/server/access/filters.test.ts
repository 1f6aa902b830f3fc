/** A curious wall, on the real server: whatever it filters by, and whatever it asks one answer to be set against another, it learns of nobody. */
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../server/app.ts';
import { applyFrame, createFrameTable, type FrameTable } from '../../../src/protocol/frame.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../src/protocol/live.ts';
import type { Cell, Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { isDerivable } from '../../oracle/adversary.ts';
import { newDataDir } from '../child.ts';

const LEAST = 5;
const COUNTRIES = ['BR', 'CL', 'DE', 'FR', 'PE', 'US'];
const CATEGORIES = ['Coffee', 'Garden', 'Kitchen', 'Tea'];
const CHANNELS = ['app', 'web'];

interface Happening {
  readonly customer: string;
  readonly type: 'order.completed' | 'order.refunded' | 'survey.answered' | 'contact.opened';
  readonly country: string;
  readonly category: string;
  readonly channel: string;
  readonly amount: number;
  readonly score: number;
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Customers who live in one country each, some countries and categories with few of them; refunds, scores and contacts are rarer than orders. */
function world(): Happening[] {
  const random = randomOf(11);
  const crowds = [80, 6, 50, 12, 3, 120];
  return COUNTRIES.flatMap((country, at) =>
    Array.from({ length: crowds[at] as number }, (_, customer) =>
      Array.from({ length: 1 + Math.floor(random() * 4) }, (): Happening => {
        const luck = random();
        const type = luck < 0.06 ? 'order.refunded' : luck < 0.2 ? 'survey.answered' : luck < 0.26 ? 'contact.opened' : 'order.completed';
        const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() ** 2 * values.length)] as Value;
        return {
          ...{ customer: `person-${country}-${customer}`, type, country, category: pick(CATEGORIES), channel: pick(CHANNELS) },
          ...{ amount: 1 + Math.floor(random() * 900), score: 1 + Math.floor(random() * 5) },
        };
      }),
    ).flat(),
  );
}

const happened = world();
const sockets: Socket[] = [];
let app: App;

beforeAll(async () => {
  app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
  const events = happened.map(({ customer, type, country, category, channel, amount, score }, at) => ({
    ...{ specversion: '1.0', source: 'shop', id: `e${at}`, type: `io.orrery.${type}`, subject: customer },
    time: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
    data: {
      ...{ country, category, channel },
      ...(type.startsWith('order') ? { amount: `${amount}.00`, currency: 'EUR' } : {}),
      ...(type === 'survey.answered' ? { score, scale: 'csat5' } : {}),
    },
  }));
  const response = await fetch(`${app.url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  expect((await response.json()) as { accepted: number }).toMatchObject({ accepted: events.length });
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await app.close();
});

async function ask(query: Query, as: '' | '?as=wall' = '?as=wall'): Promise<QueryAnswer> {
  const response = await fetch(`${app.url}/v1/query${as}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  const body = (await response.json()) as QueryAnswer;
  expect([response.status, body]).toEqual([200, body]);
  return body;
}

type Dimension = 'country' | 'category' | 'channel';

/** The events in a row of an answer. */
function within({ where = {} }: Query, groupBy: readonly string[], row: readonly Cell[]): Happening[] {
  return happened.filter(
    (event) =>
      groupBy.every((dimension, at) => event[dimension as Dimension] === row[at]) &&
      Object.entries(where).every(([dimension, values]) => values.includes(event[dimension as Dimension])),
  );
}

const MADE_OF: Readonly<Record<string, (event: Happening) => boolean>> = {
  events: () => true,
  customers: () => true,
  revenue: ({ type }) => type === 'order.completed',
  aov: ({ type }) => type === 'order.completed',
  refunds: ({ type }) => type === 'order.refunded',
  csat: ({ type }) => type === 'survey.answered',
  responses: ({ type }) => type === 'survey.answered',
  contacts: ({ type }) => type === 'contact.opened',
};
const METRICS = Object.keys(MADE_OF);
const peopleOf = (events: readonly Happening[]): number => new Set(events.map(({ customer }) => customer)).size;

/** Filters of all kinds: one value, some, all but one. */
function questions(): Query[] {
  const random = randomOf(5);
  const some = (values: readonly string[]) => {
    const chosen = values.filter(() => random() < 0.5);
    return chosen.length > 0 ? chosen : [values[0] as string];
  };
  const groupings: Dimension[][] = [[], ['category'], ['channel', 'country']];
  return groupings.flatMap((groupBy) => [
    { metrics: METRICS, groupBy },
    ...COUNTRIES.map((one) => ({ metrics: METRICS, groupBy, where: { country: [one] } })),
    ...COUNTRIES.map((one) => ({ metrics: METRICS, groupBy, where: { country: COUNTRIES.filter((other) => other !== one) } })),
    ...Array.from({ length: 3 }, () => ({ metrics: METRICS, groupBy, where: { country: some(COUNTRIES), category: some(CATEGORIES) } })),
  ]);
}

describe('a figure that a wall is told', () => {
  it('is made of the events of five customers at least, or of none, and is exact', async () => {
    let [told, kept] = [0, 0];
    for (const query of questions()) {
      const groupBy = query.groupBy ?? [];
      const [answer, whole] = [await ask(query), await ask(query, '')];
      const exact = new Map(whole.rows.map((row) => [JSON.stringify(row.slice(0, groupBy.length)), row]));
      for (const row of answer.rows) {
        const events = within(query, groupBy, row);
        const all = exact.get(JSON.stringify(row.slice(0, groupBy.length))) ?? [];
        for (const [at, { name }] of answer.columns.entries()) {
          if (at < groupBy.length) continue;
          if (row[at] === null) {
            kept++;
            continue;
          }
          const behind = peopleOf(events.filter(MADE_OF[name.split('.')[0] as string] as (event: Happening) => boolean));
          expect([query, row, name, behind === 0 || behind >= LEAST]).toEqual([query, row, name, true]);
          expect(row[at]).toBe(all[at]);
          told++;
        }
      }
    }
    expect([told > 200, kept > 100]).toEqual([true, true]);
  });

  it('is no row of a few where many things are asked for together, not even by its name', async () => {
    const query: Query = { metrics: ['revenue'], groupBy: ['country', 'category', 'channel'] };
    const answer = await ask(query);
    for (const row of answer.rows) expect(peopleOf(within(query, query.groupBy ?? [], row))).toBeGreaterThanOrEqual(LEAST);
    const whole = await ask(query, '');
    expect(answer.rows.length + answer.suppressed).toBe(whole.rows.length);
    const one = { metrics: ['revenue'], where: { country: ['PE'], category: ['Tea'] } };
    const none = { metrics: ['revenue'], where: { country: ['PE'], category: ['Nothing'] } };
    expect((await ask(one)).rows).toEqual((await ask(none)).rows);
    expect((await ask(one)).suppressed).toBe((await ask(none)).suppressed);
  });
});

describe('answers of different filters set against each other', () => {
  it.each<[string, Dimension[], (events: Happening) => boolean]>([
    ['revenue', [], MADE_OF.revenue as never],
    ['revenue', ['category'], MADE_OF.revenue as never],
    ['refunds', [], MADE_OF.refunds as never],
    ['contacts', [], MADE_OF.contacts as never],
  ])('tell the %s of no few customers, grouped by %j', async (metric, groupBy, isOf) => {
    const cells = COUNTRIES.flatMap((country) => (groupBy.length === 0 ? [null] : CATEGORIES).map((category) => ({ country, category })));
    const inCell = ({ country, category }: { country: string; category: string | null }) =>
      happened.filter((event) => isOf(event) && event.country === country && (category === null || event.category === category));
    const sums: number[][] = [];
    const asked: Query[] = [
      { metrics: [metric], groupBy },
      { metrics: [metric], groupBy: ['country', ...groupBy] },
      ...COUNTRIES.flatMap((one) => [
        [one],
        COUNTRIES.filter((other) => other !== one),
        COUNTRIES.slice(0, COUNTRIES.indexOf(one) + 1),
      ]).map((country) => ({ metrics: [metric], groupBy, where: { country } })),
    ];
    for (const query of asked) {
      const { rows } = await ask(query);
      for (const row of rows) {
        if (row.at(-1) === null) continue;
        const own = within(query, query.groupBy ?? [], row);
        sums.push([...cells.keys()].filter((at) => inCell(cells[at] as (typeof cells)[number]).some((event) => own.includes(event))));
      }
    }
    const few = [...cells.keys()].filter((at) => {
      const people = peopleOf(inCell(cells[at] as (typeof cells)[number]));
      return people > 0 && people < LEAST;
    });
    expect(few.length).toBeGreaterThan(0);
    for (const at of few) expect([cells[at], isDerivable([at], sums, cells.length)]).toEqual([cells[at], false]);
    expect(sums.length).toBeGreaterThan(2);
  });

  it('are refused although the value is written in another way', async () => {
    const plain = await ask({ metrics: ['revenue'], where: { country: ['CL'] } });
    expect(plain.rows).toEqual([[null]]);
    expect((await ask({ metrics: ['revenue'], where: { country: [' CL '] } })).rows).toEqual([[null]]);
    expect((await ask({ metrics: ['revenue'], where: { country: [' CL ', 'US'] } })).rows).toEqual([[null]]);
  });
});

describe('a live view of a wall', () => {
  it('tells the same as a question', async () => {
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(app.url, {
      ...{ transports: ['websocket'], forceNew: true, query: { as: 'wall' } },
    });
    sockets.push(socket);
    const tables = new Map<number, FrameTable>();
    socket.on('snapshot', ({ id }, frame) => {
      const table = createFrameTable();
      applyFrame(table, new Uint8Array(frame));
      tables.set(id, table);
    });
    await new Promise<void>((resolve) => socket.once('hello', () => resolve()));
    const asked = questions().filter((_, at) => at % 3 === 0);
    asked.forEach((query, id) => void socket.emit('subscribe', { id, query }));
    await expect.poll(() => tables.size, { timeout: 20_000 }).toBe(asked.length);
    for (const [id, query] of asked.entries()) {
      const { header, rowCount, keys, values } = tables.get(id) as FrameTable;
      const answer = await ask(query);
      const toText = (row: readonly unknown[]) => JSON.stringify(row);
      const live = Array.from({ length: rowCount }, (_, row) => [...keys.map((ids) => ids[row]), ...values.map((column) => column[row])]);
      expect(live.map(toText).sort()).toEqual(answer.rows.map(toText).sort());
      expect([query, header.suppressed]).toEqual([query, answer.suppressed]);
    }
  });
});
