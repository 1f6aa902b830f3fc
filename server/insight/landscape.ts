/** The segments landscape: all people over two measures, what rises where they stand, and as many of them as can be told apart as points. */
import type { z } from 'zod';
import { GROUND, type Landscape, LandscapeSchema, MOST_POINTS, NO_ANSWER, POINT_FLAGS } from '../../src/protocol/landscape.ts';
import { NAMED_SEGMENTS, type PeopleRule, personMeasure, readRule } from '../../src/protocol/people.ts';
import type { Scope } from '../access/scope.ts';
import { askedFor } from '../access/wallRights.ts';
import type { Archive } from '../engine/archive.ts';
import type { PeopleAt } from '../engine/people/people.ts';
import { planQuery, windowAt } from '../engine/plan.ts';
import type { QueryParts } from '../engine/query.ts';
import type { Extent } from '../engine/sql.ts';
import { toInstantText } from '../engine/zone.ts';
import { RequestError } from '../parts.ts';
import { axisSpan, heldIn } from './landscapeAxis.ts';
import { type Crowd, readCrowd } from './landscapeCrowd.ts';
import { choosePoints, keyMaker } from './landscapePoints.ts';

type Asked = z.output<typeof LandscapeSchema>;

/** Answers that are kept for as long as nothing happens. */
const MOST_KEPT = 8;
/** An answer over a sliding window is kept this long. */
const SLIDE_MS = 10_000;
const kept = new WeakMap<Archive, Map<string, Landscape>>();
const keyOf = keyMaker();

/** Throws {@link RequestError} 400 for what cannot be asked, 403 for what a wall may not ask, 409 for an `asOf` of another epoch. */
export async function readLandscape(
  body: unknown,
  { archive, registry, epoch }: Pick<QueryParts, 'archive' | 'registry' | 'epoch'>,
  nowMs: number,
  scope: Scope,
): Promise<Landscape> {
  const asked = toAsked(body);
  const { where, time, asOf } = asked;
  const plan = planQuery(askedFor({ metrics: ['events'], where, time, asOf }, scope), registry);
  const [rules, chosen] = [asked.rules.map(toRule('rules')), asked.chosen.map(toRule('chosen'))];
  if (asOf && asOf.epoch !== epoch) throw new RequestError(409, 'other_epoch', `asOf.epoch: ${asOf.epoch} is not this log (${epoch})`);
  if (asOf && asOf.seq > archive.appliedSeq())
    throw new RequestError(400, 'bad_query', `asOf.seq: ${asOf.seq} is beyond the newest event, ${archive.appliedSeq()}`);
  await archive.flush();
  return archive.readers.use(
    async (read) => {
      const { columns } = await read('SELECT applied_seq FROM progress');
      const seq = asOf?.seq ?? Number(columns[0]?.[0] ?? 0);
      const slide = plan.window.kind === 'sliding' ? Math.floor(nowMs / SLIDE_MS) : 0;
      const key = JSON.stringify([asked, seq, slide, scope]);
      const known = kept.get(archive) ?? new Map<string, Landscape>();
      kept.set(archive, known);
      const before = known.get(key);
      if (before) return before;
      const people = await registry.people.at(seq, read);
      const extent: Extent = { ...windowAt(plan.window, nowMs), seq, people };
      const crowd = await readCrowd(read, plan.filters, extent);
      const landscape = toLandscape(asked, { people, crowd, rules, chosen, scope, epoch });
      if (known.size >= MOST_KEPT) known.clear();
      known.set(key, landscape);
      return landscape;
    },
    false,
    asOf?.seq,
  );
}

function toAsked(body: unknown): Asked {
  const parsed = LandscapeSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RequestError(400, 'bad_query', `${issue?.path.join('.') || 'landscape'}: ${issue?.message ?? 'is not valid'}`);
  }
  for (const axis of ['x', 'z'] as const) {
    const { measure, from, to } = parsed.data[axis];
    if (!personMeasure(measure)) throw new RequestError(400, 'bad_query', `${axis}.measure: unknown measure ${JSON.stringify(measure)}`);
    if (from !== undefined && to !== undefined && !(to > from))
      throw new RequestError(400, 'bad_query', `${axis}.from: must be before ${axis}.to`);
  }
  return parsed.data;
}

const toRule =
  (field: string) =>
  (text: string, at: number): PeopleRule => {
    try {
      return readRule(text);
    } catch (error) {
      throw new RequestError(400, 'bad_query', `${field}[${at}]: ${error instanceof Error ? error.message : error}`);
    }
  };

interface Known {
  readonly people: PeopleAt;
  readonly crowd: Crowd;
  readonly rules: readonly PeopleRule[];
  readonly chosen: readonly PeopleRule[];
  readonly scope: Scope;
  readonly epoch: string;
}

