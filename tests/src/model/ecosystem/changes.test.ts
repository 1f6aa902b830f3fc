/** What changed, what is wrong, and how both are drawn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_AMOUNTS } from '../../../../src/model/ecosystem/amounts.ts';
import { toCascade, toPlaces } from '../../../../src/model/ecosystem/cascade.ts';
import { alarmsOf, changedLinks, changesOf, hasBefore, ringedNodes, turnOf } from '../../../../src/model/ecosystem/changes.ts';
import { changedName, chipText, figuresText } from '../../../../src/model/ecosystem/changeWords.ts';
import { type Ecosystem, type EcosystemLink, toEcosystem } from '../../../../src/model/ecosystem/ecosystem.ts';
import { nodeName } from '../../../../src/model/ecosystem/ecosystemWords.ts';
import { LINK_STRIDE, type LookOptions, linkFloats, NODE_STRIDE, nodeFloats } from '../../../../src/model/ecosystem/look.ts';
import { FIRST_RANKS } from '../../../../src/model/ecosystem/ranks.ts';
import { seat } from '../../../../src/model/ecosystem/seats.ts';
import { stalenessOf } from '../../../../src/model/ecosystem/staleness.ts';
import type { EcosystemAnswers } from '../../../../src/model/ecosystem/sums.ts';
import { satisfactionWords, tipLines } from '../../../../src/model/ecosystem/tipWords.ts';
import { setLanguage } from '../../../../src/model/language.ts';
import type { AnswerTable } from '../../../../src/protocol/table.ts';
import { answersOf, type SmallEvent } from './answers.ts';

const LOOK: LookOptions = {
  ...{ theme: 'dark', dependence: null, hovered: -1, hoveredLink: -1 },
  ...{ silent: new Map(), changed: new Set(), compared: new Set(), ringed: [] },
};

function many(count: number, over: Partial<SmallEvent>): SmallEvent[] {
  return Array.from({ length: count }, () => ({
    ...{ channel: 'web', source: '/shop', segment: 'Loyal', category: 'Coffee', amount: 10, score: 0, isAtRisk: false },
    ...over,
  }));
}

function between(before: readonly SmallEvent[], now: readonly SmallEvent[]): Ecosystem {
  const [then, present] = [answersOf(before, FIRST_RANKS), answersOf(now, FIRST_RANKS)];
  return toEcosystem(seat(FIRST_RANKS, present, present, then), present, then, nodeName);
}

const keptBack = (table: AnswerTable): AnswerTable => ({ ...table, suppressed: 1 });

const named = (ecosystem: Ecosystem) => changesOf(ecosystem).map((change) => `${changedName(ecosystem, change)}: ${chipText(change)}`);

describe('changes', () => {
  it('are told of nodes and links beyond chance, the weightiest first', () => {
    const ecosystem = between(
      [...many(200, { score: 5 }), ...many(100, { channel: 'app', segment: 'New' })],
      [...many(100, { score: 5 }), ...many(100, { score: 1 }), ...many(190, { channel: 'app', segment: 'New' })],
    );
    expect(named(ecosystem)).toContain('Web → Loyal: CSAT 50 ▼ 50 pts');
    expect(named(ecosystem)).toContain('App → New: ▲ 90 %');
    const change = changesOf(ecosystem).find(({ key, kind }) => key.includes('app') && kind === 'amount' && key.includes('New'));
    const links = changedLinks(changesOf(ecosystem)).map((link) => changedName(ecosystem, { node: -1, link }));
    expect(links).toEqual(expect.arrayContaining(['App → New', 'Web → Loyal']));
    expect(new Set(links).size).toBe(links.length);
    expect(change).toMatchObject({ now: 190, before: 100, isBad: false, node: -1 });
    expect(change?.by).toBeCloseTo(0.9);
    expect(change && figuresText(change, false, 'USD')).toBe('100 → 190 events');
  });

  it('of satisfaction are no more by chance where many links are looked at', () => {
    // 64 links of 40 answers, 24 of them good; three stray to 33 and one falls to 4: of so many, three stray by chance.
    const answered = (goodOf: (link: number) => number) =>
      Array.from({ length: 64 }, (_, link) => {
        const of = { segment: `Segment ${link % 8}`, category: `Category ${Math.floor(link / 8)}`, channel: null };
        return [...many(goodOf(link), { ...of, score: 5 }), ...many(40 - goodOf(link), { ...of, score: 2 })];
      }).flat();
    const strayed = between(
      answered(() => 24),
      answered((link) => (link === 9 ? 4 : [0, 27, 45].includes(link) ? 33 : 24)),
    );
    // Each by itself would be told: two shares, pooled, 95 %.
    const isAlone = ({ satisfied, answers, before }: EcosystemLink) => {
      const pooled = (satisfied + (before?.satisfied ?? 0)) / (answers + (before?.answers ?? 0));
      return Math.abs(satisfied - (before?.satisfied ?? 0)) / 40 >= 1.96 * Math.sqrt((2 * pooled * (1 - pooled)) / 40);
    };
    expect(strayed.links.filter((link) => link.gap === 1 && isAlone(link))).toHaveLength(4);
    const turned = changesOf(strayed).filter(({ kind, link }) => kind === 'csat' && strayed.links[link]?.gap === 1);
    expect(turned.map((change) => changedName(strayed, change))).toEqual(['Segment 1 → Category 1']);
    const told = strayed.links.filter(({ gap, key }) => gap === 1 && turnOf(changesOf(strayed), key) !== null);
    expect(told.map(({ key }) => key)).toEqual(turned.map(({ key }) => key));
  });

  it('of money are judged by the orders that brought it: nine events to an order make no segment surely smaller', () => {
    const segment = (orders: number, amount: number, others: number) => [
      ...many(orders, { amount }),
      ...many(others, { channel: 'call', amount: 0, category: null }),
    ];
    const shrunk = (before: readonly SmallEvent[], now: readonly SmallEvent[]) => {
      const ecosystem = between(before, now);
      return alarmsOf(ecosystem, changesOf(ecosystem), new Map()).filter(({ kind }) => kind === 'shrinking').length;
    };
    // 40 orders of means that differ by a third: less than two standard errors, whatever else these people did.
    expect(shrunk(segment(40, 30, 360), segment(40, 20, 360))).toBe(0);
    expect(shrunk(segment(400, 30, 3600), segment(400, 20, 3600))).toBe(1);
  });

  it('tell a growth of many times as such, not in thousands of percent', () => {
    const grown = between(many(10, {}), many(1300, {}));
    expect(named(grown)).toContain('Web → Loyal: ▲ ×130');
  });

  it('are none beside a window in which nothing happened: all would be new', () => {
    const ecosystem = between([], many(50, { score: 5 }));
    expect(hasBefore(ecosystem)).toBe(false);
    expect(changesOf(ecosystem)).toEqual([]);
    expect(hasBefore(between(many(1, {}), many(50, {})))).toBe(true);
  });

  it('are none of what one of the windows is not told, as a wall of small groups', () => {
    const [some, more] = [many(50, {}), [...many(50, {}), ...many(50, { channel: 'call', segment: 'New' })]];
    const kept = (events: readonly SmallEvent[]): EcosystemAnswers => {
      const { nodes, links, total } = answersOf(events, FIRST_RANKS);
      return { nodes: nodes.map(keptBack), links: links.map(keptBack), total };
    };
    const told = (then: EcosystemAnswers, now: EcosystemAnswers) =>
      named(toEcosystem(seat(FIRST_RANKS, now, now, then), now, then, nodeName)).sort();
    expect(named(between(some, more))).toEqual(expect.arrayContaining(['Call: new', 'New: new', 'Call → New: new']));
    expect(named(between(more, some))).toEqual(expect.arrayContaining(['Call: gone', 'New: gone', 'Call → New: gone']));
    for (const of of [told(kept(some), kept(more)), told(kept(more), kept(some))]) expect(of.join()).not.toMatch(/new|gone|Call|New/);
  });

  it('are told in percent as the language writes it', () => {
    const ecosystem = between(many(100, {}), many(190, {}));
    setLanguage('pt');
    expect(named(ecosystem)).toContain('Web → Loyal: ▲ 90%');
    setLanguage('en');
  });

  it('stay silent where the same happened again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }), (count, score) => {
        const events = many(count, { score });
        expect(changesOf(between(events, events))).toEqual([]);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('name what is new and what is gone, which keeps its seat', () => {
    const ecosystem = between([...many(30, {}), ...many(20, { segment: 'Lapsed' })], [...many(30, {}), ...many(20, { segment: 'New' })]);
    expect(named(ecosystem)).toEqual(expect.arrayContaining(['New: new', 'Lapsed: gone', 'Web → New: new', 'Web → Lapsed: gone']));
    expect(ecosystem.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['New', 'Lapsed']));
    const gone = ecosystem.links.find(({ key }) => key.includes('Lapsed'));
    expect(gone).toMatchObject({ events: 0, before: { events: 20 } });
  });

  it('that are bad put their node among what is wrong: a falling channel, a shrinking segment, a silent feed', () => {
    const ecosystem = between(
      [...many(400, { score: 5 }), ...many(50, { channel: 'app' })],
      [...many(100, { score: 1 }), ...many(50, { channel: 'app' })],
    );
    const web = ecosystem.nodes.findIndex(({ name }) => name === 'Web');
    const app = ecosystem.nodes.findIndex(({ name }) => name === 'App');
    const loyal = ecosystem.nodes.findIndex(({ name }) => name === 'Loyal');
    const silent = new Map([[ecosystem.nodes[app]?.key ?? '', 0.9]]);
    const alarms = alarmsOf(ecosystem, changesOf(ecosystem), silent).map(({ node, kind }) => `${node} ${kind}`);
    expect(alarms[0]).toBe(`${app} silent`);
    expect(alarms).toEqual(expect.arrayContaining([`${web} falling`, `${loyal} shrinking`]));
    expect(alarms).not.toContain(`${app} falling`);
  });

  it('that are bad ring their nodes, three at most: satisfaction that falls, a segment that shrinks; no growth, no silence', () => {
    const ecosystem = between(
      [...many(400, { score: 5 }), ...many(50, { channel: 'app', segment: 'New' })],
      [...many(100, { score: 1 }), ...many(90, { channel: 'app', segment: 'New' })],
    );
    const changes = changesOf(ecosystem);
    const ringed = ringedNodes(ecosystem, changes);
    const names = ringed.map((at) => ecosystem.nodes[at]?.name);
    expect(names).toEqual(expect.arrayContaining(['Web', 'Loyal']));
    expect(names).not.toContain('New');
    expect(new Set(ringed).size).toBe(ringed.length);
    expect(ringed.length).toBeLessThanOrEqual(3);
    const shrinking = between([...many(400, {})], [...many(100, {})]);
    expect(ringedNodes(shrinking, changesOf(shrinking)).map((at) => shrinking.nodes[at]?.name)).toEqual(['Loyal']);
    const present = answersOf(many(100, { channel: 'app' }), FIRST_RANKS);
    const seats = seat(FIRST_RANKS, present, present);
    const cascade = toCascade(toEcosystem(seats, present, null, nodeName), toPlaces(seats));
    const floats = nodeFloats(cascade, { ...LOOK, ringed: [1] });
    for (const at of cascade.nodes.keys()) expect(floats[at * NODE_STRIDE + 12]).toBe(at === 1 ? 1 : 0);
  });
});

describe('silent sources', () => {
  const events = [...many(30, { source: '/desk', channel: 'call' }), ...many(10, { channel: 'call' }), ...many(40, {})];
  const whole = answersOf(events, FIRST_RANKS);
  const seats = seat(FIRST_RANKS, whole, whole);
  const part = answersOf(
    events.filter(({ source }) => source === '/desk'),
    FIRST_RANKS,
  );
  const staleness = stalenessOf(seats, part, whole);

  it('are weighed by what they give', () => {
    expect(staleness.shares.get('0 channel call')).toBeCloseTo(0.75);
    expect(staleness.shares.get('1 segment Loyal')).toBeCloseTo(30 / 80);
    expect(staleness.shares.has('0 channel web')).toBe(false);
    expect(staleness.sources.get('0 channel call')).toEqual(['/desk']);
  });

  it('make dashes of what rests on them mostly, and grey', () => {
    const cascade = toCascade(toEcosystem(seats, whole, null, nodeName), toPlaces(seats));
    const floats = linkFloats(cascade, { ...LOOK, silent: staleness.shares });
    cascade.links.forEach(({ link }, at) => {
      expect(floats[at * LINK_STRIDE + 11]).toBe(link.key.includes('call') ? 1 : 0);
    });
    expect(tipLines(cascade.links[0]?.link ?? fail(), { changes: [], currency: 'USD', isMoney: false, staleShare: 0.75 }).at(-1)).toContain(
      '75 %',
    );
  });
});

it('does not say that nobody answered where the answers may be on another scale than that of satisfaction', () => {
  expect(satisfactionWords({ ...NO_AMOUNTS, events: 900 })).toBe('no answers from 1 to 5: satisfaction is not known');
});

describe('the look of a comparison', () => {
  const before = [...many(100, {}), ...many(40, { segment: 'Lapsed' })];
  const now = [...many(50, {}), ...many(60, { channel: 'app' })];
  const ecosystem = between(before, now);
  const [then, present] = [answersOf(before, FIRST_RANKS), answersOf(now, FIRST_RANKS)];
  const cascade = toCascade(ecosystem, toPlaces(seat(FIRST_RANKS, present, present, then)));

  it('draws the width before of what is compared, in the unit of the width now', () => {
    const compared = new Set(cascade.links.map(({ link }) => link.key));
    const floats = linkFloats(cascade, { ...LOOK, compared });
    cascade.links.forEach(({ link }, at) => {
      const [width = 0, past = 0] = [floats[at * LINK_STRIDE + 4], floats[at * LINK_STRIDE + 12]];
      const amounts = link.gap === 0 ? [link.events, link.before?.events ?? 0] : [link.revenue, link.before?.revenue ?? 0];
      if (width > 0.02 && past > 0.02) expect(past / width).toBeCloseTo((amounts[1] ?? 0) / (amounts[0] ?? 1), 3);
      expect(past > 0).toBe((amounts[1] ?? 0) > 0);
    });
    expect(linkFloats(cascade, LOOK).filter((_, at) => at % LINK_STRIDE === 12)).toEqual(new Float32Array(cascade.links.length));
  });

  it('draws the docks before, outlines what is told, and dims what is not pointed at', () => {
    const keys = new Set(cascade.nodes.map(({ node }) => node.key));
    const floats = nodeFloats(cascade, { ...LOOK, compared: keys });
    cascade.nodes.forEach(({ dockFarBefore, dockNearBefore }, at) => {
      expect(floats[at * NODE_STRIDE + 13]).toBeCloseTo(dockFarBefore, 4);
      expect(floats[at * NODE_STRIDE + 14]).toBeCloseTo(dockNearBefore, 4);
    });
    const told = cascade.links[0]?.link.key ?? '';
    const outlined = linkFloats(cascade, { ...LOOK, changed: new Set([told]) });
    for (const [at, { link }] of cascade.links.entries()) expect(outlined[at * LINK_STRIDE + 10]).toBe(link.key === told ? 1 : 0);
    const pointed = cascade.nodes.findIndex(({ node }) => node.name === 'App');
    const lit = nodeFloats(cascade, { ...LOOK, hovered: pointed });
    const beside = new Set(cascade.links.flatMap(({ link }) => (link.from === pointed ? [link.to] : [])));
    for (const at of cascade.nodes.keys()) expect(lit[at * NODE_STRIDE + 11]).toBeCloseTo(at === pointed || beside.has(at) ? 1 : 0.6);
  });
});

function fail(): never {
  throw new Error('no link');
}
