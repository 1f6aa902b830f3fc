/** What moves between places: the strongest flows of an answer, and what the picture leaves out. */
import type { AnswerTable } from '../protocol/table.ts';
import { mixRgb, type Rgb, toRgb } from './colour.ts';
import { localName } from './localNames.ts';
import type { Level, PlaceRef } from './place.ts';
import { metricValues } from './reading.ts';
import { keyColumn } from './rows.ts';
import type { Palette } from './scale.ts';
import { chrome, type Theme } from './tokens.ts';
import { type FilterDimension, setFilter } from './viewFilters.ts';
import { levelOf, selectPlace, type ViewState } from './viewState.ts';

/** Levels between which flows are drawn: the finer ones have no place to come from. */
export type FlowLevel = 'country' | 'region' | 'city';

/** Most flows drawn at once: more are a thicket. */
export const MOST_FLOWS = 60;

/** One flow; `value` is above zero. */
export interface Flow {
  /** Ids of both ends. */
  readonly key: string;
  readonly from: PlaceRef;
  readonly to: PlaceRef;
  readonly value: number;
  /** Of the colour metric, NaN where it has none, with the answers behind it. */
  readonly colour: number;
  readonly answers: number;
}

/** The flows of an answer. The sums are of the width metric: `drawn` and `rest` of the flows, `staying` within one place, `unknown` with an end that is not known. */
export interface FlowPicture {
  /** Strongest first, at most {@link MOST_FLOWS}. */
  readonly flows: readonly Flow[];
  /** How many flows there are, drawn or not. */
  readonly count: number;
  readonly largest: number;
  readonly largestColour: number;
  readonly drawn: number;
  readonly rest: number;
  readonly staying: number;
  readonly unknown: number;
  /** What is told of origins, be the values what they may: nothing, only that of the place itself, or that of others. */
  readonly told: 'nothing' | 'own' | 'others';
}

/** The level between whose places a view draws flows. */
export function flowLevelOf(view: ViewState): FlowLevel {
  const level = levelOf(view);
  if (level === 'territory') return 'region';
  return level === 'country' || level === 'region' ? level : 'city';
}

/** What to group by to see the flows of a level; a city is found by its country. */
export function flowGroups(level: FlowLevel): readonly string[] {
  return level === 'city' ? ['origin.country', 'origin.city', 'country', 'city'] : [`origin.${level}`, level];
}

/** The level of the flows in an answer; null where it holds none. */
function flowLevelOfTable(table: AnswerTable): FlowLevel | null {
  const last = table.columns.filter(({ unit }) => unit === null).at(-1)?.name;
  if (last !== 'country' && last !== 'region' && last !== 'city') return null;
  return keyColumn(table, `origin.${last}`) === null ? null : last;
}

/** Reads an answer grouped by {@link flowGroups}; widths are those of `metric`. */
export function readFlows(table: AnswerTable, metric: string, colour: string): FlowPicture {
  const level = flowLevelOfTable(table);
  const values = metricValues(table, metric);
  const flows: Flow[] = [];
  const sums: { -readonly [Name in keyof Sums]: Sums[Name] } = { staying: 0, unknown: 0, all: 0, told: 'nothing' };
  if (level === null || values === undefined) return toPicture(flows, sums);
  const [from, to] = [endOf(table, level, 'origin.'), endOf(table, level, '')];
  const [colours, answers] = [metricValues(table, colour), metricValues(table, `${colour}.n`)];
  for (let row = 0; row < table.rowCount; row++) {
    const value = values[row] as number;
    const [origin, target] = [from(row), to(row)];
    if (origin !== null && sums.told !== 'others') sums.told = target === null || origin.id === target.id ? 'own' : 'others';
    if (!(value > 0)) continue;
    if (origin === null || target === null) sums.unknown += value;
    else if (origin.id === target.id) sums.staying += value;
    else {
      sums.all += value;
      const key = `${origin.id} ${target.id}`;
      flows.push({ key, from: origin, to: target, value, colour: colours?.[row] ?? Number.NaN, answers: answers?.[row] ?? Number.NaN });
    }
  }
  return toPicture(flows, sums);
}

interface Sums extends Pick<FlowPicture, 'staying' | 'unknown' | 'told'> {
  readonly all: number;
}

function toPicture(all: readonly Flow[], sums: Sums): FlowPicture {
  const flows = [...all].sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1)).slice(0, MOST_FLOWS);
  const drawn = flows.reduce((sum, { value }) => sum + value, 0);
  return {
    flows,
    count: all.length,
    largest: flows[0]?.value ?? 0,
    largestColour: flows.reduce((most, { colour }) => Math.max(most, colour), 0),
    drawn,
    rest: Math.max(0, sums.all - drawn),
    staying: sums.staying,
    unknown: sums.unknown,
    told: sums.told,
  };
}

