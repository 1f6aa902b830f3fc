/** What the drawer of the ecosystem tells: who hangs together with what is chosen, why people came, which sources stand behind. */

import { describe, expect, it } from 'vitest';
import { toCascade, toPlaces } from '../../../../src/model/ecosystem/cascade.ts';
import { enterNode, leaveNode, pickNode, toldInDrawer } from '../../../../src/model/ecosystem/choosing.ts';
import { dependOn } from '../../../../src/model/ecosystem/dependence.ts';
import { toEcosystem } from '../../../../src/model/ecosystem/ecosystem.ts';
import {
  arrivalQueries,
  baselineWindow,
  ecosystemQueries,
  enteredFilters,
  isTypical,
} from '../../../../src/model/ecosystem/ecosystemQueries.ts';
import { nodeName } from '../../../../src/model/ecosystem/ecosystemWords.ts';
import { feedLinkFloats, feedNodeFloats } from '../../../../src/model/ecosystem/feedLook.ts';
import { FEED_ORBIT, toFeeds } from '../../../../src/model/ecosystem/feeds.ts';
import { LINK_STRIDE, NODE_STRIDE } from '../../../../src/model/ecosystem/look.ts';
import { attributed, chosenLink, neighboursOf } from '../../../../src/model/ecosystem/neighbours.ts';
import { FIRST_RANKS } from '../../../../src/model/ecosystem/ranks.ts';
import { reasonShares, wholeQuery } from '../../../../src/model/ecosystem/reasons.ts';
import { MOST_ON_WALL, OTHER, seat } from '../../../../src/model/ecosystem/seats.ts';
import { tipLines } from '../../../../src/model/ecosystem/tipWords.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import { toTable } from '../../../../src/protocol/table.ts';
import { WHOLE } from '../../../wholeAnswer.ts';
import { answersOf, type SmallEvent } from './answers.ts';

const event = (channel: string, segment: string, category: string, source = '/shop'): SmallEvent => ({
  ...{ channel, source, segment, category, amount: 10, score: 0, isAtRisk: false },
});
const EVENTS = [
  ...Array.from({ length: 30 }, () => event('web', 'Loyal', 'Coffee')),
  ...Array.from({ length: 10 }, () => event('call', 'Loyal', 'Garden', '/desk')),
  ...Array.from({ length: 20 }, () => event('call', 'New', 'Garden', '/desk')),
];
const answers = answersOf(EVENTS, FIRST_RANKS);
const seats = seat(FIRST_RANKS, answers, answers);
const ecosystem = toEcosystem(seats, answers, null, nodeName);
const at = (name: string) => ecosystem.nodes.findIndex((node) => node.name === name);
const node = (name: string) => ecosystem.nodes[at(name)] ?? fail();

