/** The ecosystem as numbers: nodes and links of three ranks from answers, the smallest folded, everything in a stable order. */
import { share } from '../../protocol/interval.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricValues } from '../reading.ts';
import { keysOf, RANKS, type RankAt, type RankDimension, type Ranks } from './ranks.ts';

/** Sums of the matching events; money in the reporting currency. */
export interface Amounts {
  readonly events: number;
  readonly revenue: number;
  /** Revenue of customers whose latest score is below the target of its scale; null where the server does not tell it. */
  readonly risk: number | null;
  /** Satisfied answers and all answers: their share is the csat of any union of groups. */
  readonly satisfied: number;
  readonly answers: number;
}

export const NO_AMOUNTS: Amounts = { events: 0, revenue: 0, risk: null, satisfied: 0, answers: 0 };

/** One value of a dimension: which filter it is, and its key within the rank. */
export interface NodeValue {
  readonly dimension: string;
  readonly value: string | null;
}

export interface EcosystemNode extends Amounts {
  /** Unique in the picture. */
  readonly key: string;
  readonly rank: RankAt;
  readonly name: string;
  /** The values that the node stands for: several when small ones are folded into one. */
  readonly values: readonly NodeValue[];
  readonly isOther: boolean;
  /** The same in the window before; null when there is none. */
  readonly before: Amounts | null;
}

export interface EcosystemLink extends Amounts {
  readonly key: string;
  /** Positions in `nodes`. */
  readonly from: number;
  readonly to: number;
  /** 0 from far to middle, 1 from middle to near. */
  readonly gap: 0 | 1;
  readonly before: Amounts | null;
}

export interface Ecosystem {
  /** Rank by rank, from left to right. */
  readonly nodes: readonly EcosystemNode[];
  readonly links: readonly EcosystemLink[];
  readonly total: Amounts;
}

/** Answers to `ecosystemQueries`. */
export interface EcosystemAnswers {
  readonly nodes: readonly AnswerTable[];
  readonly links: readonly AnswerTable[];
  readonly total: AnswerTable | null;
}

/** Most nodes of each rank at a width of 1280 pixels; the smallest fold into one beyond it. */
export const MOST_NODES = [10, 7, 8] as const;

/** From people's screens over people's voices to machines. */
const CHANNEL_ORDER = ['social', 'app', 'web', 'chat', 'email', 'mail', 'store', 'partner', 'call', 'ivr'];

/** What each rank measures itself by: events come in, revenue goes out. */
export function weightOf(rank: RankAt, amounts: Amounts): number {
  return rank === 0 ? amounts.events : amounts.revenue;
}

/** Names of values for people: `toName(dimension, value, label of the answer)`. */
export type ToName = (dimension: string, value: string | null, label: string | undefined) => string;

/** What has a place in the picture: kept while the baseline is the same, so that nothing moves because data arrived. */
export interface Seats {
  readonly ranks: Ranks;
  /** Keys by rank from left to right; a folded node's key is `OTHER`. */
  readonly keys: readonly (readonly string[])[];
  /** Weight of each seat, in the order of `keys`. */
  readonly weights: readonly (readonly number[])[];
}

/** Key of the node that small ones are folded into. */
export const OTHER = '…';

/** Seats by the baseline: the largest of each rank, channels in a fixed order, the others where their links come from. New values of `present` sit at the end. */
export function seat(ranks: Ranks, baseline: EcosystemAnswers, present: EcosystemAnswers): Seats {
  const before = RANKS.map((rank) => sumsOf(baseline.nodes[rank], ranks[rank]));
  const now = RANKS.map((rank) => sumsOf(present.nodes[rank], ranks[rank]));
  const chosen = RANKS.map((rank) => choose(rank, before[rank] as Sums, now[rank] as Sums));
  const links = [0, 1].map((gap) =>
    linkSums(baseline.links[gap] ?? present.links[gap], ranks[gap] as RankDimension, ranks[gap + 1] as RankDimension),
  );
  const order = arrange(ranks, chosen, links as [LinkSums, LinkSums]);
  const weights = RANKS.map((rank) =>
    (order[rank] as string[]).map((key) => seatWeight(rank, key, chosen, before[rank] as Sums, now[rank] as Sums)),
  );
  return { ranks, keys: order, weights };
}