/** Reads one end of each row; null where it is not known. */
function endOf(table: AnswerTable, level: FlowLevel, prefix: '' | 'origin.'): (row: number) => PlaceRef | null {
  const ids = keyColumn(table, prefix + level);
  const countries = keyColumn(table, `${prefix}country`);
  return (row) => {
    const id = ids?.[row] ?? null;
    if (id === null) return null;
    if (level === 'country') return { level, id, country: id, region: null };
    // The code of a region begins with that of its country.
    if (level === 'region') return { level, id, country: id.slice(0, 2), region: id };
    return { level, id, country: countries?.[row] ?? null, region: null };
  };
}

/** Name of an end of a flow as the answer tells it, its id where it has none. */
export function flowEndName(table: AnswerTable, place: PlaceRef): string {
  const told = table.labels[place.level]?.[place.id] ?? table.labels[`origin.${place.level}`]?.[place.id] ?? place.id;
  return localName(place.level, place.id, told);
}

/** The dimension in which the origin of a flow of a level is a value. */
export function originOf(level: Level): FilterDimension {
  return level === 'country' ? 'origin.country' : level === 'region' ? 'origin.region' : 'origin.city';
}

/** Whether a view shows this flow alone. */
export function isChosenFlow(view: ViewState, { from, to }: Pick<Flow, 'from' | 'to'>): boolean {
  const values = view.where[originOf(from.level)];
  return values?.length === 1 && values[0] === from.id && view.selected?.id === to.id;
}

/** Leaves one flow alone: only what comes from its origin, with its destination pointed out. The same flow again takes both back. */
export function chooseFlow(view: ViewState, flow: Pick<Flow, 'from' | 'to'>): ViewState {
  if (isChosenFlow(view, flow)) return selectPlace(setFilter(view, originOf(flow.from.level), []), null);
  return selectPlace(setFilter(view, originOf(flow.from.level), [flow.from.id]), flow.to);
}

/** Width in pixels of a flow, in proportion from zero; the thinnest can still be seen. */
export function flowWidth(value: number, largest: number): number {
  return largest > 0 ? Math.max(LEAST_PIXELS, (value / largest) * WIDEST_PIXELS) : 0;
}

/** How far an arc's colour goes from that of columns toward the brightest (light theme: the darkest) of the screen: it is thin, and lies over them. */
const LIFT: Readonly<Record<Theme, number>> = { dark: 0.25, light: 0.15 };

/** Colour of an arc; one whose colour metric has no value is in the colour of text, not in that of the land it lies over. */
export function flowColour(palette: Palette, theme: Theme, { colour, answers }: Pick<Flow, 'colour' | 'answers'>, isStale: boolean): Rgb {
  const { fg1, fg2 } = chrome(theme);
  if (Number.isNaN(colour) && !isStale) return toRgb(fg2);
  return mixRgb(palette.solid({ value: colour, answers }), toRgb(fg1), LIFT[theme]);
}

const WIDEST_PIXELS = 7;
const LEAST_PIXELS = 0.8;

/** A point of the way between two places, degrees and metres: along the great circle, highest in the middle. `share` 0 is the origin. */
export interface WayPoint {
  readonly longitude: number;
  readonly latitude: number;
  readonly metres: number;
}

/** How high a flow rises, as a share of its length. */
export const FLOW_RISE = 0.2;
const EARTH_RADIUS_METRES = 6_371_000;
const RADIANS = Math.PI / 180;

/** The way of a flow at `share`, as the arcs are drawn. */
export function wayPoint(from: readonly [number, number], to: readonly [number, number], share: number): WayPoint {
  const [a, b] = [toVector(from), toVector(to)];
  const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const sine = Math.sin(angle);
  const [nearA, nearB] = sine < 1e-9 ? [1 - share, share] : [Math.sin((1 - share) * angle) / sine, Math.sin(share * angle) / sine];
  const [x, y, z] = [nearA * a[0] + nearB * b[0], nearA * a[1] + nearB * b[1], nearA * a[2] + nearB * b[2]];
  return {
    longitude: Math.atan2(y, x) / RADIANS,
    latitude: Math.atan2(z, Math.hypot(x, y)) / RADIANS,
    metres: Math.sqrt(share * (1 - share)) * angle * EARTH_RADIUS_METRES * FLOW_RISE,
  };
}

function toVector([longitude, latitude]: readonly [number, number]): readonly [number, number, number] {
  const across = Math.cos(latitude * RADIANS);
  return [across * Math.cos(longitude * RADIANS), across * Math.sin(longitude * RADIANS), Math.sin(latitude * RADIANS)];
}
