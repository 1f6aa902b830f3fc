/** Scenes of a tour that composes itself: the stops of a round as views, with their sentences, every figure of which opens its numbers. */
import type { AsOf, Query } from '../../protocol/query.ts';
import { SCENE_SECONDS, type Scene } from '../../protocol/tours.ts';
import { isSamePlace, lineage, type PlaceRef } from '../place.ts';
import { saidText } from '../said.ts';
import { type Span, toInstant } from '../timeBuckets.ts';
import { during, windowBetween } from '../timeWindow.ts';
import { setFilter } from '../viewFilters.ts';
import { within } from '../viewQueries.ts';
import { toSearch } from '../viewSearch.ts';
import { DEFAULT_VIEW, momentOf, type ViewState } from '../viewState.ts';
import type { Figures, Pair, Subject } from './candidates.ts';
import type { Cause } from './cause.ts';
import type { Ranking, Stop } from './rank.ts';
import { type FigureOf, type SayingContext, type StopPart, sayStop, sayTotal, totalName } from './sayStop.ts';

/** A piece of a caption; a figure links to the view that shows it and names the queries whose answers it was read from. */
export interface CaptionPart {
  readonly text: string;
  readonly link: FigureLink | null;
}

export interface FigureLink {
  /** The query part of an address that shows the figure, with the numbers of that moment. */
  readonly search: string;
  /** What to ask at `POST /v1/query` to have the figure again: of the window, and of the one before. */
  readonly queries: Pair<Query>;
}

export interface ComposedScene extends Scene {
  /** The caption in pieces. */
  readonly says: readonly CaptionPart[];
  /** Why it is shown; null for the first scene, which tells of everything together. */
  readonly stop: Stop | null;
  readonly cause: Cause | null;
}

export interface RoundContext extends SayingContext {
  /** The view that the round is of: its drilled place and filters, and what its maps draw. */
  readonly base: ViewState;
  readonly spans: Pair<Span>;
  /** The state of the log that all answers are of. */
  readonly asOf: AsOf;
  /** When that was, by the server's clock, ms. */
  readonly nowMs: number;
  /** Name of the drilled place; null for the world. */
  readonly name: string | null;
}

/** Longer where there is more to read. */
const READING = { seconds: 6, perCharacter: 0.08 } as const;

/** The scene of a stop. */
export function toScene(stop: Stop, cause: Cause | null, context: RoundContext): ComposedScene {
  const { subject, key, name } = stop.candidate;
  // Whoever asks why asks about what the sentence tells.
  const isOfScores = stop.moves.every(({ metric }) => metric === 'csat');
  const view: ViewState = { ...viewOfSubject(subject, context), why: isOfScores ? { of: 'colour', by: null, into: null } : null };
  return { ...said(view, sayStop(stop, cause, context), { subject, cause, context }), id: `self ${key}`, name, stop, cause };
}

/** The first scene: everything together, and how much of it moved. */
export function totalScene(total: Pair<Figures>, ranking: Ranking, context: RoundContext): ComposedScene {
  const { looked, movedAtAll: moved } = ranking;
  const parts = sayTotal(total.now, total.before, { looked, moved }, context);
  const scene = said(sceneView(context), parts, { subject: null, cause: null, context });
  return { ...scene, id: 'self', name: context.name ?? totalName(), stop: null, cause: null };
}

interface SaidOf {
  readonly subject: Subject | null;
  readonly cause: Cause | null;
  readonly context: RoundContext;
}

function said(view: ViewState, parts: readonly StopPart[], of: SaidOf): Omit<ComposedScene, 'id' | 'name' | 'stop' | 'cause'> {
  const caption = saidText(parts);
  const says = parts.map(({ text, figure }) => ({ text, link: figure && linkOf(figure, view, of) }));
  const seconds = Math.round(Math.max(SCENE_SECONDS.usual, READING.seconds + caption.length * READING.perCharacter));
  return { search: toSearch(view), path: [], caption, seconds, says };
}

/** The view of everything together: the map of what is drilled into, in the window, set against the one before. */
function sceneView({ base, spans }: RoundContext): ViewState {
  return {
    ...DEFAULT_VIEW,
    ...{ focus: base.focus, where: base.where, theme: base.theme, height: base.height, colour: base.colour },
    ...{ window: windowBetween(spans.now), compare: 'previous', drawer: 'closed', asOf: momentOf(base) },
  };
}

function viewOfSubject(subject: Subject, context: RoundContext): ViewState {
  const view = sceneView(context);
  if (subject.kind === 'value') return { ...setFilter(view, subject.dimension, [subject.value]), picture: 'ecosystem' };
  const { place } = subject;
  // A country is gone into, so that its regions are seen; what lies within stands out among its neighbours.
  return place.level === 'country' ? { ...view, focus: place } : { ...view, focus: outerOf(place), selected: place };
}

function outerOf(place: PlaceRef): PlaceRef | null {
  return lineage(place).findLast((outer) => !isSamePlace(outer, place) && outer.level !== 'region') ?? null;
}

function linkOf(figure: FigureOf, view: ViewState, { subject, cause, context }: SaidOf): FigureLink {
  const narrowed = figure === 'cause' && cause !== null ? withCause(view, cause) : view;
  const metric = figure === 'csat' ? 'csat' : 'revenue';
  const moment = { ...context.asOf, at: toInstant(context.nowMs) };
  const shown: ViewState = {
    ...narrowed,
    why: null,
    height: metric,
    colour: figure === 'csat' ? 'csat' : view.colour,
    asOf: moment,
    drawer: 'auto',
  };
  return { search: toSearch(shown), queries: { now: figureQuery('now'), before: figureQuery('before') } };

  function figureQuery(when: keyof Pair<unknown>): Query {
    const place = subject?.kind === 'place' ? subject.place : narrowed.focus;
    return { metrics: [metric], ...within(narrowed, place), ...during(windowBetween(context.spans[when])), asOf: context.asOf };
  }
}

function withCause(view: ViewState, { dimension, value }: Cause): ViewState {
  if (dimension === 'category') return setFilter(view, 'category', [value]);
  return { ...view, focus: { level: 'country', id: value, country: value, region: null } };
}
