/** One round of the tour that composes itself: asks the few questions it needs, of one moment of the log, and gives the scenes. */
import type { Catalog } from '../../protocol/catalog.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { activeExtent, activityQuery } from '../activity.ts';
import { spanBefore } from '../compare.ts';
import { candidateMetrics, chooseMetrics } from '../firstMetrics.ts';
import { GRAIN_MS, type Span } from '../timeBuckets.ts';
import { DEFAULT_VIEW, momentOf, type ViewState } from '../viewState.ts';
import {
  type Candidate,
  type CandidateKind,
  candidateKinds,
  candidateQuery,
  type Figures,
  type Pair,
  readFigures,
  toCandidates,
  totalFiguresQuery,
} from './candidates.ts';
import { type Cause, causeDimension, causeQuery, kindOf, toCause } from './cause.ts';
import { type ComposedScene, type RoundContext, toScene, totalScene } from './compose.ts';
import { type Ranking, rankStops, type Stop, type Told, toTold } from './rank.ts';

export interface RoundOptions {
  /** Asks one query; throws an Error with the server's message. */
  readonly ask: (query: Query) => Promise<AnswerTable>;
  readonly catalog: Catalog;
  /** The view that the round is of: only its drilled place, filters, theme and moment matter. */
  readonly base: ViewState;
  /** What the place drilled into is called; null for the world. */
  readonly name: string | null;
  /** The server's clock, and the newest event, ms. */
  readonly nowMs: number;
  readonly newestMs: number;
  /** What the last round told; empty in the first. */
  readonly told: readonly Told[];
  /** Most stops after the first scene, which tells of everything together. */
  readonly most?: number;
}

export interface Round extends Pick<Ranking, 'looked' | 'moved'> {
  readonly scenes: readonly ComposedScene[];
  /** For the next round. */
  readonly told: readonly Told[];
  readonly spans: Pair<Span>;
}

const MOST_STOPS = 8;
/** Lengths of the window, and the orders that make one long enough; where nothing is sold, the answers. */
const LENGTHS_MS = [GRAIN_MS.hour, GRAIN_MS.day, 7 * GRAIN_MS.day, 28 * GRAIN_MS.day, 91 * GRAIN_MS.day, 364 * GRAIN_MS.day] as const;
const USUAL_MS = 7 * GRAIN_MS.day;
const ENOUGH = 1000;
/** Part of the window that may have no events yet: an hour of a week, less than any change that is told. */
const MOST_MISSING = 1 / 168;

/** Composes a round. Throws what `ask` throws, and an Error when the log is another one than the catalog's or than at its first question. */
export async function composeRound(asked: RoundOptions): Promise<Round> {
  const options = ofMoment(asked);
  const { ask: askNow, catalog, base, told, most = MOST_STOPS } = options;
  const [spans, asOf] = await chooseSpans(options);
  if (asOf.epoch !== catalog.epoch) throw new Error('round: the catalog is of another log, its currency too');
  const ask = (query: Query) => askNow({ ...query, asOf });
  const both = async (toQuery: (span: Span) => Query): Promise<Pair<AnswerTable>> => {
    const [now, before] = await Promise.all([ask(toQuery(spans.now)), ask(toQuery(spans.before))]);
    return { now, before };
  };

  const kinds = candidateKinds(
    base,
    catalog.dimensions.map(({ id }) => id),
  );
  const metricIds = catalog.metrics.map(({ id }) => id);
  const total = await both((span) => totalFiguresQuery(base, span));
  const figures = { now: readFigures(total.now)(0), before: readFigures(total.before)(0) };
  const candidates: Candidate[] = [];
  for (const kind of kinds) {
    const found = toCandidates(kind, await both((span) => candidateQuery(kind, base, span)));
    candidates.push(...found.filter((candidate) => !isEverything(candidate, figures)));
  }
  const ranking = rankStops(candidates, spans.now, told, most);

  const causes = new Map<Stop, Cause>();
  for (const kind of new Set(ranking.stops.map(({ candidate }) => kindOf(candidate.subject)))) {
    for (const [stop, cause] of await askCauses(kind, ranking.stops, { base, both })) causes.set(stop, cause);
  }

  const lengthMs = spans.now.toMs - spans.now.fromMs;
  const isUsual = figures.now.orders > 0 && figures.now.answers > 0;
  const drawn = isUsual ? DEFAULT_VIEW : chooseMetrics(DEFAULT_VIEW, await ask({ metrics: [...candidateMetrics(metricIds)] }));
  const context: RoundContext = {
    base: { ...base, height: drawn.height, colour: drawn.colour },
    spans,
    asOf,
    nowMs: options.nowMs,
    lengthMs,
    currency: catalog.currency,
    name: options.name,
  };
  return {
    scenes: [totalScene(figures, ranking, context), ...ranking.stops.map((stop) => toScene(stop, causes.get(stop) ?? null, context))],
    told: toTold(ranking.stops, spans.now),
    spans,
    looked: ranking.looked,
    moved: ranking.moved,
  };
}