function seatWeight(rank: RankAt, key: string, chosen: readonly (readonly string[])[], before: Sums, now: Sums): number {
  const weigh = (sums: Sums, of: string) => weightOf(rank, sums.get(of)?.amounts ?? NO_AMOUNTS);
  if (key !== OTHER) return weigh(before, key) || weigh(now, key);
  const seated = chosen[rank] as readonly string[];
  let weight = 0;
  for (const [other] of new Map([...now, ...before])) if (!seated.includes(other)) weight += weigh(before, other) || weigh(now, other);
  return weight;
}

interface Sum {
  readonly amounts: Amounts;
  readonly value: NodeValue;
  readonly label: string | undefined;
}
type Sums = ReadonlyMap<string, Sum>;
type LinkSums = ReadonlyMap<string, ReadonlyMap<string, Amounts>>;

function choose(rank: RankAt, before: Sums, now: Sums): string[] {
  const weigh = (key: string) =>
    weightOf(rank, before.get(key)?.amounts ?? NO_AMOUNTS) || weightOf(rank, now.get(key)?.amounts ?? NO_AMOUNTS);
  const keys = [...new Set([...before.keys(), ...now.keys()])].filter((key) => weigh(key) > 0);
  keys.sort((one, other) => weigh(other) - weigh(one) || (one < other ? -1 : 1));
  const most = MOST_NODES[rank];
  return keys.length <= most ? keys : [...keys.slice(0, most - 1), OTHER];
}

function arrange(ranks: Ranks, chosen: readonly (readonly string[])[], [upper, lower]: readonly [LinkSums, LinkSums]): string[][] {
  const far = [...(chosen[0] as string[])];
  if (ranks[0] === 'channel') far.sort((one, other) => channelPlace(one) - channelPlace(other) || (one < other ? -1 : 1));
  const [up, down] = [
    (key: string, of: string) => upper.get(of)?.get(key)?.events ?? 0,
    (key: string, of: string) => lower.get(of)?.get(key)?.revenue ?? 0,
  ];
  let middle = byBarycentre(chosen[1] as string[], far, up);
  const near = byBarycentre(chosen[2] as string[], middle, down);
  middle = byBarycentre(middle, [...far, ...near], (key, of) => up(key, of) + (lower.get(key)?.get(of)?.revenue ?? 0));
  return [far, middle, byBarycentre(near, middle, down)].map(otherLast);
}

function channelPlace(key: string): number {
  const at = CHANNEL_ORDER.indexOf(key.replace(/^channel /, ''));
  if (key === OTHER) return CHANNEL_ORDER.length + 2;
  return at >= 0 ? at : CHANNEL_ORDER.length + (key.startsWith('source ') ? 1 : 0);
}

function otherLast(keys: readonly string[]): string[] {
  return keys.includes(OTHER) ? [...keys.filter((key) => key !== OTHER), OTHER] : [...keys];
}

/** Sorts by the mean place of what each is linked with, weighted; ties by key, the unlinked last. */
function byBarycentre(keys: readonly string[], others: readonly string[], weight: (key: string, other: string) => number): string[] {
  const centre = new Map(keys.map((key) => [key, meanPlace(others, (other) => weight(key, other))]));
  const at = (key: string) => centre.get(key) ?? Number.POSITIVE_INFINITY;
  return [...keys].sort((one, other) => at(one) - at(other) || (one < other ? -1 : 1));
}

function meanPlace(others: readonly string[], weight: (other: string) => number): number {
  let [sum, whole] = [0, 0];
  others.forEach((other, place) => {
    const share = weight(other);
    sum += share * ((place + 0.5) / others.length);
    whole += share;
  });
  return whole > 0 ? sum / whole : Number.MAX_VALUE;
}

