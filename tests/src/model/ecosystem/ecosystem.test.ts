import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCK_DEPTH, GEAR_DEPTH, HIGHEST_STEM, toCascade, toPlaces } from '../../../../src/model/ecosystem/cascade.ts';
import { changesOf, turnOf } from '../../../../src/model/ecosystem/changes.ts';
import { enterNode, isChosen, leaveNode, pickLink, pickNode } from '../../../../src/model/ecosystem/choosing.ts';
import { dependOn } from '../../../../src/model/ecosystem/dependence.ts';
import { type Ecosystem, toEcosystem } from '../../../../src/model/ecosystem/ecosystem.ts';
import { nodeName, nodeWords, riskFloors } from '../../../../src/model/ecosystem/ecosystemWords.ts';
import {
  LINK_STRIDE,
  type LookOptions,
  lightOf,
  linkFloats,
  NODE_STRIDE,
  nodeFloats,
  satisfactionAt,
} from '../../../../src/model/ecosystem/look.ts';
import { FIRST_RANKS } from '../../../../src/model/ecosystem/ranks.ts';
import { ribbonLength, ribbonPoint } from '../../../../src/model/ecosystem/ribbons.ts';
import { MOST_NODES, OTHER, seat } from '../../../../src/model/ecosystem/seats.ts';
import { createSparkFlow, MOST_SPARKS } from '../../../../src/model/ecosystem/sparks.ts';
import { DEFAULT_VIEW } from '../../../../src/model/viewState.ts';
import { answersOf, type SmallEvent } from './answers.ts';

const PLAIN_LOOK: LookOptions = {
  theme: 'dark',
  dependence: null,
  hovered: -1,
  hoveredLink: -1,
  silent: new Map(),
  changed: new Set(),
  compared: new Set(),
  ringed: [],
};
const KNOWN = ['reason', 'segment:rule', 'country'].map((id) => ({ id }));

const event = fc.record<SmallEvent>({
  channel: fc.constantFrom(null, 'web', 'app', 'call', 'email'),
  source: fc.constantFrom('/shop', '/crm'),
  segment: fc.constantFrom(null, 'Loyal', 'New', 'Lapsed'),
  category: fc.constantFrom(null, ...Array.from({ length: 12 }, (_, at) => `Category ${at}`)),
  amount: fc.integer({ min: 0, max: 500 }),
  score: fc.integer({ min: 0, max: 5 }),
  isAtRisk: fc.boolean(),
});
const company = fc.array(event, { minLength: 1, maxLength: 120 });

function ecosystemOf(events: readonly SmallEvent[], before: readonly SmallEvent[] | null = null, baseline = events): Ecosystem {
  const answers = answersOf(events, FIRST_RANKS);
  const seats = seat(FIRST_RANKS, answersOf(baseline, FIRST_RANKS), answers);
  return toEcosystem(seats, answers, before && answersOf(before, FIRST_RANKS), nodeName);
}

function cascadeOf(events: readonly SmallEvent[]) {
  const answers = answersOf(events, FIRST_RANKS);
  const seats = seat(FIRST_RANKS, answers, answers);
  return toCascade(toEcosystem(seats, answers, null, nodeName), toPlaces(seats));
}

const whole = (events: readonly SmallEvent[], of: (event: SmallEvent) => number) => events.reduce((sum, one) => sum + of(one), 0);

