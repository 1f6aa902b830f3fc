/** The people of each region in figures, and which of these are not told to somebody who may see no small group. */
import { NAMED_SEGMENTS } from '../../src/protocol/people.ts';
import { keptRows } from '../access/smallGroups.ts';
import { toDecimal } from '../engine/figures.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import type { Crowd } from './landscapeCrowd.ts';
import type { Placing } from './landscapeGround.ts';

export interface RegionOf {
  readonly rule: string;
  /** 1 for those of the crowd who are in it. */
  readonly members: Uint8Array;
}

/** The named segments as regions of the crowd; `segment` has the code of each person's, from 1. */
export function namedRegions(segment: Uint8Array): RegionOf[] {
  const members = NAMED_SEGMENTS.map(() => new Uint8Array(segment.length));
  for (let at = 0; at < segment.length; at++) {
    const code = segment[at] as number;
    if (code > 0) (members[code - 1] as Uint8Array)[at] = 1;
  }
  return NAMED_SEGMENTS.map((rule, at) => ({ rule, members: members[at] as Uint8Array }));
}

type Figures = ReturnType<typeof figuresOf>;

/** A sum of amounts, whole units and 1/10,000ths apart: exact as in answers, however large. */
interface Exact {
  units: number;
  parts: number;
}

function add(sum: Exact, amount: number): void {
  const units = Math.trunc(amount);
  sum.units += units;
  sum.parts += Math.round((amount - units) * FIXED_ONE);
}

function amountOf({ units, parts }: Exact): number {
  return toDecimal(BigInt(units) * BigInt(FIXED_ONE) + BigInt(parts));
}

function figuresOf({ rule, members }: RegionOf, crowd: Crowd, { atX, atZ, rises }: Placing) {
  const { revenue, answers, satisfied, unhappy } = crowd;
  const sum = { people: 0, answers: 0, satisfied: 0 };
  const money = { revenue: { units: 0, parts: 0 }, atRisk: { units: 0, parts: 0 } };
  let [weight, x, z] = [0, 0, 0];
  for (let at = 0; at < members.length; at++) {
    if (members[at] === 0) continue;
    sum.people += 1;
    add(money.revenue, revenue[at] as number);
    sum.answers += answers[at] as number;
    sum.satisfied += satisfied[at] as number;
    if (unhappy[at] === 1) add(money.atRisk, revenue[at] as number);
    // A person who brings nothing has a place, too.
    const own = Math.max(1e-6, rises[at] as number);
    if (Number.isNaN(atX[at] as number) || Number.isNaN(atZ[at] as number)) continue;
    weight += own;
    x += own * (atX[at] as number);
    z += own * (atZ[at] as number);
  }
  const told = { revenue: amountOf(money.revenue), atRisk: amountOf(money.atRisk) };
  return { ...sum, ...told, rule, at: weight > 0 ? ([x / weight, z / weight] as const) : null };
}

/**
 * Regions that are kept back: small ones, those beside them that would tell them, and rules that differ from another region, or from all,
 * by too few. `regions`: the named segments first, which share nobody; then rules.
 */
function keptRegions(regions: readonly RegionOf[], least: number): readonly boolean[] {
  const named = regions.slice(0, NAMED_SEGMENTS.length);
  const everybody = new Uint8Array(named[0]?.members.length ?? 0).fill(1);
  const others = everybody.map((_, at) => (named.some(({ members }) => members[at] === 1) ? 0 : 1));
  const parts = [...named.map(({ members }) => members), others];
  const rows = [...parts.keys()].filter((at) => countOf(parts[at] as Uint8Array) > 0);
  const customers = rows.map((at) => countOf(parts[at] as Uint8Array));
  const isSmall = (row: number): boolean => (customers[row] as number) < least;
  const kept = keptRows(
    { rowCount: rows.length, codes: [Uint32Array.from(rows)], customers, isSmall, textOf: (row) => String(rows[row]) },
    least,
  );
  const isKept = parts.map((_, at) => (kept[rows.indexOf(at)] ?? 0) !== 0).slice(0, named.length);
  const known = [everybody, ...named.map(({ members }) => members)];
  for (const { members } of regions.slice(named.length)) {
    const count = countOf(members);
    const tells = (other: Uint8Array): boolean => {
      const [only, rest] = [differing(members, other), differing(other, members)];
      return (only === 0 && rest > 0 && rest < least) || (rest === 0 && only > 0 && only < least);
    };
    const isSame = (other: Uint8Array): boolean => differing(members, other) + differing(other, members) < least;
    isKept.push(
      (count > 0 && count < least) || known.some(tells) || isKept.some((hidden, at) => hidden && isSame((regions[at] as RegionOf).members)),
    );
    known.push(members);
  }
  return isKept;
}

function withheld(region: Figures): Figures {
  return { ...region, people: 0, revenue: 0, answers: 0, satisfied: 0, atRisk: 0, at: null };
}

/** The regions as a wall is told them, and how many are kept back; so is each figure of a region that few of its people make. */
export function toldRegions(regions: readonly RegionOf[], crowd: Crowd, placing: Placing, least: number) {
  const figures = regions.map((region) => figuresOf(region, crowd, placing));
  if (least === 0) return { figures, suppressed: 0 };
  const keptAmong = (isOf: (at: number) => boolean): readonly boolean[] =>
    keptRegions(
      regions.map(({ rule, members }) => ({ rule, members: members.map((member, at) => (member === 1 && isOf(at) ? 1 : 0)) })),
      least,
    );
  const isKept = keptRegions(regions, least);
  const buyers = keptAmong((at) => crowd.revenue[at] !== 0);
  const answering = keptAmong((at) => (crowd.answers[at] as number) > 0);
  const atRisk = keptAmong((at) => crowd.unhappy[at] === 1 && crowd.revenue[at] !== 0);
  const told = figures.map((region, at) => {
    if (isKept[at]) return withheld(region);
    const scores = answering[at] ? { answers: 0, satisfied: 0 } : {};
    return { ...region, ...scores, ...(buyers[at] ? { revenue: 0 } : {}), ...(atRisk[at] ? { atRisk: 0 } : {}) };
  });
  return { figures: told, suppressed: isKept.filter(Boolean).length };
}

/** A sum over people; 0 where so few make it that it is not told. */
export function toldSum(values: Iterable<number>, least: number): number {
  const sum = { units: 0, parts: 0 };
  let count = 0;
  for (const value of values) {
    add(sum, value);
    if (value !== 0) count++;
  }
  return count < least ? 0 : amountOf(sum);
}

function countOf(members: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < members.length; at++) count += members[at] as number;
  return count;
}

/** How many are in the first and not in the second. */
function differing(one: Uint8Array, other: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < one.length; at++) if (one[at] === 1 && other[at] === 0) count++;
  return count;
}