/** Over the numbers of an earlier moment it asks and looks back from there, as all else on the page does. */
function ofMoment(options: RoundOptions): RoundOptions {
  const moment = momentOf(options.base);
  if (moment === null) return options;
  const { epoch, seq, at } = moment;
  const atMs = Date.parse(at);
  const ask = (query: Query) => options.ask({ ...query, asOf: { epoch, seq } });
  return { ...options, ask, nowMs: atMs, newestMs: Math.min(options.newestMs, atMs) };
}

/** Whether all there is has that place or value, as in a company of one country: the first scene tells of it, and what lies within would not be told. */
function isEverything({ now, before }: Candidate, all: Pair<Figures>): boolean {
  const isSame = (one: Figures, other: Figures) =>
    one.revenue === other.revenue && one.orders === other.orders && one.answers === other.answers;
  return isSame(now, all.now) && isSame(before, all.before);
}

interface CausesOf {
  readonly base: ViewState;
  readonly both: (toQuery: (span: Span) => Query) => Promise<Pair<AnswerTable>>;
}

async function askCauses(
  kind: CandidateKind,
  stops: readonly Stop[],
  { base, both }: CausesOf,
): Promise<readonly (readonly [Stop, Cause])[]> {
  const own = stops.filter(
    ({ candidate, moves }) => kindOf(candidate.subject) === kind && moves.some(({ metric }) => metric === 'revenue'),
  );
  const dimension = causeDimension(kind, base);
  const toQuery = (span: Span) => causeQuery(kind, own, base, span);
  if (dimension === null || own.length === 0) return [];
  const answers = await both((span) => toQuery(span) ?? fail(kind));
  return own.flatMap((stop) => {
    const cause = toCause(stop, dimension, answers);
    return cause === null ? [] : [[stop, cause] as const];
  });
}

function fail(kind: string): never {
  throw new Error(`cause of ${kind}: nothing to ask`);
}

/**
 * The window and the one before, and the moment of the log. Usually a week; longer where that has too few orders, shorter where the orders do not reach
 * back two weeks: customers may be known for years before the first of them, and that it was none is no news. It ends now, or with the newest event where that is older: what has not come yet, such as before a nightly import, is no fall.
 */
async function chooseSpans({ ask, catalog, base, nowMs, newestMs }: RoundOptions): Promise<readonly [Pair<Span>, AnswerTable['asOf']]> {
  // Over all of time the units of orders are read in a twentieth of the time that it takes to tell the orders apart.
  const active = await ask(activityQuery('units'));
  const { asOf } = active;
  const oldestMs = Date.parse(activeExtent(active, 'units', catalog.extent).from ?? '') || newestMs;
  const spanOf = (lengthMs: number): Span => {
    const lastMs = nowMs - newestMs > MOST_MISSING * lengthMs ? newestMs : nowMs;
    const toMs = (Math.floor(lastMs / GRAIN_MS.minute) + 1) * GRAIN_MS.minute;
    return { fromMs: toMs - lengthMs, toMs };
  };
  const fitting = LENGTHS_MS.filter((lengthMs) => spanOf(lengthMs).toMs - 2 * lengthMs >= oldestMs);
  const wide = fitting.filter((lengthMs) => lengthMs >= USUAL_MS);
  const tried = wide.length > 0 ? wide : [fitting.at(-1) ?? LENGTHS_MS[0]];
  let chosen: number = tried[0] as number;
  for (const lengthMs of tried) {
    chosen = lengthMs;
    const answer = await ask({ ...totalFiguresQuery(base, spanOf(lengthMs)), metrics: ['orders', 'csat'], asOf });
    const { orders, answers } = readFigures(answer)(0);
    if (orders >= ENOUGH || (orders === 0 && answers >= ENOUGH)) break;
  }
  const now = spanOf(chosen);
  const before = spanBefore(now, 'previous', catalog.timezone) ?? { fromMs: 2 * now.fromMs - now.toMs, toMs: now.fromMs };
  return [{ now, before }, asOf];
}