/** The picture's numbers in the order of the seats. A seat that has emptied keeps its place with nothing in it. */
export function toEcosystem(seats: Seats, present: EcosystemAnswers, previous: EcosystemAnswers | null, toName: ToName): Ecosystem {
  const places = new Map<string, number>();
  for (const rank of RANKS) for (const key of seats.keys[rank] as readonly string[]) places.set(`${rank} ${key}`, places.size);
  const nodes = RANKS.flatMap((rank) => nodesOf(rank, seats, present, previous, toName));
  const links = ([0, 1] as const).flatMap((gap) => linksOf(gap, { seats, places }, present.links[gap], previous?.links[gap]));
  return { nodes, links, total: present.total ? amountsAt(present.total, 0) : NO_AMOUNTS };
}

function nodesOf(
  rank: RankAt,
  seats: Seats,
  present: EcosystemAnswers,
  previous: EcosystemAnswers | null,
  toName: ToName,
): EcosystemNode[] {
  const dimension = seats.ranks[rank];
  const keys = seats.keys[rank] as readonly string[];
  const now = sumsOf(present.nodes[rank], dimension);
  const before = previous ? sumsOf(previous.nodes[rank], dimension) : null;
  return keys.map((key) => {
    const isOther = key === OTHER;
    const own = isOther ? [...now.keys()].filter((other) => !keys.includes(other)) : [key];
    const values = own.flatMap((of) => now.get(of)?.value ?? valueOfKey(of));
    const name = isOther ? toName(OTHER, String(values.length), undefined) : nameOf(now.get(key), key, toName);
    const of = (sums: Sums) => total([...own].map((each) => sums.get(each)?.amounts ?? NO_AMOUNTS));
    return { key: `${rank} ${key}`, rank, name, values, isOther, ...of(now), before: before && of(before) };
  });
}

function nameOf(sum: Sum | undefined, key: string, toName: ToName): string {
  const { dimension, value } = sum?.value ?? valueOfKey(key);
  return toName(dimension, value, sum?.label);
}

function linksOf(
  gap: 0 | 1,
  { seats, places }: { readonly seats: Seats; readonly places: ReadonlyMap<string, number> },
  present: AnswerTable | undefined,
  previous: AnswerTable | undefined,
): EcosystemLink[] {
  const [from, to] = [seats.ranks[gap], seats.ranks[(gap + 1) as RankAt]];
  const seated = (rank: number, key: string) => ((seats.keys[rank] as readonly string[]).includes(key) ? key : OTHER);
  const now = folded(linkSums(present, from, to), gap, seated);
  const before = previous ? folded(linkSums(previous, from, to), gap, seated) : null;
  return [...now].flatMap(([key, amounts]) => {
    const [one = '', other = ''] = key.split('\u0001');
    const [start, end] = [places.get(`${gap} ${one}`), places.get(`${gap + 1} ${other}`)];
    if (start === undefined || end === undefined) return [];
    return [{ key: `${gap} ${key}`, from: start, to: end, gap, ...amounts, before: before && (before.get(key) ?? NO_AMOUNTS) }];
  });
}

function folded(sums: LinkSums, gap: number, seated: (rank: number, key: string) => string): Map<string, Amounts> {
  const result = new Map<string, Amounts>();
  for (const [to, sources] of sums) {
    for (const [from, amounts] of sources) {
      const key = `${seated(gap, from)}\u0001${seated(gap + 1, to)}`;
      result.set(key, total([result.get(key) ?? NO_AMOUNTS, amounts]));
    }
  }
  return result;
}

