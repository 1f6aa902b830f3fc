/** The whole view as one plain object: what is shown, of which place, in which window, drawn how. Every change is a pure function of it. */

import { PLAN_KINDS } from '../protocol/plan.ts';
import { type CameraState, levelAtZoom, metresPerPixel } from './camera.ts';
import { resolutionAt, resolutionOf } from './cell.ts';
import type { ColourFit } from './colourFit.ts';
import { FIRST_RANKS, type Ranks } from './ecosystem/ranks.ts';
import { type Axes, FIRST_AXES } from './landscape/axes.ts';
import { depthOf, enclose, type Level, levelBelow, type PlaceRef, parentOf } from './place.ts';
import type { Shape } from './shape.ts';
import type { GrainChoice } from './timeBuckets.ts';
import type { Theme } from './tokens.ts';
import type { Filters } from './viewFilters.ts';
import type { WhatIf } from './whatIf.ts';

/**
 * The window of time: everything, the newest (ISO 8601 duration, sliding), or between two instants (ISO 8601 UTC, `to` exclusive).
 * `ago`: it slides, but ended so long before now; only the time before a sliding window has it, never a view that somebody chose.
 */
export type TimeWindow =
  | { readonly kind: 'all' }
  | { readonly kind: 'last'; readonly duration: string; readonly ago?: string }
  | { readonly kind: 'between'; readonly from: string; readonly to: string };

export type LevelChoice = 'auto' | Level;

/** What stands beside the map: nothing, the table of its rows, the breakdowns to filter by, the notes, the saved views, the plan, the tours, or the records. */
export const SIDES = ['none', 'table', 'explore', 'notes', 'saved', 'plan', 'tours', 'records'] as const;
export type Side = (typeof SIDES)[number];

/** The pictures of one company: on the earth, as a system, as the land that its customers stand on. */
export const PICTURES = ['map', 'ecosystem', 'segments'] as const;
export type Picture = (typeof PICTURES)[number];

