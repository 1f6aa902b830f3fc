/** The view as a short, stable query string, and back. What cannot be read falls back field by field. */

import { TERRITORY } from '../protocol/territories.ts';
import type { CameraState } from './camera.ts';
import { isCell } from './cell.ts';
import { COLOUR_FITS } from './colourFit.ts';
import { homeOf } from './ecosystem/homeRanks.ts';
import { RANK_DIMENSIONS, type RankDimension, type Ranks } from './ecosystem/ranks.ts';
import { readFilters, writeFilters } from './filterSearch.ts';
import { type Axes, isMeasure } from './landscape/axes.ts';
import { LEVELS, type Level, type PlaceRef, territoryDimension } from './place.ts';
import { decode, encode, NONE, writeValue } from './searchText.ts';
import { SHAPES } from './shape.ts';
import { durationMs, GRAINS, type GrainChoice, toInstant } from './timeBuckets.ts';
import {
  COMPARISONS,
  DEFAULT_VIEW,
  type LevelChoice,
  type Moment,
  PICTURES,
  PLAN_CHOICES,
  SCALES,
  SIDES,
  type Side,
  type TimeAxis,
  type TimeWindow,
  type ViewState,
  type WhyChoice,
} from './viewState.ts';
import { sayWhatIf, type WhatIf } from './whatIf.ts';