/** Sums of a node's answer by key. */
function sumsOf(table: AnswerTable | undefined, dimension: RankDimension): Sums {
  const sums = new Map<string, Sum>();
  for (let row = 0; row < (table?.rowCount ?? 0); row++) {
    const value = valueAt(table as AnswerTable, dimension, 0, row);
    const key = keyOf(value);
    const known = sums.get(key)?.amounts ?? NO_AMOUNTS;
    const label = value.value === null ? undefined : table?.labels[value.dimension]?.[value.value];
    sums.set(key, { value, label, amounts: total([known, amountsAt(table as AnswerTable, row)]) });
  }
  return sums;
}

/** Sums of a link's answer: by the key of its end, then of its start. */
function linkSums(table: AnswerTable | undefined, from: RankDimension, to: RankDimension): LinkSums {
  const sums = new Map<string, Map<string, Amounts>>();
  for (let row = 0; row < (table?.rowCount ?? 0); row++) {
    const start = keyOf(valueAt(table as AnswerTable, from, 0, row));
    const end = keyOf(valueAt(table as AnswerTable, to, keysOf(from).length, row));
    const sources = sums.get(end) ?? new Map<string, Amounts>();
    sources.set(start, total([sources.get(start) ?? NO_AMOUNTS, amountsAt(table as AnswerTable, row)]));
    sums.set(end, sources);
  }
  return sums;
}

/** The value of a row: the first of the dimension's columns that has one, so an event without a channel stands under its source. */
function valueAt(table: AnswerTable, dimension: RankDimension, at: number, row: number): NodeValue {
  const names = keysOf(dimension);
  for (let place = 0; place < names.length; place++) {
    const value = table.keys[at + place]?.[row] ?? null;
    if (value !== null) return { dimension: names[place] as string, value };
  }
  return { dimension, value: null };
}

function keyOf({ dimension, value }: NodeValue): string {
  return value === null ? `${dimension}` : `${dimension} ${value}`;
}

function valueOfKey(key: string): NodeValue {
  const at = key.indexOf(' ');
  return at < 0 ? { dimension: key, value: null } : { dimension: key.slice(0, at), value: key.slice(at + 1) };
}

function amountsAt(table: AnswerTable, row: number): Amounts {
  const at = (name: string) => metricValues(table, name)?.[row] ?? Number.NaN;
  const answers = at('csat.n') || 0;
  const risk = metricValues(table, 'revenue_at_risk')?.[row];
  return {
    events: at('events') || 0,
    revenue: at('revenue') || 0,
    risk: risk === undefined ? null : risk || 0,
    satisfied: Math.round(((at('csat') || 0) * answers) / 100),
    answers,
  };
}

function total(parts: readonly Amounts[]): Amounts {
  let sum = NO_AMOUNTS;
  for (const part of parts) {
    sum = {
      events: sum.events + part.events,
      revenue: sum.revenue + part.revenue,
      risk: part.risk === null ? sum.risk : (sum.risk ?? 0) + part.risk,
      satisfied: sum.satisfied + part.satisfied,
      answers: sum.answers + part.answers,
    };
  }
  return sum;
}

/** Satisfied share in percent, NaN without answers. */
export function csatOf({ satisfied, answers }: Amounts): number {
  return answers === 0 ? Number.NaN : (100 * satisfied) / answers;
}

/** Change of the satisfied share in points when it is more than chance (|z| ≥ 1.96, two proportions, pooled); else null. */
export function csatChange(now: Amounts, before: Amounts | null): number | null {
  if (before === null || now.answers === 0 || before.answers === 0) return null;
  const [one, other] = [now.satisfied / now.answers, before.satisfied / before.answers];
  const pooled = (now.satisfied + before.satisfied) / (now.answers + before.answers);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / now.answers + 1 / before.answers));
  return spread > 0 && Math.abs(one - other) / spread >= 1.96 ? 100 * (one - other) : null;
}

/** The 95 % interval of the satisfied share, null without answers. */
export function csatInterval({ satisfied, answers }: Amounts): { readonly low: number; readonly high: number } | null {
  return answers === 0 ? null : share(satisfied, answers);
}
