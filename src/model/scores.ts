/** Scores as they were given, scale by scale: how they spread, and whether people fall into two camps. */
import type { Query } from '../protocol/query.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { keyColumn, measuredOf } from './rows.ts';
import { setFilter } from './viewFilters.ts';
import { mixQuery } from './viewQueries.ts';
import type { ViewState } from './viewState.ts';

/** The scores that a scale has, and where its low and its high end reach to: those of the metrics csat, nps and ces. */
const SCALES: Readonly<Record<string, { readonly from: number; readonly to: number; readonly lowTo: number; readonly highFrom: number }>> =
  {
    csat5: { from: 1, to: 5, lowTo: 2, highFrom: 4 },
    nps: { from: 0, to: 10, lowTo: 6, highFrom: 9 },
    ces7: { from: 1, to: 7, lowTo: 2, highFrom: 6 },
  };
const ORDER = ['csat5', 'nps', 'ces7'];
/** Most scores of a scale that are listed, those given most often: there may be more of them on a scale to 100, or of decimals. */
const MOST_SCORES = 50;
/** Most scores that are asked for: those of a sentiment with three decimals are all among them. */
const MOST_GROUPS = 5000;

export interface ScoreBin {
  /** Id of the score in the dimension `score`. */
  readonly id: string;
  readonly score: number;
  readonly count: number;
}

export interface ScoreSpread {
  /** Null for scores without a scale. */
  readonly scale: string | null;
  /** Lowest first; a known scale has all of its whole scores, unless more others were given than can be listed. */
  readonly bins: readonly ScoreBin[];
  readonly count: number;
  readonly mean: number;
  /** Shares (0-1) at both ends; NaN for a scale that is not known. */
  readonly low: number;
  readonly high: number;
  readonly isPolarised: boolean;
  /** There are more scores than were told: answers are at least so many, and the mean is near. */
  readonly isPart: boolean;
}

/** Answers by scale and score, of the selected place; the filters on scores themselves are left out, so that others can be chosen. */
export function scoresQuery(view: ViewState): Query {
  const { score: _, scale: __, ...where } = view.where;
  return { ...mixQuery({ ...view, where }, 'scale', ['responses'], MOST_GROUPS), groupBy: ['scale', 'score'] };
}

/** The scales of an answer to {@link scoresQuery}, the well-known ones first. */
export function toSpreads(table: AnswerTable | null): readonly ScoreSpread[] {
  if (table === null) return [];
  const [scales, scores] = [keyColumn(table, 'scale'), keyColumn(table, 'score')];
  const responses = measuredOf(table, 'responses');
  const byScale = new Map<string | null, ScoreBin[]>();
  for (let row = 0; row < table.rowCount; row++) {
    const id = scores?.[row] ?? null;
    const count = responses(row).value;
    if (id === null || !(count > 0)) continue;
    const scale = scales?.[row] ?? null;
    const known = byScale.get(scale) ?? [];
    known.push({ id, score: Number(id), count });
    byScale.set(scale, known);
  }
  const rank = (scale: string | null) =>
    scale === null ? ORDER.length + 1 : (ORDER.indexOf(scale) + ORDER.length + 1) % (ORDER.length + 1);
  const { truncated } = table;
  return Array.from(byScale, ([scale, bins]) => ({ ...toSpread(scale, bins), isPart: truncated })).sort(
    (one, other) => rank(one.scale) - rank(other.scale),
  );
}