/** Pure: everything that the answer says, from what was read. */
function toLandscape(asked: Asked, { people, crowd, rules, chosen, scope, epoch }: Known): Landscape {
  const { customers, revenue, unhappy } = crowd;
  const least = scope.kind === 'wall' ? scope.least : 0;
  const place = (measure: string): Float64Array => {
    const places = people.place(measure);
    return Float64Array.from(customers, (customer) => places[customer] as number);
  };
  const [atX, atZ] = [place(asked.x.measure), place(asked.z.measure)];
  const placed = Uint32Array.from(customers.keys()).filter((at) => !Number.isNaN(atX[at] as number) && !Number.isNaN(atZ[at] as number));
  const [x, z] = [axisSpan(asked.x, atX, placed), axisSpan(asked.z, atZ, placed)];
  const rises = (at: number): number => {
    if (asked.height === 'customers') return 1;
    return asked.height === 'revenue' || unhappy[at] === 1 ? (revenue[at] as number) : 0;
  };
  for (const at of placed) {
    atX[at] = heldIn(x, atX[at] as number);
    atZ[at] = heldIn(z, atZ[at] as number);
  }
  const segments = people.segments();
  const segment = Uint8Array.from(customers, (customer) => segments[customer] as number);
  const named = NAMED_SEGMENTS.map((id, at) => ({ rule: id as string, isIn: (one: number) => segment[one] === at + 1 }));
  const asRules = rules.map((rule, at) => {
    const members = people.members(rule);
    return { rule: asked.rules[at] as string, isIn: (one: number) => members[customers[one] as number] === 1 };
  });
  const regions = [...named, ...asRules].map((region) => ({ ...figuresOf(region.isIn, crowd, { atX, atZ, rises }), rule: region.rule }));
  const shown = regions.map((region) => (region.people > 0 && region.people < least ? withheld(region) : region));
  const total = placed.reduce((sum, at) => sum + rises(at), 0);
  const points = scope.kind === 'wall' ? { perPoint: 1, order: new Uint32Array(0) } : choosePoints(placed, customers, segment, MOST_POINTS);
  const isChosen = chosen.map((rule) => people.members(rule));
  const { order } = points;
  return {
    header: {
      asOf: { epoch, seq: people.seq },
      judgedAt: people.newestMs === null ? null : toInstantText(people.newestMs),
      ...{ x, z, height: asked.height, steps: people.steps },
      ...{ people: customers.length, placed: placed.length, perPoint: points.perPoint, points: order.length },
      ...{ total, revenue: revenue.reduce((sum, value) => sum + value, 0) },
      chosen: asked.chosen,
      suppressed: shown.filter((region, at) => region !== regions[at]).length,
      regions: shown,
    },
    ground: layGround(placed, { atX, atZ, x, z, rises, least }),
    x: Float32Array.from(order, (at) => atX[at] as number),
    z: Float32Array.from(order, (at) => atZ[at] as number),
    value: Float32Array.from(order, (at) => revenue[at] as number),
    key: Uint32Array.from(order, (at) => keyOf(customers[at] as number)),
    satisfied: Uint8Array.from(order, (at) => shareOf(crowd, at)),
    flags: Uint8Array.from(order, (at) => {
      const isIn = isChosen.some((members) => members[customers[at] as number] === 1);
      return (unhappy[at] === 1 ? POINT_FLAGS.unhappy : 0) | (isIn ? POINT_FLAGS.chosen : 0);
    }),
    segment: Uint8Array.from(order, (at) => segment[at] as number),
  };
}

function shareOf({ answers, satisfied }: Crowd, at: number): number {
  return (answers[at] as number) === 0 ? NO_ANSWER : Math.round((200 * (satisfied[at] as number)) / (answers[at] as number));
}

interface Placing {
  readonly atX: Float64Array;
  readonly atZ: Float64Array;
  readonly rises: (at: number) => number;
}

function figuresOf(
  isIn: (at: number) => boolean,
  { customers, revenue, answers, satisfied, unhappy }: Crowd,
  { atX, atZ, rises }: Placing,
) {
  const sum = { people: 0, revenue: 0, answers: 0, satisfied: 0, atRisk: 0 };
  let [weight, x, z] = [0, 0, 0];
  for (let at = 0; at < customers.length; at++) {
    if (!isIn(at)) continue;
    sum.people += 1;
    sum.revenue += revenue[at] as number;
    sum.answers += answers[at] as number;
    sum.satisfied += satisfied[at] as number;
    if (unhappy[at] === 1) sum.atRisk += revenue[at] as number;
    // A person who brings nothing has a place, too.
    const own = Math.max(1e-6, rises(at));
    if (Number.isNaN(atX[at] as number) || Number.isNaN(atZ[at] as number)) continue;
    weight += own;
    x += own * (atX[at] as number);
    z += own * (atZ[at] as number);
  }
  return { ...sum, at: weight > 0 ? ([x / weight, z / weight] as const) : null };
}

function withheld<Region extends { readonly people: number }>(region: Region) {
  return { ...region, people: 0, revenue: 0, answers: 0, satisfied: 0, atRisk: 0, at: null };
}

interface Laying extends Placing {
  readonly x: { readonly from: number; readonly to: number };
  readonly z: { readonly from: number; readonly to: number };
  /** Cells of fewer people are left empty. */
  readonly least: number;
}

/** Lays what rises on the four cells around each person, so that nothing is lost. */
function layGround(placed: Uint32Array, { atX, atZ, x, z, rises, least }: Laying): Float32Array {
  const { width, height } = GROUND;
  const sums = new Float64Array(width * height);
  const people = new Uint32Array(width * height);
  for (const at of placed) {
    const [column, right] = between((((atX[at] as number) - x.from) / (x.to - x.from)) * width - 0.5, width);
    const [row, up] = between((((atZ[at] as number) - z.from) / (z.to - z.from)) * height - 0.5, height);
    const value = rises(at);
    const cell = row * width + column;
    for (const [offset, share] of [
      [0, (1 - right) * (1 - up)],
      [1, right * (1 - up)],
      [width, (1 - right) * up],
      [width + 1, right * up],
    ] as const) {
      if (share === 0) continue;
      sums[cell + offset] = (sums[cell + offset] as number) + value * share;
      people[cell + offset] = (people[cell + offset] as number) + 1;
    }
  }
  return Float32Array.from(sums, (sum, cell) => ((people[cell] as number) < least ? 0 : sum));
}

/** The cell below a place on a row of cells, and the share of the one above. */
function between(place: number, count: number): readonly [cell: number, share: number] {
  const held = Math.min(count - 1, Math.max(0, place));
  const cell = Math.min(count - 2, Math.floor(held));
  return [cell, held - cell];
}
