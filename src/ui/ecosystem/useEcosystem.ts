/** The ecosystem of the present view: live answers, seats that stay while the baseline is the same, and everything measured and placed. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { ask } from '../../live/ask.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { comparedView } from '../../model/compare.ts';
import { type Cascade, toCascade, toPlaces } from '../../model/ecosystem/cascade.ts';
import { changesOf, type EcosystemChange } from '../../model/ecosystem/changes.ts';
import { type Ecosystem, toEcosystem } from '../../model/ecosystem/ecosystem.ts';
import {
  arrivalQueries,
  baselineWindow,
  chosenQueries,
  chosenValues,
  type EcosystemQueries,
  ecosystemQueries,
  enteredFilters,
  isTypical,
} from '../../model/ecosystem/ecosystemQueries.ts';
import { nodeName } from '../../model/ecosystem/ecosystemWords.ts';
import { chosenNames, type Told, toldOfAll, toldOfChosen } from '../../model/ecosystem/headline.ts';
import { drawOrder } from '../../model/ecosystem/look.ts';
import type { RankDimension } from '../../model/ecosystem/ranks.ts';
import { MOST_NODES, MOST_ON_WALL, type Seats, seat } from '../../model/ecosystem/seats.ts';
import { NOTHING_STALE, type Staleness, stalenessOf } from '../../model/ecosystem/staleness.ts';
import { type EcosystemAnswers, keyOf } from '../../model/ecosystem/sums.ts';
import { restingQuery, restingWindow } from '../../model/freshness.ts';
import { planOfNode } from '../../model/planDocks.ts';
import { metricValues } from '../../model/reading.ts';
import { DEFAULT_VIEW, subjectOf, type TimeWindow, type ViewState } from '../../model/viewState.ts';
import type { Catalog } from '../../protocol/catalog.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { useCatalog } from '../catalogContext.ts';
import { isWall } from '../display.ts';
import { useLagging } from '../freshness/useLagging.ts';
import { useDockPlans } from '../plan/useDockPlans.ts';
import { useAsked } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';

export interface ShownEcosystem {
  readonly ecosystem: Ecosystem;
  /** Links in the order in which they are drawn. */
  readonly cascade: Cascade;
  /** Events on each link since ever, by its key: what is more than before has just arrived. */
  readonly counts: ReadonlyMap<string, number>;
  /** Which question these answer, for which seats: those of others say nothing of what has arrived. */
  readonly countsOf: string;
  /** What changed against the window before, the weightiest first; positions in `ecosystem`. */
  readonly changes: readonly EcosystemChange[];
  readonly staleness: Staleness;
  readonly seats: Seats;
  /** What the sentence over the picture is of: what is chosen, else all of it. */
  readonly told: Told;
  /** How many flows are not told, because so few people are behind them, or others of them would give those away. */
  readonly withheld: number;
}

export interface EcosystemState {
  readonly shown: ShownEcosystem | null;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: string | null;
}

const queriesOf = (view: ViewState, catalog: Catalog, window?: TimeWindow): EcosystemQueries =>
  ecosystemQueries(view, catalog, window, isWall());

/** Asks nothing while `isAsked` is false; what was shown last stays. */
export function useEcosystem(isAsked: boolean): EcosystemState {
  const view = useAsked();
  const catalog = useCatalog();
  const nowMs = useServerNow(view.window.kind === 'last');
  const now = useAnswers(isAsked ? queriesOf(view, catalog) : null);
  const other = comparedView({ ...view, compare: view.compare === 'none' ? 'previous' : view.compare }, catalog.timezone, nowMs);
  const before = useAnswers(isAsked && other !== null ? queriesOf(other, catalog, other.window) : null);
  const compared = other === null ? null : before.answers;
  const seats = useSeats(view, catalog, now.answers, view.compare === 'none' ? null : compared);
  const arrivals = useArrivals(isAsked ? view : null, seats);
  const staleness = useStaleness(isAsked ? view : null, catalog, seats);
  const plans = useDockPlans(isAsked);
  const chosen = useChosen(isAsked ? view : null, catalog);
  const { whatIf } = view;
  const focus = subjectOf(view);

  const ecosystem = useMemo(
    () => (seats && now.answers ? toEcosystem(seats, now.answers, compared, nodeName) : null),
    [seats, now.answers, compared],
  );
  const withheld = now.answers?.links.reduce((sum, { suppressed }) => sum + suppressed, 0) ?? 0;
  const drawn = useMemo(() => {
    if (!seats || !ecosystem) return null;
    const said = { whatIf, focus };
    const cascade = toCascade(ecosystem, toPlaces(seats), (node) => planOfNode({ node }, plans, said));
    const links = drawOrder(cascade).flatMap((at) => cascade.links[at] ?? []);
    return { ecosystem, cascade: { ...cascade, links }, ...arrivals, changes: changesOf(ecosystem), staleness, seats, withheld };
  }, [seats, ecosystem, arrivals, staleness, plans, whatIf, focus, withheld]);
  const total = now.answers?.total ?? null;
  const shown = useMemo<ShownEcosystem | null>(() => {
    if (drawn === null) return null;
    const { ecosystem: all } = drawn;
    return { ...drawn, told: chosen === null ? toldOfAll(all, total) : toldOfChosen(chosenNames(view, all), chosen, chosen.by) };
  }, [drawn, chosen, total, view]);
  const held = useRef<ShownEcosystem | null>(null);
  useEffect(() => {
    if (shown) held.current = shown;
  }, [shown]);
  return { shown: shown ?? held.current, status: now.error !== null ? 'failed' : shown ? 'ready' : 'loading', error: now.error };
}