describe('neighbours', () => {
  it('split what flows through a node', () => {
    const { up, down } = neighboursOf(ecosystem, at('Loyal'));
    expect(up.map(({ node: other, share }) => [ecosystem.nodes[other]?.name, share])).toEqual([
      ['Web', 0.75],
      ['Call', 0.25],
    ]);
    expect(down.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(neighboursOf(ecosystem, at('Web')).up).toEqual([]);
  });

  it('share all of it and no more where returns bring less than nothing', () => {
    const returned = Array.from({ length: 30 }, () => ({ ...event('web', 'Loyal', 'Garden'), amount: -19, isAtRisk: true }));
    const company = answersOf([...EVENTS, ...returned, event('web', 'Loyal', 'Tea')], FIRST_RANKS);
    const negative = toEcosystem(seat(FIRST_RANKS, answers, company), company, null, nodeName);
    const of = (name: string) => negative.nodes.findIndex((other) => other.name === name);
    const shares = neighboursOf(negative, of('Loyal')).down.map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    const garden = negative.nodes[of('Garden')] ?? fail();
    expect(tipLines(garden, { changes: [], currency: 'USD', isMoney: true, staleShare: 0 }).join()).toContain('-$270 revenue');
    const { nodes, links } = dependOn(negative, new Set([of('Garden')])) ?? fail();
    for (const share of [...nodes, ...links]) expect(share).toBeGreaterThanOrEqual(0);
    for (const share of [...nodes, ...links]) expect(share).toBeLessThanOrEqual(1);
    for (const { dockFar, dockNear, stem } of toCascade(negative, toPlaces(seat(FIRST_RANKS, answers, company))).nodes)
      expect(Math.min(dockFar, dockNear, stem)).toBeGreaterThanOrEqual(0);
  });

  it('beyond the next rank are attributed by share; on the middle rank nothing is', () => {
    const call = new Set([at('Call')]);
    const rows = attributed(ecosystem, call, dependOn(ecosystem, call));
    // A quarter of what Loyal does came by call, all of what New does: of Garden (10 + 20) that is a quarter of 10 and all of 20.
    expect(rows.find((row) => row.node === at('Garden'))?.share).toBeCloseTo((2.5 + 20) / 30);
    expect(rows.find((row) => row.node === at('Coffee'))?.share).toBeCloseTo(0.25);
    const loyal = new Set([at('Loyal')]);
    expect(attributed(ecosystem, loyal, dependOn(ecosystem, loyal))).toEqual([]);
    expect(chosenLink(ecosystem, new Set([at('Call'), at('New')]))?.events).toBe(20);
    expect(chosenLink(ecosystem, new Set([at('Web'), at('Coffee')]))).toBeNull();
  });
});

describe('reasons', () => {
  const table = (rows: readonly (readonly [string | null, number])[]) =>
    toTable({
      columns: [
        { name: 'reason', unit: null },
        { name: 'contacts', unit: 'count' },
      ],
      rows: rows.map((row) => [...row]),
      ...WHOLE,
    });

  it('are shares of all contacts, with their interval, against before', () => {
    const now = table([
      ['Late delivery', 380],
      [null, 500],
      ['Payment', 120],
    ]);
    const before = table([
      ['Late delivery', 120],
      [null, 760],
      ['Payment', 120],
    ]);
    const [late, payment] = reasonShares({ table: now, whole: null }, { table: before, whole: null }, 'contacts');
    expect(late).toMatchObject({ reason: 'Late delivery', before: 12, isChanged: true, now: { value: 38, n: 1000 } });
    expect((late?.now.high ?? 0) - (late?.now.low ?? 0)).toBeCloseTo(6, 0);
    expect(payment).toMatchObject({ reason: 'Payment', isChanged: false });
    expect(reasonShares({ table: now, whole: null }, null, 'contacts')[0]?.before).toBeNull();
  });

  it('are of all contacts also where there are more reasons than are listed, and say nothing of a time before that does not list them', () => {
    const listed = {
      ...table([
        ['Late', 40],
        [null, 60],
      ]),
      truncated: true,
    };
    const all = { ...table([[null, 400]]), keys: [] };
    const before = { ...table([['Other', 90]]), truncated: true };
    const [late] = reasonShares({ table: listed, whole: all }, { table: before, whole: all }, 'contacts');
    expect(late).toMatchObject({ now: { value: 10, n: 400 }, before: null, isChanged: false });
    expect(reasonShares({ table: listed, whole: null }, null, 'contacts')).toEqual([]);
    const withheld = { ...table([['Other', 90]]), suppressed: 1 };
    expect(reasonShares({ table: listed, whole: all }, { table: withheld, whole: null }, 'contacts')[0]?.before).toBeNull();
    expect(wholeQuery(DEFAULT_VIEW, 'contacts', listed)).toEqual({ metrics: ['contacts'] });
    expect(wholeQuery(DEFAULT_VIEW, 'contacts', { ...listed, truncated: false })).toBeNull();
  });
});

describe('entering', () => {
  const known = ['reason', 'segment:rule', 'country'].map((id) => ({ id }));

  it('opens a channel into its reasons, a segment into its life cycle with its regions in front', () => {
    const inChannel = enterNode(DEFAULT_VIEW, node('Call'), known);
    expect(inChannel).toMatchObject({ ranks: ['reason', 'segment', 'category'], where: { channel: ['call'] } });
    expect(enteredFilters(inChannel)).toEqual({ channel: ['call'] });
    expect(leaveNode(inChannel)).toMatchObject({ ranks: FIRST_RANKS, where: {} });
    const inSegment = enterNode(DEFAULT_VIEW, node('Loyal'), known);
    expect(inSegment).toMatchObject({ ranks: ['channel', 'segment:rule', 'country'], where: { segment: ['Loyal'] } });
    expect(leaveNode(inSegment)).toMatchObject({ ranks: FIRST_RANKS, where: {} });
    expect(enterNode(DEFAULT_VIEW, node('Loyal'), [])).toMatchObject({ ranks: ['channel', 'country', 'category'] });
  });

  it('asks within what was entered, and a chosen country does not thin its rank', () => {
    const view: ViewState = {
      ...enterNode(DEFAULT_VIEW, node('Loyal'), known),
      focus: { level: 'country', id: 'BR', country: 'BR', region: null },
    };
    const { nodes, links } = ecosystemQueries(view, { metrics: [{ id: 'events' }] } as unknown as Catalog);
    expect(nodes[2]).toMatchObject({ groupBy: ['country'], where: { segment: ['Loyal'] } });
    expect(nodes[2].where?.country).toBeUndefined();
    expect(links[1].groupBy).toEqual(['segment:rule', 'country']);
  });
});

describe('the questions', () => {
  it('are of orders where money stands and another time may be set against it, and nowhere else', () => {
    const catalog = { metrics: [{ id: 'events' }, { id: 'orders' }] } as unknown as Catalog;
    const metricsIn = (window: ViewState['window']) => {
      const { nodes, links, total } = ecosystemQueries(DEFAULT_VIEW, catalog, window);
      return [...nodes, ...links, total].map(({ metrics }) => metrics.includes('orders'));
    };
    expect(metricsIn({ kind: 'last', duration: 'P7D' })).toEqual([false, true, true, false, true, false]);
    expect(metricsIn({ kind: 'all' })).toEqual([false, false, false, false, false, false]);
  });
});

describe('on a wall', () => {
  const catalog = { metrics: [{ id: 'events' }] } as unknown as Catalog;

  it('nobody asks for the sources of what has no channel, and what has none is a node with its flows', () => {
    const { nodes, links } = ecosystemQueries(DEFAULT_VIEW, catalog, DEFAULT_VIEW.window, true);
    expect([...nodes, ...links].map(({ groupBy }) => groupBy)).toEqual([
      ...[['channel'], ['segment'], ['category']],
      ...[
        ['channel', 'segment'],
        ['segment', 'category'],
      ],
    ]);
    expect(arrivalQueries(DEFAULT_VIEW, true)?.[0].groupBy).toEqual(['channel', 'segment']);

    const mixed = [...EVENTS, ...Array.from({ length: 7 }, () => ({ ...event('web', 'Loyal', 'Coffee', '/crm'), channel: null }))];
    const coarse = answersOf(mixed, FIRST_RANKS, ([dimension]) => [dimension ?? '']);
    const onWall = toEcosystem(seat(FIRST_RANKS, coarse, coarse), coarse, null, nodeName);
    const nameless = onWall.nodes.findIndex(({ name }) => name === 'No channel');
    expect(onWall.nodes[nameless]).toMatchObject({ events: 7, values: [{ dimension: 'channel', value: null }] });
    const flows = onWall.links.filter(({ from }) => from === nameless);
    expect(flows.map(({ to, events }) => [onWall.nodes[to]?.name, events])).toEqual([['Loyal', 7]]);
    expect(onWall.links.reduce((sum, { gap, events }) => sum + (gap === 0 ? events : 0), 0)).toBe(mixed.length);
  });

  it('stand only as many as there is room to name, the rest as others', () => {
    const many = answersOf(
      Array.from({ length: 60 }, (_, place) => event(`channel ${place % 20}`, `Segment ${place % 12}`, `Category ${place % 15}`)),
      FIRST_RANKS,
    );
    const { keys } = seat(FIRST_RANKS, many, many, null, { most: MOST_ON_WALL, chosen: [] });
    expect(keys.map((own) => own.length)).toEqual([...MOST_ON_WALL]);
    for (const own of keys) expect(own.at(-1)).toBe(OTHER);
  });
});

describe('the drawer', () => {
  it('tells of what is chosen, else of what changed while comparing, and opens again with the next choice', () => {
    const view: ViewState = { ...DEFAULT_VIEW, picture: 'ecosystem' };
    expect(toldInDrawer(view)).toBeNull();
    const comparing: ViewState = { ...view, compare: 'previous', window: { kind: 'last', duration: 'P7D' } };
    expect(toldInDrawer(comparing)).toBe('changes');
    const chosen = pickNode(comparing, node('Web'), false);
    expect(toldInDrawer(chosen)).toBe('chosen');
    expect(toldInDrawer({ ...chosen, picture: 'map' })).toBeNull();
    expect(toldInDrawer({ ...chosen, drawer: 'closed' })).toBeNull();
    expect(toldInDrawer(pickNode({ ...chosen, drawer: 'closed' }, node('Call'), false))).toBe('chosen');
  });
});

describe('the sources', () => {
  const cascade = toCascade(ecosystem, toPlaces(seats));
  const table = answers.nodes[0] ?? fail();
  const state = { rhythm: 'learnt', everyMs: 1000, newestEventMs: 0, newestArrivalMs: 4000, events: 1 } as const;
  const freshness = { nowMs: 10_000, unfollowed: 0, sources: [{ ...state, source: '/desk', state: 'lost' as const }] };
  const feeds = toFeeds(table, 'channel', seats, cascade, freshness);

  it('stand on an orbit of their own, each with what it feeds and how fresh it is', () => {
    expect(feeds.feeds.map(({ source, events, state: own, ageMs }) => [source, events, own, ageMs])).toEqual(
      expect.arrayContaining([
        ['/desk', 30, 'lost', 6000],
        ['/shop', 30, 'unknown', null],
      ]),
    );
    for (const { x, z } of feeds.feeds) expect(Math.hypot(x, z - 39.4)).toBeCloseTo(FEED_ORBIT);
    expect(feeds.links.reduce((sum, { events }) => sum + events, 0)).toBe(60);
    // In the order of what they feed: no two cross.
    const xs = feeds.links.map(({ feed, node: to }) => [feeds.feeds[feed]?.x ?? 0, cascade.nodes[to]?.x ?? 0]);
    for (const [one = [], other = []] of [[xs[0], xs[1]]])
      expect(Math.sign((one[0] ?? 0) - (other[0] ?? 0))).toBe(Math.sign((one[1] ?? 0) - (other[1] ?? 0)));
  });

  it('are grey and dashed when silent, in the buffers of the others', () => {
    const [nodes, links] = [feedNodeFloats(feeds, cascade, 'dark'), feedLinkFloats(feeds, cascade, 'dark')];
    expect(nodes).toHaveLength(feeds.feeds.length * NODE_STRIDE);
    feeds.links.forEach(({ feed }, link) => {
      expect(links[link * LINK_STRIDE + 11]).toBe(feeds.feeds[feed]?.state === 'lost' ? 1 : 0);
      expect(links[link * LINK_STRIDE + 4]).toBeGreaterThan(0);
    });
  });
});

function fail(): never {
  throw new Error('not there');
}

describe('the days that place the nodes', () => {
  const DAY_MS = 86_400_000;

  it('are the last 28 whole ones, unless an import fades out in them', () => {
    const newest = Date.parse('2018-10-22T03:33:00Z');
    expect(baselineWindow(newest)).toEqual({ kind: 'between', from: '2018-09-25T00:00:00Z', to: '2018-10-23T00:00:00Z' });
    // Two years of a marketplace whose last month holds a handful.
    expect(isTypical(9, 44_264, 778 * DAY_MS)).toBe(false);
    expect(isTypical(1200, 44_264, 778 * DAY_MS)).toBe(true);
  });

  it('are all there is in a young workspace', () => {
    for (const days of [0, 1, 20]) expect(isTypical(500, 500, days * DAY_MS)).toBe(true);
    expect(isTypical(0, 0, 0)).toBe(true);
  });
});