/** Writes a view as `?at=BR&height=orders`, without what stands at its default; empty for the default view. */
export function toSearch(view: ViewState): string {
  const parts = fields(view).flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`]));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function fields(view: ViewState): readonly (readonly [string, string])[] {
  const otherThan = (value: string, usual: string) => (value === usual ? '' : encode(value));
  return [
    ['picture', otherThan(view.picture, DEFAULT_VIEW.picture)],
    ['home', encode(view.home?.join(',') ?? '')],
    ['ranks', otherThan(view.ranks.join(','), homeOf(view).join(','))],
    ['axes', otherThan(`${view.axes.x},${view.axes.z}`, `${DEFAULT_VIEW.axes.x},${DEFAULT_VIEW.axes.z}`)],
    ['flat', view.flat === null ? '' : view.flat ? '1' : '0'],
    ['at', writePlace(view.focus)],
    ['selected', writePlace(view.selected)],
    ['level', view.level === 'territory' ? territoryDimension(encode(view.territories ?? '')) : otherThan(view.level, DEFAULT_VIEW.level)],
    ['height', otherThan(view.height, DEFAULT_VIEW.height)],
    ['colour', otherThan(view.colour, DEFAULT_VIEW.colour)],
    ...writeFilters(view.where),
    ...writeWindow(view.window),
    ['until', encode(view.until ?? '')],
    ['compare', otherThan(view.compare, DEFAULT_VIEW.compare)],
    ['grain', otherThan(view.grain, DEFAULT_VIEW.grain)],
    ['axis', view.axis === null ? '' : `${encode(view.axis.from)},${encode(view.axis.to)}`],
    ['camera', writeCamera(view.camera)],
    ['shape', otherThan(view.shape, DEFAULT_VIEW.shape)],
    ['scale', otherThan(view.scale, DEFAULT_VIEW.scale)],
    ['fit', otherThan(view.fit, DEFAULT_VIEW.fit)],
    ['shrink', view.shrink ? '1' : ''],
    ['xray', view.xray ? '1' : ''],
    ['flows', view.flows ? '1' : ''],
    ['ranked', view.ranked ? '1' : ''],
    ['plan', otherThan(view.plan, DEFAULT_VIEW.plan)],
    ['whatif', view.whatIf.map(writeWhatIf).join(',')],
    ['theme', otherThan(view.theme, DEFAULT_VIEW.theme)],
    ['side', otherThan(view.side, DEFAULT_VIEW.side)],
    ['drawer', otherThan(view.drawer, DEFAULT_VIEW.drawer)],
    ['why', writeWhy(view.why)],
    ['asof', view.asOf === null ? '' : [view.asOf.epoch, String(view.asOf.seq), view.asOf.at].map(encode).join(',')],
    ['tense', view.asOf === null ? '' : otherThan(view.tense, DEFAULT_VIEW.tense)],
    ['note', encode(view.note ?? '')],
    ['tour', encode(view.tour ?? '')],
    ['of', encode(view.recordsOf ?? '')],
    ['by', view.embed ? '' : encode(view.recordsBy ?? '')],
    ['customer', view.embed ? '' : encode(view.person ?? '')],
    ['embed', view.embed ? '1' : ''],
  ];
}

/** `BR/BR-SP/geonames:3448439`, then a hexagon, then a customer; an unknown enclosing place is left empty. */
function writePlace(place: PlaceRef | null): string {
  if (place === null) return '';
  if (place.level === 'territory') return `${territoryDimension(encode(place.set ?? ''))}/${encode(place.id)}`;
  const above = [place.country, place.region, place.city ?? null, place.cell ?? null].slice(0, LEVELS.indexOf(place.level));
  return [...above, place.id].map((id) => encode(id ?? '')).join('/');
}

function writeWindow(window: TimeWindow): readonly (readonly [string, string])[] {
  if (window.kind === 'last') return [['last', encode(window.duration)]];
  if (window.kind === 'between')
    return [
      ['from', encode(window.from)],
      ['to', encode(window.to)],
    ];
  return [];
}

function writeCamera(camera: CameraState | null): string {
  if (camera === null) return '';
  const { longitude, latitude, zoom, pitch, bearing } = roundCamera(camera);
  return [longitude, latitude, zoom, pitch, bearing].join(',');
}

/** A camera as exactly as the address keeps it: about 10 m and a tenth of a degree. */
export function roundCamera(camera: CameraState): CameraState {
  const round = (value: number, digits: number) => Number(value.toFixed(digits)) + 0;
  return {
    longitude: round(camera.longitude, 4),
    latitude: round(camera.latitude, 4),
    zoom: round(camera.zoom, 2),
    pitch: round(camera.pitch, 1),
    bearing: round(camera.bearing, 1),
  };
}

/** Reads a query string into a view; never throws. */
export function fromSearch(search: string): ViewState {
  const raw = readFields(search);
  const text = (name: string) => decode(raw.get(name) ?? '') || null;
  return {
    picture: oneOf(text('picture'), PICTURES) ?? DEFAULT_VIEW.picture,
    ...readAllRanks(text('home'), text('ranks')),
    axes: readAxes(text('axes')),
    flat: { '0': false, '1': true }[text('flat') ?? ''] ?? null,
    ...readLevel(text('level')),
    focus: readPlace(raw.get('at')),
    selected: readPlace(raw.get('selected')),
    height: text('height') ?? DEFAULT_VIEW.height,
    colour: text('colour') ?? DEFAULT_VIEW.colour,
    where: readFilters(raw),
    window: readWindow(text('last'), text('from'), text('to')),
    until: readInstant(text('until')),
    compare: oneOf(text('compare'), COMPARISONS) ?? DEFAULT_VIEW.compare,
    grain: oneOf<GrainChoice>(text('grain'), ['auto', ...GRAINS]) ?? DEFAULT_VIEW.grain,
    axis: readAxis(text('axis')),
    camera: readCamera(text('camera')),
    shape: oneOf(text('shape'), SHAPES) ?? DEFAULT_VIEW.shape,
    scale: oneOf(text('scale'), SCALES) ?? DEFAULT_VIEW.scale,
    fit: oneOf(text('fit'), COLOUR_FITS) ?? DEFAULT_VIEW.fit,
    shrink: text('shrink') === '1',
    xray: text('xray') === '1',
    flows: text('flows') === '1',
    ranked: text('ranked') === '1',
    plan: oneOf(text('plan'), PLAN_CHOICES) ?? DEFAULT_VIEW.plan,
    whatIf: readWhatIf(raw.get('whatif')),
    theme: oneOf(text('theme'), ['dark', 'light'] as const) ?? DEFAULT_VIEW.theme,
    side: readSide(raw, text('side')),
    drawer: oneOf(text('drawer'), ['auto', 'open', 'closed'] as const) ?? DEFAULT_VIEW.drawer,
    why: readWhy(raw.get('why')),
    asOf: readMoment(raw.get('asof')),
    tense: oneOf(text('tense'), ['then', 'now'] as const) ?? DEFAULT_VIEW.tense,
    note: text('note'),
    tour: text('tour'),
    recordsOf: text('of'),
    recordsBy: raw.get('embed') === '1' ? null : text('by'),
    person: raw.get('embed') === '1' ? null : text('customer'),
    embed: raw.get('embed') === '1',
  };
}

function readLevel(text: string | null): Pick<ViewState, 'level' | 'territories'> {
  const set = text?.startsWith(TERRITORY) ? text.slice(TERRITORY.length) : '';
  if (set !== '') return { level: 'territory', territories: set };
  return { level: oneOf<LevelChoice>(text, ['auto', ...LEVELS]) ?? DEFAULT_VIEW.level, territories: null };
}

function readFields(search: string): ReadonlyMap<string, string> {
  const pairs = search.replace(/^\?/, '').split('&');
  return new Map(pairs.map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]));
}

function oneOf<T extends string>(text: string | null, choices: readonly T[]): T | null {
  return choices.find((choice) => choice === text) ?? null;
}

/** Addresses of before said `table=1`. */
function readSide(raw: ReadonlyMap<string, string>, text: string | null): Side {
  return oneOf(text, SIDES) ?? (raw.get('table') === '1' ? 'table' : DEFAULT_VIEW.side);
}

/** `height`, `height,category` or `height,city,BR/BR-SP/geonames:3448439`. */
function writeWhy(why: WhyChoice | null): string {
  if (why === null) return '';
  const group = why.into === null ? [] : [why.into.map(writeValue).join('/')];
  return [why.of, ...(why.by === null ? [] : [encode(why.by), ...group])].join(',');
}

function readWhy(raw: string | undefined): WhyChoice | null {
  const [metric, by, group] = raw?.split(',') ?? [];
  const of = oneOf(metric ?? null, ['height', 'colour'] as const);
  if (of === null) return null;
  const ids = group?.split('/').map((value) => (value === NONE ? null : decode(value)));
  return { of, by: (by && decode(by)) || null, into: by && ids ? ids : null };
}

/** `10~revenue` moves all of the plan, `-20~revenue~BR/BR-SP` that of a place. */
function writeWhatIf({ metric, place, percent }: WhatIf): string {
  return [String(percent), encode(metric), ...(place === null ? [] : [writePlace(place)])].join('~');
}

function readWhatIf(raw: string | undefined): readonly WhatIf[] {
  return (raw ?? '').split(',').reduce<readonly WhatIf[]>((said, part) => {
    const [percent = '', metric = '', at] = part.split('~');
    const [named, place] = [decode(metric), at === undefined ? null : readPlace(at)];
    if (!/^-?\d{1,3}$/.test(percent) || !named || (at !== undefined && place === null)) return said;
    return sayWhatIf(said, named, place, Number(percent));
  }, []);
}

function readPlace(raw: string | undefined): PlaceRef | null {
  const ids = (raw ?? '').split('/').map((part) => decode(part) || null);
  const id = ids.at(-1) ?? null;
  const set = ids.length === 2 && ids[0]?.startsWith(TERRITORY) ? ids[0].slice(TERRITORY.length) : '';
  if (set !== '' && id !== null) return { level: 'territory', id, country: null, region: null, set };
  const level: Level | undefined = LEVELS[ids.length - 1];
  if (id === null || level === undefined || (level === 'hexagon' && !isCell(id))) return null;
  const place = { level, id, country: ids[0] ?? null, region: ids[1] ?? null };
  if (level === 'hexagon') return { ...place, city: ids[2] ?? null };
  return level === 'customer' ? { ...place, city: ids[2] ?? null, cell: ids[3] ?? null } : place;
}

/** A timeline shows three followed windows, and no question is asked of more than 200 years. */
const MOST_LAST_MS = 60 * 366 * 86_400_000;

function readWindow(last: string | null, from: string | null, to: string | null): TimeWindow {
  if (last !== null && (durationMs(last) ?? Number.POSITIVE_INFINITY) <= MOST_LAST_MS) return { kind: 'last', duration: last };
  const [fromMs, toMs] = [readMs(from), readMs(to)];
  if (!(fromMs < toMs)) return DEFAULT_VIEW.window;
  return { kind: 'between', from: toInstant(fromMs), to: toInstant(toMs) };
}

/** Of events, and of what is planned; of other years no question could be asked, least of all by an axis that reaches beyond. */
const YEARS = { least: Date.UTC(1900, 0), most: Date.UTC(2201, 0) } as const;

/** Milliseconds since 1970 UTC; NaN for what is no instant that anything is known of. */
function readMs(text: string | null | undefined): number {
  const ms = Date.parse(text ?? '');
  return ms >= YEARS.least && ms <= YEARS.most ? ms : Number.NaN;
}

function readInstant(text: string | null): string | null {
  const ms = readMs(text);
  return Number.isNaN(ms) ? null : toInstant(ms);
}

function readAxis(text: string | null): TimeAxis | null {
  const [fromMs = Number.NaN, toMs = Number.NaN] = (text ?? '').split(',').map(readMs);
  return fromMs < toMs ? { from: toInstant(fromMs), to: toInstant(toMs) } : null;
}

function readMoment(raw: string | undefined): Moment | null {
  const [epoch = null, seq = null, at = null] = (raw ?? '').split(',').map((part) => decode(part));
  const atMs = readMs(at);
  if (!epoch || !/^\d{1,15}$/.test(seq ?? '') || Number.isNaN(atMs)) return null;
  return { epoch, seq: Number(seq), at: toInstant(atMs) };
}

function readCamera(text: string | null): CameraState | null {
  const numbers = (text ?? '').split(',').map((part) => (part === '' ? Number.NaN : Number(part)));
  const [longitude = 0, latitude = 0, zoom = 0, pitch = 0, bearing = 0] = numbers;
  const inRange =
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 360 &&
    zoom >= 0 &&
    zoom <= 24 &&
    pitch >= 0 &&
    pitch <= 85 &&
    Math.abs(bearing) <= 360;
  if (numbers.length !== 5 || !numbers.every(Number.isFinite) || !inRange) return null;
  return { longitude, latitude, zoom, pitch, bearing };
}

function readAxes(text: string | null): Axes {
  const [x = '', z = ''] = (text ?? '').split(',');
  return isMeasure(x) && isMeasure(z) && x !== z ? { x, z } : DEFAULT_VIEW.axes;
}

function readAllRanks(begun: string | null, shown: string | null): Pick<ViewState, 'home' | 'ranks'> {
  const home = readRanks(begun);
  return { home, ranks: readRanks(shown) ?? homeOf({ home }) };
}

function readRanks(text: string | null): Ranks | null {
  const names = (text ?? '').split(',');
  const known = RANK_DIMENSIONS.map((dimensions, rank) => (dimensions as readonly RankDimension[]).find((name) => name === names[rank]));
  const isWhole = known.every((name) => name !== undefined) && new Set(known).size === known.length;
  return isWhole ? (known as unknown as Ranks) : null;
}