function toSpread(scale: string | null, given: readonly ScoreBin[]): Omit<ScoreSpread, 'isPart'> {
  const known = scale === null ? undefined : SCALES[scale];
  const whole = known === undefined ? [] : Array.from({ length: known.to - known.from + 1 }, (_, at) => known.from + at);
  const missing = whole
    .filter((score) => !given.some((bin) => bin.score === score))
    .map((score) => ({ id: String(score), score, count: 0 }));
  const byScore = (one: ScoreBin, other: ScoreBin) => one.score - other.score;
  const bins = [...given, ...missing]
    .sort((one, other) => other.count - one.count || byScore(one, other))
    .slice(0, MOST_SCORES)
    .sort(byScore);
  const count = given.reduce((sum, bin) => sum + bin.count, 0);
  const mean = given.reduce((sum, bin) => sum + bin.score * bin.count, 0) / count;
  const share = (isIn: (score: number) => boolean) =>
    known === undefined ? Number.NaN : given.reduce((sum, bin) => sum + (isIn(bin.score) ? bin.count : 0), 0) / count;
  const [low, high] = [share((score) => score <= (known?.lowTo ?? 0)), share((score) => score >= (known?.highFrom ?? 0))];
  return { scale, bins, count, mean, low, high, isPolarised: isPolarised(given, { count, low, high, scores: whole.length }) };
}

/** Fewer answers say nothing about camps. */
const LEAST_ANSWERS = 30;
const LEAST_CAMP = 0.2;
/** How far above that of an even spread the coefficient must lie. */
const CLEARLY = 1.05;

/**
 * Whether people fall into two camps: at least a fifth at either end, fewer between than at the smaller of them, and a bimodality
 * coefficient above that of an even spread (Pfister et al. 2013, Front. Psychol. 4:700: 5/9 where scores are continuous, a little more
 * on scales of few scores). The coefficient alone also calls lopsided answers bimodal.
 */
export function isPolarised(
  bins: readonly ScoreBin[],
  { count, low, high, scores }: Pick<ScoreSpread, 'count' | 'low' | 'high'> & { readonly scores: number },
): boolean {
  if (count < LEAST_ANSWERS || !(Math.min(low, high) >= LEAST_CAMP)) return false;
  return 1 - low - high < Math.min(low, high) && bimodality(bins) > CLEARLY * evenBimodality(scores);
}

/** The coefficient where each of so many scores is given as often. */
function evenBimodality(scores: number): number {
  return 1 / (3 - (6 * (scores ** 2 + 1)) / (5 * (scores ** 2 - 1)));
}

/** Sarle's bimodality coefficient with the correction for finite samples, 0-1; NaN for fewer than four answers or one score alone. */
export function bimodality(bins: readonly ScoreBin[]): number {
  const n = bins.reduce((sum, { count }) => sum + count, 0);
  const mean = bins.reduce((sum, { score, count }) => sum + score * count, 0) / n;
  const moment = (power: number) => bins.reduce((sum, { score, count }) => sum + count * (score - mean) ** power, 0) / n;
  const variance = moment(2);
  if (n < 4 || !(variance > 0)) return Number.NaN;
  const skewness = ((moment(3) / variance ** 1.5) * Math.sqrt(n * (n - 1))) / (n - 2);
  const excess = moment(4) / variance ** 2 - 3;
  const kurtosis = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
  return (skewness ** 2 + 1) / (kurtosis + (3 * (n - 1) ** 2) / ((n - 2) * (n - 3)));
}

/** Filters by scores of one scale; none takes the filter away. */
export function filterScores(view: ViewState, scale: string | null, scores: readonly string[]): ViewState {
  return setFilter(setFilter(view, 'scale', scores.length === 0 ? [] : [scale]), 'score', scores);
}

/** The scores of a scale that the view is filtered by. */
export function chosenScores(view: ViewState, scale: string | null): readonly string[] {
  const { score = [], scale: scales } = view.where;
  return scales !== undefined && !scales.includes(scale) ? [] : score.flatMap((one) => one ?? []);
}

/** A click: this score alone, or with `isMore` added to those chosen or taken away; the last one chosen takes the filter away. */
export function pickScore(view: ViewState, scale: string | null, score: string, isMore: boolean): ViewState {
  const chosen = chosenScores(view, scale);
  if (!isMore) return filterScores(view, scale, chosen.length === 1 && chosen[0] === score ? [] : [score]);
  return filterScores(view, scale, chosen.includes(score) ? chosen.filter((one) => one !== score) : [...chosen, score]);
}