/** What every figure is set against: nothing, the period of the same length before, or the same time of the year before. */
export const COMPARISONS = ['none', 'previous', 'year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** How heights follow values, from zero up: in proportion, or by the square root, so that small ones can be told apart. */
export const SCALES = ['linear', 'sqrt'] as const;
export type Scale = (typeof SCALES)[number];

/** Which plan is shown. */
export const PLAN_CHOICES = ['none', ...PLAN_KINDS] as const;
export type PlanChoice = (typeof PLAN_CHOICES)[number];

/** A stretch of time between two instants, ISO 8601 UTC, `to` exclusive. */
export interface TimeAxis {
  readonly from: string;
  readonly to: string;
}

/** A moment of the log: its numbers are the same whenever they are asked for. */
export interface Moment {
  /** Name of the log. */
  readonly epoch: string;
  /** Number of the newest event that is included. */
  readonly seq: number;
  /** When that was, ISO 8601 UTC: for people. */
  readonly at: string;
}

/** What the drawer tells of what moved a figure. */
export interface WhyChoice {
  /** Which of the shown metrics. */
  readonly of: 'height' | 'colour';
  /** Dimension by which it is told; null for the one that tells most. */
  readonly by: string | null;
  /** The group of that dimension (its ids, outermost first) that is taken apart once more; null for none. */
  readonly into: readonly (string | null)[] | null;
}

export interface ViewState {
  readonly picture: Picture;
  /** What stands on the ranks of the ecosystem. */
  readonly ranks: Ranks;
  readonly home: Ranks | null; // what stands there while nothing is entered; null: nobody has chosen it
  /** Measures of a customer along the axes of the segments. */
  readonly axes: Axes;
  /** The ecosystem seen from above, flat; null: as the person moves, see {@link isFlat}. */
  readonly flat: boolean | null;
  readonly level: LevelChoice;
  /** Name of the set of territories that is shown where they are the level; else null. */
  readonly territories: string | null;
  /** The place drilled into; null is the world. */
  readonly focus: PlaceRef | null;
  /** The place pointed out within it. */
  readonly selected: PlaceRef | null;
  /** Metric ids. */
  readonly height: string;
  readonly colour: string;
  readonly where: Filters;
  readonly window: TimeWindow;
  /** Where a followed window ends while it is rewound, ISO 8601 UTC; null follows the newest events. */
  readonly until: string | null;
  readonly compare: Comparison;
  readonly grain: GrainChoice;
  /** The part of time that the timeline shows; null is all that the window needs. */
  readonly axis: TimeAxis | null;
  /** Where the person left the camera; null means the place's own view. */
  readonly camera: CameraState | null;
  readonly shape: Shape;
  readonly scale: Scale;
  /** How colours follow values. */
  readonly fit: ColourFit;
  /** Rates of few answers are drawn toward those of their parent. */
  readonly shrink: boolean;
  /** Columns that stand behind others shine through. */
  readonly xray: boolean;
  /** What moves between places is drawn as arcs. */
  readonly flows: boolean;
  /** The columns lie as a ranked list of bars. */
  readonly ranked: boolean;
  /** Whether a plan stands as glass around what happened. */
  readonly plan: PlanChoice;
  /** By how much the glass is moved from the plan. */
  readonly whatIf: readonly WhatIf[];
  readonly theme: Theme;
  readonly side: Side;
  /** `auto`: the drawer is open while a place is selected or drilled into. */
  readonly drawer: 'auto' | 'open' | 'closed';
  /** What moved the figure, told in the drawer; null while that is closed. */
  readonly why: WhyChoice | null;
  /** The moment whose numbers are shown; null follows the log. */
  readonly asOf: Moment | null;
  /** With a moment: its numbers (`then`), or those of the present beside it (`now`). */
  readonly tense: 'then' | 'now';
  /** Id of the note that is open. */
  readonly note: string | null;
  /** Id of the tour that is open beside the picture; `self` is the one that composes itself. */
  readonly tour: string | null;
  /** Metric whose events the records are; null: all events. */
  readonly recordsOf: string | null;
  /** Customer whose records are listed, all of them; null: those of what is shown. */
  readonly recordsBy: string | null;
  /** Key of the customer whose history is open. Personal: no frame and no wall has one. */
  readonly person: string | null;
  /** For a frame in another page: to look at, without anything that edits. */
  readonly embed: boolean;
}

export const DEFAULT_VIEW: ViewState = {
  picture: 'map',
  ranks: FIRST_RANKS,
  home: null,
  axes: FIRST_AXES,
  flat: null,
  level: 'auto',
  territories: null,
  focus: null,
  selected: null,
  height: 'revenue',
  colour: 'csat',
  where: {},
  window: { kind: 'all' },
  until: null,
  compare: 'none',
  grain: 'auto',
  axis: null,
  camera: null,
  shape: 'columns',
  scale: 'linear',
  fit: 'auto',
  shrink: false,
  xray: false,
  flows: false,
  ranked: false,
  plan: 'none',
  whatIf: [],
  theme: 'dark',
  side: 'none',
  drawer: 'auto',
  why: null,
  asOf: null,
  tense: 'then',
  note: null,
  tour: null,
  recordsOf: null,
  recordsBy: null,
  person: null,
  embed: false,
};

/** The moment of which every figure is; null for the present. */
export function momentOf({ asOf, tense }: Pick<ViewState, 'asOf' | 'tense'>): Moment | null {
  return tense === 'then' ? asOf : null;
}

/** The level shown: the pinned one, else the finer of what the drilled place and the zoom ask for. */
export function levelOf(view: ViewState): Level {
  if (view.level !== 'auto' && (view.level !== 'territory' || view.territories !== null)) return view.level;
  const byFocus = view.focus === null ? 'country' : (levelBelow(view.focus.level) ?? 'customer');
  if (view.camera === null) return byFocus;
  const byZoom = levelAtZoom(view.camera, byFocus);
  return depthOf(byZoom) > depthOf(byFocus) ? byZoom : byFocus;
}

/** Resolution of the hexagons that suit a drilled place, before anybody has moved the camera. */
const RESOLUTION_WITHIN: Readonly<Record<Level, number>> = { country: 4, region: 5, city: 7, hexagon: 9, customer: 9, territory: 5 };
const RESOLUTION_OF_WORLD = 2;

/** Resolution of the hexagons of a view: it follows the zoom, else the drilled place. */
export function resolutionOfView(view: Pick<ViewState, 'camera' | 'focus'>): number {
  if (view.camera !== null) return resolutionAt(metresPerPixel(view.camera));
  if (view.focus === null) return RESOLUTION_OF_WORLD;
  return view.focus.level === 'hexagon' ? Math.min(9, resolutionOf(view.focus.id) + 2) : RESOLUTION_WITHIN[view.focus.level];
}

/** The place that figures, drawer and timeline speak of: the selected one, else the one drilled into, else null for the world. */
export function subjectOf(view: Pick<ViewState, 'selected' | 'focus'>): PlaceRef | null {
  return view.selected ?? view.focus;
}

/** Whether the drawer is open. It gives way to what stands beside the map where there is no room for both, unless it was opened on purpose. */
export function isDrawerOpen(view: ViewState, hasRoom: boolean): boolean {
  if (view.drawer !== 'auto') return view.drawer === 'open';
  return subjectOf(view) !== null && (hasRoom || view.side === 'none');
}

/** Selects a place within the focus (null: none), and opens its drawer. */
export function selectPlace(view: ViewState, selected: PlaceRef | null): ViewState {
  return { ...view, selected: selected && enclose(selected, view.focus), drawer: selected === null ? view.drawer : 'auto' };
}

/** Goes into a place (null: out to the world). The level follows again, and the camera goes to the place's own view. */
export function drillTo(view: ViewState, focus: PlaceRef | null): ViewState {
  return {
    ...view,
    focus: focus && enclose(focus, view.focus),
    selected: null,
    level: 'auto',
    territories: null,
    camera: null,
    drawer: 'auto',
  };
}

/** One step out: first an open customer, then the ranked list where it is seen, then the selection, then the drilled place, then an opened drawer. Returns the same view when there is nothing to leave. */
export function stepOut(view: ViewState): ViewState {
  if (view.person !== null) return { ...view, person: null };
  if (view.ranked && view.picture === 'map') return { ...view, ranked: false };
  if (view.selected !== null) return selectPlace(view, null);
  if (view.focus !== null) return drillTo(view, parentOf(view.focus));
  return view.drawer === 'open' ? { ...view, drawer: 'auto' } : view;
}

export function closeDrawer(view: ViewState): ViewState {
  return { ...view, selected: null, drawer: view.focus === null && view.picture === 'map' ? 'auto' : 'closed' };
}

/** The customer whose history is told: the one that was opened, else the one that is pointed out on the map. A frame tells of nobody. */
export function personOf(view: ViewState): string | null {
  if (view.embed) return null;
  const subject = subjectOf(view);
  return view.person ?? (subject?.level === 'customer' ? subject.id : null);
}

/** Whether the drawer tells of one customer. */
export function isPersonTold(view: ViewState, hasRoom: boolean): boolean {
  return personOf(view) !== null && (view.person !== null || isDrawerOpen(view, hasRoom));
}

/** Opens the history of a customer. */
export function openPerson(view: ViewState, person: string): ViewState {
  return { ...view, person };
}

/** Opens the events behind a figure: of a metric, or all that match. */
export function openRecords(view: ViewState, recordsOf: string | null): ViewState {
  return { ...view, side: 'records', recordsOf, recordsBy: null };
}

/** Lists everything that is known of one customer: of all of time, wherever it was. */
export function openRecordsBy(view: ViewState, recordsBy: string): ViewState {
  return { ...view, side: 'records', recordsOf: null, recordsBy };
}

/** Opens one side, or closes it when it is open. */
export function toggleSide(view: ViewState, side: Side): ViewState {
  return { ...view, side: view.side === side ? 'none' : side };
}

/** Whether the ecosystem lies flat: it does by itself where little movement is asked for. */
export function isFlat({ flat }: Pick<ViewState, 'flat'>, isCalm: boolean): boolean {
  return flat ?? isCalm;
}

/** Lays the ecosystem flat, or raises it. */
export function toggleFlat(view: ViewState, isCalm: boolean): ViewState {
  return { ...view, flat: !isFlat(view, isCalm) };
}

/** Replaces metrics that the catalog does not have by ones that it has. */
export function settleMetrics(view: ViewState, known: readonly string[]): ViewState {
  const settle = (id: string, fallback: string) => (known.includes(id) ? id : known.includes(fallback) ? fallback : (known[0] ?? id));
  const height = settle(view.height, DEFAULT_VIEW.height);
  const colour = settle(view.colour, DEFAULT_VIEW.colour);
  return height === view.height && colour === view.colour ? view : { ...view, height, colour };
}