interface Answered {
  readonly answers: EcosystemAnswers | null;
  readonly error: string | null;
}

function useAnswers(queries: EcosystemQueries | null): Answered {
  const far = useAnswer(queries?.nodes[0] ?? null);
  const middle = useAnswer(queries?.nodes[1] ?? null);
  const near = useAnswer(queries?.nodes[2] ?? null);
  const upper = useAnswer(queries?.links[0] ?? null);
  const lower = useAnswer(queries?.links[1] ?? null);
  const total = useAnswer(queries?.total ?? null);
  const all = [far, middle, near, upper, lower, total];
  const isWhole = all.every(({ table, status }) => table !== null && status !== 'loading');
  const answers = useMemo<EcosystemAnswers | null>(() => {
    const tables = [far.table, middle.table, near.table, upper.table, lower.table];
    if (!isWhole || tables.some((table) => table === null)) return null;
    const [one, two, three, four, five] = tables as NonNullable<(typeof tables)[number]>[];
    return { nodes: [one, two, three], links: [four, five], total: total.table } as EcosystemAnswers;
  }, [isWhole, far.table, middle.table, near.table, upper.table, lower.table, total.table]);
  return { answers, error: all.find(({ error }) => error !== null)?.error ?? null };
}

interface Chosen {
  readonly total: AnswerTable | null;
  readonly parts: AnswerTable | null;
  readonly by: RankDimension | null;
}

/** The answers on what is chosen, null where nothing is; those of another choice are none. */
function useChosen(view: ViewState | null, catalog: Catalog): Chosen | null {
  const queries = view && chosenQueries(view, catalog, isWall());
  const total = useAnswer(queries?.total ?? null);
  const parts = useAnswer(queries?.parts ?? null);
  const isAsked = queries !== null;
  const by = queries?.by ?? null;
  const isKnown = total.status !== 'loading' && (by === null || parts.status !== 'loading');
  return useMemo(
    () => (isAsked ? { total: isKnown ? total.table : null, parts: parts.table, by } : null),
    [isAsked, isKnown, total.table, parts.table, by],
  );
}

/** Seats by the last 28 days (by all of time where these are thin) without any filter but what was entered, asked once; until that is known by what is there now. */
function useSeats(view: ViewState, catalog: Catalog, now: EcosystemAnswers | null, past: EcosystemAnswers | null): Seats | null {
  const entered = enteredFilters(view);
  const key = `${view.ranks.join()} ${JSON.stringify(entered)} ${catalog.epoch} ${catalog.extent.to?.slice(0, 10) ?? ''}`;
  const [baseline, setBaseline] = useState<{ readonly key: string; readonly answers: EcosystemAnswers | null } | null>(null);
  const isNeeded = now !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the baseline depends on
  useEffect(() => {
    if (!isNeeded) return undefined;
    const gone = new AbortController();
    askBaseline({ ...DEFAULT_VIEW, ranks: view.ranks, where: entered }, catalog, gone.signal).then(
      (answers) => setBaseline({ key, answers }),
      () => gone.signal.aborted || setBaseline({ key, answers: null }),
    );
    return () => gone.abort();
  }, [key, isNeeded]);
  const isKnown = baseline?.key === key;
  const chosen = JSON.stringify(chosenValues(view).map(keyOf));
  const values = [now, past].map((answers) => (answers === null ? '' : seatedValues(answers))).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: seats stay while the same values are there, however their numbers move
  return useMemo(() => {
    const places = { most: isWall() ? MOST_ON_WALL : MOST_NODES, chosen: JSON.parse(chosen) as string[] };
    return now === null || !isKnown ? null : seat(view.ranks, baseline.answers ?? now, now, past, places);
  }, [key, isKnown, values, baseline, chosen]);
}

