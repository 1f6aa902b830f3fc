/**
 * Where a tour that composes itself stops: the candidates by money at stake × statistical surprise.
 *
 * A candidate has up to two tests, of its revenue and of its satisfaction, each against its reference: the figures as the last round told them where
 * it stopped there, else those of the window before. What that window does not tell has no test: the sentence is said against it. A test
 * counts as a move when its q (see `surprise.ts`) is at most 5 % and the change at least 2 % of the revenue, or one point. Then
 *   money of a move of revenue = |revenue - reference|
 *   money of a move of satisfaction = |points| / 100 × revenue now: that of the customers who changed sides
 *   score = Σ over its moves of money × -log10 q (at most 16, so that the largest place is not always the only one)
 * Candidates without a move are skipped, as is everything of fewer customers than a group must have. Of places that lie within one another one is
 * told: the inner one where it carries at least half of the outer one's move, else the one with the higher score.
 */
import type { PlaceRef } from '../place.ts';
import { isSamePlace, isWithin } from '../place.ts';
import type { Span } from '../timeBuckets.ts';
import type { Candidate, Figures } from './candidates.ts';
import { amountZ, falseDiscovery, logTail, rateZ } from './surprise.ts';

const MOST_Q = 0.05;
const LEAST_CHANGE = { revenue: 0.02, points: 1 } as const;
const MOST_SURPRISE = 16;
/** Fewest customers that a figure may speak of, and fewest orders and answers on both sides of a test together. */
export const LEAST = { customers: 10, orders: 20, answers: 60 } as const;
/** Part of the outer place's move that the inner one must carry to be told in its stead. */
const INNER_SHARE = 0.5;

export type MovedMetric = 'revenue' | 'csat';

export interface Move {
  readonly metric: MovedMetric;
  /** Money, or points of satisfaction, against the reference. */
  readonly change: number;
  readonly z: number;
  /** -log10 of q, 0 and more. */
  readonly surprise: number;
  /** In the reporting currency. */
  readonly money: number;
}

export interface Stop {
  readonly candidate: Candidate;
  /** The larger first; never empty. */
  readonly moves: readonly Move[];
  readonly score: number;
  /** Whether it is set against what the last round told, not against the window before. */
  readonly isToldAgain: boolean;
}

/** What a round told of a candidate: what the next one is set against. */
export interface Told {
  readonly key: string;
  readonly figures: Figures;
  /** The window that it was told of, ms: nothing of another length can be set against it. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Ranking {
  readonly stops: readonly Stop[];
  /** How many candidates were large enough to be looked at, and how many of them moved. */
  readonly looked: number;
  readonly moved: number;
  /** How many moved against the window before, also of those that were told already. */
  readonly movedAtAll: number;
}

/** Ranks the candidates of a window; `told` is what the last round told, `most` how many stops a round has. */
export function rankStops(candidates: readonly Candidate[], span: Span, told: readonly Told[], most: number): Ranking {
  const large = candidates.filter(isLargeEnough);
  const stops = toStops(large, span, told).sort(
    // Where there is no money, surprise alone.
    (one, other) => other.score - one.score || surpriseOf(other) - surpriseOf(one) || (one.candidate.key < other.candidate.key ? -1 : 1),
  );
  const taken: Stop[] = [];
  for (const stop of stops.filter((outer) => !stops.some((inner) => carries(inner, outer)))) {
    if (taken.length < most && !taken.some((other) => areNested(placeOf(stop), placeOf(other)))) taken.push(stop);
  }
  const movedAtAll = told.length === 0 ? stops : toStops(large, span, []);
  return { stops: taken, looked: large.length, moved: stops.length, movedAtAll: movedAtAll.length };
}

function isLargeEnough({ now, before }: Candidate): boolean {
  const isGroup = ({ customers }: Figures) => customers === 0 || customers >= LEAST.customers;
  return now.customers + before.customers > 0 && isGroup(now) && isGroup(before);
}

