/** A round of the tour that composes itself on the real server: every figure of its sentences is what the server answers when it is asked again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, createApp } from '../../../server/app.ts';
import { setLanguage } from '../../../src/model/language.ts';
import { composeRound, type Round } from '../../../src/model/tour/selfTour.ts';
import { fromSearch } from '../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import type { Catalog } from '../../../src/protocol/catalog.ts';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { newDataDir } from '../child.ts';

const DAY_MS = 86_400_000;
const END_MS = Date.UTC(2026, 2, 2, 12);
/** Orders a day, before and in the last week; people satisfied of ten. */
const PLACES = [
  { country: 'BR', region: 'BR-SP', city: 'São Paulo', before: 40, now: 20, happyBefore: 9, happyNow: 5 },
  { country: 'BR', region: 'BR-RJ', city: 'Rio de Janeiro', before: 30, now: 30, happyBefore: 8, happyNow: 8 },
  { country: 'US', region: 'US-CA', city: 'Los Angeles', before: 40, now: 40, happyBefore: 7, happyNow: 7 },
  { country: 'JP', region: 'JP-13', city: 'Tokyo', before: 50, now: 80, happyBefore: 8, happyNow: 8 },
];

let app: App;
let catalog: Catalog;

beforeAll(async () => {
  setLanguage('en');
  app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
  const events = [];
  for (let day = 0; day < 21; day++) {
    const isNow = day >= 14;
    for (const [at, place] of PLACES.entries()) {
      for (let n = 0; n < (isNow ? place.now : place.before); n++) {
        // In São Paulo it is the coffee that is missing.
        const category = isNow && at === 0 ? ['Garden', 'Kitchen'][n % 2] : ['Coffee', 'Garden', 'Coffee', 'Kitchen'][n % 4];
        const id = `${day}-${at}-${n}`;
        const time = new Date(END_MS - (21 - day) * DAY_MS + n * 60_000).toISOString();
        const where = { country: place.country, region: place.region, city: place.city, category, channel: n % 3 === 0 ? 'app' : 'web' };
        const subject = `customer-${at}-${n}`;
        const common = { specversion: '1.0', source: 'shop', subject, time };
        events.push({
          ...common,
          id,
          type: 'io.orrery.order.completed',
          data: { ...where, amount: String(20 + (n % 7)), currency: 'USD' },
        });
        const isHappy = n % 10 < (isNow ? place.happyNow : place.happyBefore);
        events.push({
          ...common,
          id: `${id}s`,
          type: 'io.orrery.survey.answered',
          data: { ...where, score: isHappy ? 5 : 2, scale: 'csat5' },
        });
      }
    }
  }
  const headers = { 'content-type': 'application/json' };
  const sent = await fetch(`${app.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) });
  expect(await sent.json()).toMatchObject({ accepted: events.length });
  catalog = (await (await fetch(`${app.url}/v1/catalog`)).json()) as Catalog;
});
afterAll(() => app.close());

async function post(query: Query): Promise<QueryAnswer> {
  const response = await fetch(`${app.url}/v1/query`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(query) },
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as QueryAnswer;
}

const ask = async (query: Query) => toTable(await post(query));
const number = async (query: Query, column = 0) => Number((await post(query)).rows[0]?.[column]);

function round(told: Round['told'] = []): Promise<Round> {
  return composeRound({ ask, catalog, base: DEFAULT_VIEW, name: null, nowMs: END_MS - 1000, newestMs: END_MS - 60_000, told });
}

it('stops at what moved, says by how much and through what, and skips what did not', async () => {
  const { scenes, moved, looked } = await round();
  const named = scenes.map(({ name }) => name);
  expect(named).toEqual(expect.arrayContaining(['São Paulo', 'Tokyo', 'Kitchen']));
  expect(named).not.toContain('United States');
  expect(named).not.toContain('Rio de Janeiro');
  expect(named).not.toContain('Brazil');
  expect(moved).toBeGreaterThan(2);
  expect(looked).toBeGreaterThan(moved);
  const paulista = scenes.find(({ name }) => name === 'São Paulo');
  expect(paulista?.caption).toMatch(
    /^São Paulo: revenue −\d+ % on the week before, \d+ % of it Coffee; satisfaction 40 points lower, n = 140$/,
  );
  expect(fromSearch(paulista?.search ?? '')).toMatchObject({ picture: 'map', selected: { id: 'BR-SP' }, compare: 'previous' });
  const kitchen = scenes.find(({ name }) => name === 'Kitchen');
  expect(fromSearch(kitchen?.search ?? '')).toMatchObject({ picture: 'ecosystem', where: { category: ['Kitchen'] } });
});

it('writes no figure that the server does not answer when it is asked again', async () => {
  const { scenes } = await round();
  let figures = 0;
  for (const { says, stop, cause } of scenes) {
    for (const { text, link } of says) {
      if (link === null) continue;
      figures++;
      expect(fromSearch(link.search).asOf).toMatchObject({ epoch: link.queries.now.asOf?.epoch });
      const [now, before] = [await number(link.queries.now), await number(link.queries.before)];
      const isRate = link.queries.now.metrics[0] === 'csat';
      const said = Number(text.replace('−', '-').replace(/[^\d.-]/g, ''));
      if (text.startsWith('$')) expect(said).toBeCloseTo(now / 1000, 0);
      else if (isRate && text.includes('point')) expect(said).toBe(Math.round(Math.abs(now - before)));
      else if (isRate && text.includes('%')) expect(said).toBeCloseTo(now, 0);
      else if (isRate) expect(said).toBe(await number(link.queries.now, 1));
      else if (cause !== null && stop !== null && !/^[+−]/.test(text)) {
        const whole = says.find((part) => part.link !== null && /^[+−]/.test(part.text))?.link?.queries;
        if (!whole) throw new Error('a part without its whole');
        const change = (await number(whole.now)) - (await number(whole.before));
        expect(said).toBe(Math.round((100 * (now - before)) / change));
      } else expect(Math.abs(said - (100 * (now - before)) / before)).toBeLessThan(0.51);
    }
  }
  expect(figures).toBeGreaterThan(8);
});

it('tells in the next round only what has moved since', async () => {
  const first = await round();
  const second = await round(first.told);
  // What was told has moved against the week before all the same.
  expect(second.scenes[0]?.caption).toBe(first.scenes[0]?.caption);
  const again = second.scenes.slice(1).map(({ id }) => id);
  for (const { id } of first.scenes.slice(1)) expect(again).not.toContain(id);
  const third = await round(second.told);
  expect(third.scenes.map(({ caption }) => caption)).toEqual(expect.arrayContaining([first.scenes[1]?.caption]));
});
