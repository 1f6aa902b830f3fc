/** The ecosystem as numbers: nodes and links of three ranks from answers, the smallest folded, everything in a stable order. */
import type { AnswerTable } from '../../protocol/table.ts';
import { isWhole } from '../rows.ts';
import { type Amounts, amountsAt, NO_AMOUNTS, total } from './amounts.ts';
import { RANKS, type RankAt } from './ranks.ts';
import { OTHER, type Seats } from './seats.ts';
import { type EcosystemAnswers, type LinkSums, linkSums, type NodeValue, type Sum, type Sums, sumsOf, valueOfKey } from './sums.ts';

export interface EcosystemNode extends Amounts {
  /** Unique in the picture. */
  readonly key: string;
  readonly rank: RankAt;
  readonly name: string;
  /** The values that the node stands for: several when small ones are folded into one. */
  readonly values: readonly NodeValue[];
  readonly isOther: boolean;
  /** The same in the window before; null when there is none, or where either window is not told of it. */
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

/** Names of values for people: `toName(dimension, value, label of the answer)`. */
export type ToName = (dimension: string, value: string | null, label: string | undefined) => string;

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
    const own = isOther
      ? [...now].flatMap(([other, { amounts }]) => (keys.includes(other) || isNobody(other, amounts) ? [] : [other]))
      : [key];
    const values = own.flatMap((of) => now.get(of)?.value ?? valueOfKey(of));
    const name = isOther ? toName(OTHER, String(values.length), undefined) : nameOf(now.get(key), key, toName);
    const of = (sums: Sums) => {
      const isTold = [...sums].some(([each, { amounts }]) => isOpinion(each, amounts));
      return total(own.map((each) => counted(each, sums.get(each)?.amounts ?? NO_AMOUNTS, isOther && !isTold)));
    };
    const isTold = isToldOf(now.get(key)?.amounts, present.nodes[rank]) && isToldOf(before?.get(key)?.amounts, previous?.nodes[rank]);
    return { key: `${rank} ${key}`, rank, name, values, isOther, ...of(now), before: before && (isOther || isTold) ? of(before) : null };
  });
}

/** Whether it is known how much there is: a wall is not told of small groups, which need not be empty. */
function isToldOf(amounts: Amounts | undefined, table: AnswerTable | undefined): boolean {
  return (amounts?.events ?? 0) > 0 || table === undefined || isWhole(table);
}

/** What names no value and buys nothing, as answers without a category: none of the small ones of a rank. */
function isNobody(key: string, { revenue }: Amounts): boolean {
  return valueOfKey(key).value === null && !revenue;
}

/** Whether answers name that value: they say how satisfied its own people are. */
function isOpinion(key: string, { answers }: Amounts): boolean {
  return valueOfKey(key).value !== null && answers > 0;
}

/** Where no answer names any value of a rank, what the nameless answered is no opinion of those folded together with them. */
function counted(key: string, amounts: Amounts, isNamelessMute: boolean): Amounts {
  return isNamelessMute && valueOfKey(key).value === null ? { ...amounts, satisfied: 0, answers: 0 } : amounts;
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
  // What was there before and is no more keeps its place: it fades where it was.
  for (const key of before?.keys() ?? []) if (!now.has(key) && isToldOf(undefined, present)) now.set(key, NO_AMOUNTS);
  return [...now].flatMap(([key, amounts]) => {
    const [one = '', other = ''] = key.split('\u0001');
    const [start, end] = [places.get(`${gap} ${one}`), places.get(`${gap + 1} ${other}`)];
    if (start === undefined || end === undefined) return [];
    const old = before?.get(key);
    const isTold = isToldOf(amounts, present) && isToldOf(old, previous) && (isWholeOf(present, previous) || !isFolded(one, other));
    return [{ key: `${gap} ${key}`, from: start, to: end, gap, ...amounts, before: before && isTold ? (old ?? NO_AMOUNTS) : null }];
  });
}

function isWholeOf(...tables: readonly (AnswerTable | undefined)[]): boolean {
  return tables.every((table) => isToldOf(undefined, table));
}

/** A link of many small ones: of those that are kept back now, others were before. */
function isFolded(...ends: readonly string[]): boolean {
  return ends.includes(OTHER);
}

function folded(sums: LinkSums, gap: number, seated: (rank: number, key: string) => string): Map<string, Amounts> {
  const result = new Map<string, Amounts>();
  const isTold = [...sums].some(([to, sources]) => [...sources.values()].some((amounts) => isOpinion(to, amounts)));
  for (const [to, sources] of sums) {
    for (const [from, amounts] of sources) {
      const end = seated(gap + 1, to);
      if (gap === 1 && end === OTHER && isNobody(to, amounts)) continue;
      const key = `${seated(gap, from)}\u0001${end}`;
      result.set(key, total([result.get(key) ?? NO_AMOUNTS, counted(to, amounts, end === OTHER && !isTold)]));
    }
  }
  return result;
}