interface Test extends Omit<Move, 'surprise'> {
  readonly candidate: Candidate;
  readonly isLarge: boolean;
}

function toStops(candidates: readonly Candidate[], span: Span, told: readonly Told[]): Stop[] {
  const lengthMs = span.toMs - span.fromMs;
  const toldOf = new Map(told.flatMap((one) => (one.toMs - one.fromMs === lengthMs ? [[one.key, one] as const] : [])));
  const tests = candidates.flatMap((candidate) => testsOf(candidate, span, toldOf.get(candidate.key)));
  const logQs = falseDiscovery(tests.map(({ z }) => logTail(z)));
  const movesOf = new Map<Candidate, Move[]>();
  tests.forEach(({ candidate, isLarge, ...test }, at) => {
    const surprise = Math.min(MOST_SURPRISE, -(logQs[at] as number));
    if (!isLarge || surprise < -Math.log10(MOST_Q)) return;
    movesOf.set(candidate, [...(movesOf.get(candidate) ?? []), { ...test, surprise }]);
  });
  return Array.from(movesOf, ([candidate, moves]) => ({
    candidate,
    moves: moves.sort((one, other) => weight(other) - weight(one)),
    score: moves.reduce((sum, move) => sum + weight(move), 0),
    isToldAgain: toldOf.has(candidate.key),
  }));
}

function surpriseOf({ moves }: Stop): number {
  return moves.reduce((sum, { surprise }) => sum + surprise, 0);
}

function weight({ money, surprise }: Move): number {
  return money * surprise;
}

function testsOf(candidate: Candidate, span: Span, told: Told | undefined): readonly Test[] {
  const { now, before } = candidate;
  const reference = told?.figures ?? before;
  const share = told === undefined ? 1 : Math.min(1, Math.max(0, (span.toMs - told.toMs) / (span.toMs - span.fromMs)));
  const tests: Test[] = [];
  if (now.orders + reference.orders >= LEAST.orders && Number.isFinite(before.revenue)) {
    const change = now.revenue - reference.revenue;
    const isLarge = Math.abs(change) >= LEAST_CHANGE.revenue * Math.max(Math.abs(now.revenue), Math.abs(reference.revenue)) && change !== 0;
    tests.push({ candidate, metric: 'revenue', change, z: amountZ(now, reference, share), money: Math.abs(change), isLarge });
  }
  if (now.answers + reference.answers >= LEAST.answers && Math.min(now.answers, reference.answers, before.answers) > 0) {
    const change = now.percent - reference.percent;
    // Revenue may be kept back where satisfaction is told, and below zero where returns are orders.
    const money = (Math.abs(change) / 100) * Math.max(0, now.revenue || 0);
    tests.push({
      ...{ candidate, metric: 'csat', change, money },
      ...{ z: rateZ(now, reference, share), isLarge: Math.abs(change) >= LEAST_CHANGE.points },
    });
  }
  return tests;
}

/** Whether `inner` lies within `outer` and carries at least half of its first move. */
function carries(inner: Stop, outer: Stop): boolean {
  const [small, large] = [placeOf(inner), placeOf(outer)];
  if (small === null || large === null || isSamePlace(small, large) || !isWithin(small, large)) return false;
  const first = outer.moves[0];
  const same = inner.moves.find(({ metric }) => metric === first?.metric);
  if (first === undefined || same === undefined || Math.sign(same.change) !== Math.sign(first.change)) return false;
  return same.money >= INNER_SHARE * first.money;
}

function areNested(one: PlaceRef | null, other: PlaceRef | null): boolean {
  return one !== null && other !== null && (isWithin(one, other) || isWithin(other, one));
}

function placeOf({ candidate: { subject } }: Stop): PlaceRef | null {
  return subject.kind === 'place' ? subject.place : null;
}

/** What the next round is set against. */
export function toTold(stops: readonly Stop[], span: Span): readonly Told[] {
  return stops.map(({ candidate: { key, now } }) => ({ key, figures: now, ...span }));
}