function seatedValues({ nodes }: EcosystemAnswers): string {
  return JSON.stringify(nodes.map((table) => table.keys.map((keys) => [...new Set(keys.slice(0, table.rowCount))].sort())));
}

/** The 28 days that place the nodes, or all of time where these days are too thin for it. */
async function placingWindow(view: ViewState, catalog: Catalog, read: (query: Query) => Promise<AnswerTable>): Promise<TimeWindow> {
  const [fromMs, toMs] = [Date.parse(catalog.extent.from ?? '') || 0, Date.parse(catalog.extent.to ?? '') || 0];
  const days = baselineWindow(toMs);
  const eventsIn = async (window: TimeWindow) => {
    const { total } = queriesOf(view, catalog, window);
    return metricValues(await read({ ...total, metrics: ['events'] }), 'events')?.[0] ?? 0;
  };
  const [ofDays, ofAll] = await Promise.all([eventsIn(days), eventsIn({ kind: 'all' })]);
  return isTypical(ofDays, ofAll, toMs - fromMs) ? days : { kind: 'all' };
}

async function askBaseline(view: ViewState, catalog: Catalog, signal: AbortSignal): Promise<EcosystemAnswers> {
  const read = (query: Query) => ask(query, signal);
  const { nodes, links } = queriesOf(view, catalog, await placingWindow(view, catalog, read));
  const [far, middle, near, upper, lower] = await Promise.all([...nodes, ...links].map(read));
  if (!far || !middle || !near || !upper || !lower) throw new Error('baseline: an answer is missing');
  return { nodes: [far, middle, near], links: [upper, lower], total: null };
}

/** What rests on silent sources; nothing is asked while none is silent. */
function useStaleness(view: ViewState | null, catalog: Catalog, seats: Seats | null): Staleness {
  const lagging = useLagging();
  const window = view === null || lagging.length === 0 ? null : restingWindow(view.window, lagging);
  const queries = view && window && queriesOf(view, catalog, window);
  const sources = lagging.map(({ source }) => source);
  const part = useAnswers(queries && restingOn(queries, sources)).answers;
  const whole = useAnswers(queries && restingOn(queries, null)).answers;
  const isAsked = queries !== null;
  return useMemo(
    () => (isAsked && seats && part && whole ? stalenessOf(seats, part, whole) : NOTHING_STALE),
    [isAsked, seats, part, whole],
  );
}

function restingOn({ nodes, links, total }: EcosystemQueries, sources: readonly string[] | null): EcosystemQueries | null {
  const asked = [...nodes, ...links, total].map((query) => restingQuery({ ...query, metrics: ['events'] }, sources));
  const [one, two, three, four, five, six] = asked;
  if (!one || !two || !three || !four || !five || !six) return null;
  return { nodes: [one, two, three], links: [four, five], total: six };
}

const NOTHING: Pick<ShownEcosystem, 'counts' | 'countsOf'> = { counts: new Map(), countsOf: '' };

function useArrivals(view: ViewState | null, seats: Seats | null): Pick<ShownEcosystem, 'counts' | 'countsOf'> {
  const queries = view && arrivalQueries(view, isWall());
  const upper = useAnswer(queries?.[0] ?? null);
  const lower = useAnswer(queries?.[1] ?? null);
  const asked = JSON.stringify(queries);
  return useMemo(() => {
    if (!seats || !upper.table || !lower.table || upper.status === 'loading' || lower.status === 'loading') return NOTHING;
    const answers = { nodes: [], links: [upper.table, lower.table], total: null };
    const { links } = toEcosystem(seats, answers, null, nodeName);
    return { counts: new Map(links.map(({ key, events }) => [key, events])), countsOf: `${asked} ${JSON.stringify(seats.keys)}` };
  }, [asked, seats, upper.table, lower.table, upper.status, lower.status]);
}