describe('the ranks', () => {
  it('split the same total: nothing is lost and nothing counted twice', () => {
    fc.assert(
      fc.property(company, (events) => {
        const { nodes, links, total } = ecosystemOf(events);
        const sum = (rank: number, of: 'events' | 'revenue' | 'risk') =>
          nodes.reduce((all, node) => all + (node.rank === rank ? (node[of] ?? 0) : 0), 0);
        expect(total.events).toBe(events.length);
        expect(sum(0, 'events')).toBe(events.length);
        for (const rank of [1, 2]) expect(sum(rank, 'revenue')).toBeCloseTo(whole(events, (one) => one.amount));
        expect(sum(2, 'risk')).toBeCloseTo(whole(events, (one) => (one.isAtRisk ? one.amount : 0)));
        expect(links.filter(({ gap }) => gap === 1).reduce((all, link) => all + link.revenue, 0)).toBeCloseTo(
          whole(events, (one) => one.amount),
        );
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it('fold the smallest into one that says how many it stands for', () => {
    const events = Array.from(
      { length: 40 },
      (_, at): SmallEvent => ({
        ...{ channel: 'web', source: '/shop', segment: 'Loyal', score: 0, isAtRisk: false },
        category: `Category ${at % 20}`,
        amount: 20 - (at % 20),
      }),
    );
    const near = ecosystemOf(events).nodes.filter(({ rank }) => rank === 2);
    expect(near).toHaveLength(MOST_NODES[2]);
    const other = near.at(-1);
    expect(other?.isOther).toBe(true);
    expect(other?.key).toBe(`2 ${OTHER}`);
    expect(other?.values).toHaveLength(20 - (MOST_NODES[2] - 1));
    expect(other?.name).toContain('13');
    expect(other?.revenue).toBe(2 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13));
  });

  it('do not count who names no value and buys nothing among the small ones', () => {
    const one = { channel: 'web', source: '/shop', segment: 'Loyal', isAtRisk: false };
    const bought = Array.from({ length: 20 }, (_, at): SmallEvent => ({ ...one, category: `Category ${at}`, amount: 1 + at, score: 5 }));
    const asked = Array.from({ length: 9 }, (): SmallEvent => ({ ...one, category: null, amount: 0, score: 1 }));
    const otherOf = (events: readonly SmallEvent[]) => {
      const { nodes, links } = ecosystemOf(events);
      const other = nodes.findIndex(({ rank, isOther }) => rank === 2 && isOther);
      return [nodes[other], links.filter(({ gap, to }) => gap === 1 && to === other)];
    };
    expect(otherOf([...bought, ...asked])).toEqual(otherOf(bought));
    const alsoBuys = { ...one, category: null, amount: 0.5, score: 1 };
    expect(otherOf([...bought, alsoBuys])).not.toEqual(otherOf(bought));
  });

  it('take no opinion of the nameless for that of the small ones, unless answers name these', () => {
    const one = { channel: 'web', source: '/shop', segment: 'Loyal', isAtRisk: false };
    const bought = Array.from({ length: 20 }, (_, at): SmallEvent => ({ ...one, category: `Category ${at}`, amount: 1 + at, score: 0 }));
    const nameless = Array.from({ length: 9 }, (): SmallEvent => ({ ...one, category: null, amount: 0.5, score: 1 }));
    const otherOf = (events: readonly SmallEvent[]) => {
      const { nodes, links } = ecosystemOf(events);
      const other = nodes.findIndex(({ rank, isOther }) => rank === 2 && isOther);
      const link = links.find(({ gap, to }) => gap === 1 && to === other);
      return [nodes[other]?.answers, link?.answers, nodes[other]?.revenue];
    };
    const small = bought.filter(({ amount }) => amount <= 13).reduce((sum, { amount }) => sum + amount, 4.5);
    expect(otherOf([...bought, ...nameless])).toEqual([0, 0, small]);
    expect(otherOf([...bought.map((own) => ({ ...own, score: 4 })), ...nameless])).toEqual([22, 22, small]);
  });

  it('tell events without a channel apart by their source', () => {
    const events: SmallEvent[] = [
      { channel: null, source: '/simulated/crm', segment: 'Loyal', category: null, amount: 0, score: 0, isAtRisk: false },
      { channel: 'web', source: '/simulated/crm', segment: 'Loyal', category: null, amount: 1, score: 0, isAtRisk: false },
    ];
    const far = ecosystemOf(events).nodes.filter(({ rank }) => rank === 0);
    expect(far.map(({ name }) => name)).toEqual(['Web', 'crm']);
    expect(far[1]?.values).toEqual([{ dimension: 'source', value: '/simulated/crm' }]);
  });

  it('keep their places while numbers move', () => {
    fc.assert(
      fc.property(company, company, (events, more) => {
        const known = new Set(events.flatMap((one) => [one.channel ?? one.source, one.segment, one.category]));
        const later = [
          ...events,
          ...more.filter((one) => [one.channel ?? one.source, one.segment, one.category].every((value) => known.has(value))),
        ];
        const before = seat(FIRST_RANKS, answersOf(events, FIRST_RANKS), answersOf(events, FIRST_RANKS));
        const after = seat(FIRST_RANKS, answersOf(events, FIRST_RANKS), answersOf(later, FIRST_RANKS));
        const placed = (seats: typeof before) => toPlaces(seats).map(({ x, z }) => `${x.toFixed(9)} ${z.toFixed(9)}`);
        const kept = (seats: typeof before) => seats.keys.flat().join();
        if (kept(before) === kept(after)) expect(placed(after)).toEqual(placed(before));
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});

describe('the picture', () => {
  it('measures from zero, in proportion, and never lets a dock leave its seat', () => {
    fc.assert(
      fc.property(company, (events) => {
        const { nodes, links, scale } = cascadeOf(events);
        for (const { node, dockFar, dockNear, seat: room, stem } of nodes) {
          expect(Math.max(dockFar, dockNear)).toBeLessThanOrEqual(room);
          expect(stem).toBeCloseTo(scale.stemMoney === 0 ? 0 : (HIGHEST_STEM * (node.risk ?? 0)) / scale.stemMoney);
          if (node.rank < 2) expect(dockFar).toBeCloseTo(node.events * scale.perEvent);
          if (node.rank > 0) expect(dockNear).toBeCloseTo(node.revenue * scale.perMoney);
        }
        for (const { link, width } of links) {
          const flow = link.gap === 0 ? link.events * scale.perEvent : link.revenue * scale.perMoney;
          if (flow > 0.02) expect(width).toBeCloseTo(flow);
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('stacks the ribbons of a dock side by side over its whole length', () => {
    const { nodes, links } = cascadeOf(
      Array.from(
        { length: 60 },
        (_, at): SmallEvent => ({
          ...{ source: '/shop', score: 1 + (at % 5), isAtRisk: at % 4 === 0, amount: 10 + at },
          channel: ['web', 'app', 'call'][at % 3] as string,
          segment: ['Loyal', 'New', 'Lapsed'][(at >> 1) % 3] as string,
          category: ['Coffee', 'Garden'][at % 2] as string,
        }),
      ),
    );
    nodes.forEach((shape, at) => {
      const leaving = links.filter(({ link }) => link.from === at);
      if (leaving.length === 0) return;
      expect(leaving.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(shape.dockNear, 6);
      const along = leaving.map(({ x0, z0 }) => (x0 - shape.x) * Math.sin(shape.angle) + (z0 - shape.z) * Math.cos(shape.angle));
      const sorted = leaving.map(({ width }, place) => ({
        from: (along[place] as number) - width / 2,
        to: (along[place] as number) + width / 2,
      }));
      sorted.sort((one, other) => one.from - other.from);
      for (let place = 1; place < sorted.length; place++) expect(sorted[place]?.from).toBeCloseTo(sorted[place - 1]?.to ?? 0, 6);
      const depth = (shape.node.rank === 1 ? GEAR_DEPTH : DOCK_DEPTH) / 2;
      for (const { x0, z0 } of leaving) {
        const out = (x0 - shape.x) * Math.cos(shape.angle) - (z0 - shape.z) * Math.sin(shape.angle);
        expect(out).toBeCloseTo(-depth, 6);
      }
    });
    for (const shape of links) {
      expect(ribbonPoint(shape, 0)).toEqual([shape.x0, shape.z0]);
      expect(ribbonPoint(shape, 1)).toEqual([shape.x1, shape.z1]);
      expect(ribbonLength(shape)).toBeGreaterThan(Math.hypot(shape.x1 - shape.x0, shape.z1 - shape.z0) - 1e-9);
    }
  });

  it('writes every encoding into the buffers that the shaders read', () => {
    const cascade = cascadeOf([
      { channel: 'web', source: '/shop', segment: 'Loyal', category: 'Coffee', amount: 10, score: 5, isAtRisk: false },
      { channel: 'call', source: '/shop', segment: 'Loyal', category: 'Coffee', amount: 30, score: 0, isAtRisk: true },
    ]);
    const floats = nodeFloats(cascade, PLAIN_LOOK);
    expect(floats).toHaveLength(cascade.nodes.length * NODE_STRIDE);
    cascade.nodes.forEach((shape, at) => {
      const own = floats.subarray(at * NODE_STRIDE, (at + 1) * NODE_STRIDE);
      expect(own[0]).toBeCloseTo(shape.x, 4);
      expect(own[3]).toBe(shape.node.rank);
      expect(own[6]).toBeCloseTo(shape.ball, 5);
      expect(own[7]).toBeCloseTo(shape.stem, 5);
      expect(own[11]).toBe(1);
    });
    const call = cascade.nodes.findIndex(({ node }) => node.name === 'Call') * NODE_STRIDE;
    expect([...floats.subarray(call + 8, call + 11)].map((part) => Math.round(part * 255))).toEqual([0x5c, 0x68, 0x85]);
    expect(linkFloats(cascade, PLAIN_LOOK)).toHaveLength(cascade.links.length * LINK_STRIDE);
  });

  it('draws what few have answered near the neutral', () => {
    expect(satisfactionAt(90, 100)).toBe(1);
    expect(satisfactionAt(60, 100)).toBe(-1);
    expect(satisfactionAt(75, 100)).toBe(0);
    expect(Math.abs(satisfactionAt(60, 10))).toBeLessThan(0.5);
  });
});

describe('what hangs on a choice', () => {
  it('is all of the chosen, none of its rivals, and in between by share', () => {
    const events: SmallEvent[] = [
      ...Array.from({ length: 3 }, () => ({
        channel: 'web',
        source: '/s',
        segment: 'Loyal',
        category: 'Coffee',
        amount: 10,
        score: 0,
        isAtRisk: false,
      })),
      { channel: 'call', source: '/s', segment: 'Loyal', category: 'Garden', amount: 10, score: 0, isAtRisk: false },
      { channel: 'call', source: '/s', segment: 'New', category: 'Garden', amount: 10, score: 0, isAtRisk: false },
    ];
    const ecosystem = ecosystemOf(events);
    const at = (name: string) => ecosystem.nodes.findIndex((node) => node.name === name);
    const depends = dependOn(ecosystem, new Set([at('Call')]));
    expect(depends?.nodes[at('Call')]).toBe(1);
    expect(depends?.nodes[at('Web')]).toBe(0);
    expect(depends?.nodes[at('Loyal')]).toBeCloseTo(1 / 4);
    expect(depends?.nodes[at('New')]).toBe(1);
    // Garden: 10 from Loyal (a quarter by share) and 10 from New (all of it).
    expect(depends?.nodes[at('Garden')]).toBeCloseTo((0.25 * 10 + 10) / 20);
    expect(lightOf(depends, at('Web'))).toBe(0.1);
    expect(dependOn(ecosystem, new Set())).toBeNull();
  });
});

describe('a click', () => {
  const ecosystem = ecosystemOf([
    { channel: 'web', source: '/shop', segment: 'Loyal', category: 'Coffee', amount: 10, score: 0, isAtRisk: false },
    { channel: null, source: '/crm', segment: null, category: 'Garden', amount: 5, score: 0, isAtRisk: false },
  ]);
  const node = (name: string) => ecosystem.nodes.find((own) => own.name === name) as (typeof ecosystem.nodes)[number];

  it('chooses what every part of the product then filters by, and lets it go again', () => {
    for (const own of ecosystem.nodes) {
      const chosen = pickNode(DEFAULT_VIEW, own, false);
      expect(isChosen(chosen, own)).toBe(true);
      // A source stands for its events without a channel alone.
      const channel = own.name === 'crm' ? { channel: [null] } : {};
      expect(chosen.where).toEqual({ [own.values[0]?.dimension ?? '']: [own.values[0]?.value], ...channel });
      expect(pickNode(chosen, own, false).where).toEqual({});
      expect(pickNode(chosen, own, true).where).toEqual({});
    }
  });

  it('adds with Shift, replaces without', () => {
    const both = pickNode(pickNode(DEFAULT_VIEW, node('Coffee'), false), node('Garden'), true);
    expect(both.where).toEqual({ category: ['Coffee', 'Garden'] });
    expect(pickNode(both, node('Coffee'), false).where).toEqual({ category: ['Coffee'] });
    expect(pickNode(pickNode(DEFAULT_VIEW, node('Web'), false), node('crm'), false).where).toEqual({ channel: [null], source: ['/crm'] });
    const withCrm = pickNode(pickNode(DEFAULT_VIEW, node('Web'), false), node('crm'), true);
    expect([node('Web'), node('crm')].map((own) => isChosen(withCrm, own))).toEqual([true, true]);
    expect(pickNode(withCrm, node('crm'), true).where).toEqual({ channel: ['web'] });
    expect(pickLink(DEFAULT_VIEW, node('Web'), node('Loyal')).where).toEqual({ channel: ['web'], segment: ['Loyal'] });
  });

  it('twice enters, and Escape leaves', () => {
    const inside = enterNode(DEFAULT_VIEW, node('Coffee'), KNOWN);
    expect(inside).toMatchObject({ ranks: ['channel', 'segment', 'product'], where: { category: ['Coffee'] } });
    expect(leaveNode(inside)).toMatchObject({ ranks: FIRST_RANKS, where: {} });
    expect(leaveNode(DEFAULT_VIEW)).toBeNull();
  });
});

describe('sparks', () => {
  const cascade = cascadeOf(
    Array.from({ length: 30 }, () => ({
      channel: 'web',
      source: '/s',
      segment: 'Loyal',
      category: 'Coffee',
      amount: 1,
      score: 0,
      isAtRisk: false,
    })),
  );
  const { key } = cascade.links[0]?.link ?? { key: '' };

  it('come as often as events do', () => {
    const flow = createSparkFlow();
    let sent = 0;
    let count = 100;
    flow.tell(cascade.links, new Map([[key, count]]), 0);
    for (let second = 1; second <= 20; second++) {
      count += 7;
      flow.tell(cascade.links, new Map([[key, count]]), second);
      for (let step = 0; step < 20; step++) flow.step(second + step / 20, () => sent++);
    }
    for (let step = 0; step < 40; step++) flow.step(21 + step / 20, () => sent++);
    expect(flow.perSpark()).toBe(1);
    expect(sent).toBe(7 * 20);
    expect(flow.isWaiting()).toBe(false);
  });

  it('stay with their link where links come to stand in another order, and are lost with one that goes', () => {
    const [one, other] = cascade.links;
    if (!one || !other) throw new Error('no links');
    const flow = createSparkFlow();
    const sent = new Map<string, number>();
    const step = (links: readonly (typeof one)[], nowS: number) =>
      flow.step(nowS, (at) => {
        const own = links[at]?.link.key ?? '';
        sent.set(own, (sent.get(own) ?? 0) + 1);
      });
    const before = new Map([one, other].map(({ link }) => [link.key, 0]));
    const after = new Map([
      [one.link.key, 30],
      [other.link.key, 10],
    ]);
    flow.tell([one, other], before, 0);
    flow.tell([one, other], after, 1);
    step([one, other], 1.5);
    flow.tell([other, one], after, 1.5);
    for (let nowS = 1.5; nowS < 3; nowS += 0.1) step([other, one], nowS);
    expect(sent).toEqual(after);
    flow.tell([other, one], new Map([...after].map(([key, count]) => [key, count + 5])), 3);
    flow.tell([], new Map(), 3);
    expect(flow.isWaiting()).toBe(false);
  });

  it('stand for several where they would be too many, and say so', () => {
    const flow = createSparkFlow();
    let [sent, count] = [0, 0];
    for (let second = 0; second < 60; second++) {
      count += 20_000;
      flow.tell(cascade.links, new Map([[key, count]]), second);
      sent = 0;
      for (let step = 1; step <= 20; step++) flow.step(second + step / 20, () => sent++);
    }
    expect(flow.rate()).toBeCloseTo(20_000, -3);
    expect([50, 100, 200]).toContain(flow.perSpark());
    const longest = Math.max(...cascade.links.map(ribbonLength));
    expect((sent * longest) / 2.2).toBeLessThanOrEqual(MOST_SPARKS * 1.05);
  });
});

describe('words', () => {
  it('name a node, its satisfaction, and what is at risk', () => {
    const ecosystem = ecosystemOf([
      { channel: 'web', source: '/s', segment: 'Loyal', category: 'Coffee', amount: 100, score: 2, isAtRisk: true },
      { channel: 'web', source: '/s', segment: 'New', category: 'Coffee', amount: 900, score: 5, isAtRisk: false },
    ]);
    const at = ecosystem.nodes.findIndex(({ name }) => name === 'Loyal');
    const [loyal, floor = 0] = [ecosystem.nodes[at], riskFloors(ecosystem)[at]];
    expect(loyal && nodeWords(loyal, 'USD', floor).spoken).toBe('Loyal, 0 % satisfied, $100, $100 at risk');
    const onWall = loyal && nodeWords(loyal, 'USD', floor, { turn: null, silence: '', amountChange: '', isBare: true });
    expect(onWall).toMatchObject({ risk: '$100', spoken: 'Loyal, 0 % satisfied, $100, $100 at risk' });
  });

  it('tell the money at risk of what is chosen alone, as the sentence over the picture does', () => {
    const ecosystem = ecosystemOf([
      { channel: 'web', source: '/s', segment: 'Loyal', category: 'Coffee', amount: 100, score: 1, isAtRisk: true },
      { channel: 'web', source: '/s', segment: 'New', category: 'Garden', amount: 5, score: 1, isAtRisk: true },
    ]);
    const chosen = ecosystem.nodes.findIndex(({ name }) => name === 'Garden');
    const floors = riskFloors(ecosystem, new Set([chosen]));
    const telling = ecosystem.nodes.filter((node, at) => nodeWords(node, 'USD', floors[at] as number).risk !== '');
    expect(telling.map(({ name }) => name)).toEqual(['Garden']);
  });

  it('call a change one only beyond chance, as the list of changes does', () => {
    const asked = (satisfied: number, answers: number) =>
      Array.from({ length: Math.max(1, answers) }, (_, at): SmallEvent => {
        const score = at >= answers ? 0 : at < satisfied ? 5 : 1;
        return { channel: 'web', source: '/s', segment: 'Loyal', category: 'Coffee', amount: 0, score, isAtRisk: false };
      });
    const told = (now: readonly SmallEvent[], before: readonly SmallEvent[]) => {
      const compared = ecosystemOf(now, before);
      const loyal = compared.nodes.find(({ name }) => name === 'Loyal');
      const turn = turnOf(changesOf(compared), loyal?.key ?? '');
      return loyal && nodeWords(loyal, 'USD', Number.POSITIVE_INFINITY, { turn, silence: '', amountChange: '', isBare: false });
    };
    expect(told(asked(60, 100), asked(80, 100))).toMatchObject({
      score: '60',
      change: '▼ 20',
      spoken: expect.stringContaining('down 20 points'),
    });
    expect(told(asked(6, 10), asked(8, 10))).toMatchObject({ score: '60', change: '' });
    expect(told(asked(0, 0), asked(8, 10))).toMatchObject({ score: '', change: '' });
  });
});
