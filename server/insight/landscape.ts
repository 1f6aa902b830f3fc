/** The segments landscape: all people over two measures, what rises where they stand, and as many of them as can be told apart as points. */
import type { z } from 'zod';
import { type Landscape, LandscapeSchema, MOST_POINTS, NO_ANSWER, POINT_FLAGS } from '../../src/protocol/landscape.ts';
import { PERSON_MEASURES, type PeopleRule, personMeasure, readRule } from '../../src/protocol/people.ts';
import { heldIn } from '../../src/protocol/peopleAxis.ts';
import type { Query } from '../../src/protocol/query.ts';
import { answerAs } from '../access/answerAs.ts';
import type { Scope } from '../access/scope.ts';
import { askedFor } from '../access/wallRights.ts';
import type { Archive } from '../engine/archive.ts';
import type { PeopleAt } from '../engine/people/people.ts';
import { planQuery, windowAt } from '../engine/plan.ts';
import { answerQuery, type QueryParts, refuseOtherMoments } from '../engine/query.ts';
import { toInstantText } from '../engine/zone.ts';
import { RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';
import { axisSpan } from './landscapeAxis.ts';
import { type Crowd, NOBODY, readCrowd } from './landscapeCrowd.ts';
import { layGround } from './landscapeGround.ts';
import { choosePoints, keyMaker } from './landscapePoints.ts';
import { namedRegions, toldRegions, toldSum } from './landscapeRegions.ts';

type Asked = z.output<typeof LandscapeSchema>;

/** Answers that are kept for as long as nothing happens. */
const MOST_KEPT = 8;
/** An answer over a sliding window is kept this long. */
const SLIDE_MS = 10_000;
const kept = new WeakMap<Archive, Map<string, Landscape>>();
/** The key that a point has for a customer's code. */
export const pointKey = keyMaker();

/** Throws {@link RequestError} 400 for what cannot be asked, 403 for what a wall may not ask, 409 for an `asOf` of another epoch. */
export async function readLandscape(
  body: unknown,
  { archive, registry, epoch }: Pick<QueryParts, 'archive' | 'registry' | 'epoch'>,
  nowMs: number,
  scope: Scope,
): Promise<Landscape> {
  const asked = toAsked(body);
  const { where, time, asOf } = asked;
  const plan = planQuery(askedFor({ metrics: ['events'], where, time, asOf }, scope, registry.behindOf), registry);
  const [rules, chosen] = [asked.rules.map(toRule('rules')), asked.chosen.map(toRule('chosen'))];
  refuseOtherMoments(asOf, { archive, epoch });
  const isTold = await mayTell(asked, { archive, registry, epoch }, nowMs, scope);
  await archive.flush();
  return archive.readers.use(
    async (read) => {
      const { columns } = await read('SELECT applied_seq FROM progress');
      const seq = asOf?.seq ?? Number(columns[0]?.[0] ?? 0);
      const slide = plan.window.kind === 'sliding' ? Math.floor(nowMs / SLIDE_MS) : 0;
      const key = JSON.stringify([asked, seq, slide, scope, isTold]);
      const known = kept.get(archive) ?? new Map<string, Landscape>();
      kept.set(archive, known);
      const before = known.get(key);
      if (before) return before;
      const people = await registry.people.at(seq, read);
      const extent = { ...windowAt(plan.window, nowMs), seq, people };
      const crowd = isTold ? await readCrowd(read, plan.filters, extent) : NOBODY;
      const landscape = toLandscape(asked, { people, crowd, rules, chosen, scope, epoch });
      if (known.size >= MOST_KEPT) known.clear();
      known.set(key, landscape);
      return landscape;
    },
    false,
    asOf?.seq,
  );
}

/** Whether the people of a question may be told of: a wall's must be enough, and not those whom a filter would give away. */
async function mayTell(
  { where, time, asOf }: Asked,
  parts: Pick<QueryParts, 'archive' | 'registry' | 'epoch'>,
  nowMs: number,
  scope: Scope,
): Promise<boolean> {
  if (scope.kind !== 'wall') return true;
  const ask = (query: Query) => answerQuery(planQuery(query, parts.registry), { ...parts, labelOf: () => null }, nowMs);
  const { suppressed } = await answerAs({ metrics: ['customers'], where, time, asOf }, scope, parts.registry, ask);
  return suppressed === 0;
}

function toAsked(body: unknown): Asked {
  const asked = readShape(LandscapeSchema, body, 'bad_query');
  for (const axis of ['x', 'z'] as const) {
    const { measure, from, to } = asked[axis];
    if (!personMeasure(measure)) {
      const known = PERSON_MEASURES.map(({ id }) => id).join(', ');
      throw new RequestError(400, 'bad_query', `${axis}.measure: unknown measure ${JSON.stringify(measure)}; known are ${known}`);
    }
    if (from !== undefined && to !== undefined && !(to > from))
      throw new RequestError(400, 'bad_query', `${axis}.from: must be before ${axis}.to`);
  }
  return asked;
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
  const { customers, revenue } = crowd;
  const least = scope.kind === 'wall' ? scope.least : 0;
  const [atX, atZ] = [pick(people.place(asked.x.measure), customers), pick(people.place(asked.z.measure), customers)];
  const placed = Uint32Array.from(customers.keys()).filter((at) => !Number.isNaN(atX[at] as number) && !Number.isNaN(atZ[at] as number));
  const [x, z] = [axisSpan(asked.x, atX, placed), axisSpan(asked.z, atZ, placed)];
  for (const at of placed) {
    atX[at] = heldIn(x, atX[at] as number);
    atZ[at] = heldIn(z, atZ[at] as number);
  }
  const rises = risingOf(asked.height, crowd);
  const segment = Uint8Array.from(pick(people.segments(), customers));
  const membersOf = (rule: PeopleRule): Uint8Array => Uint8Array.from(pick(people.members(rule), customers));
  const regions = [...namedRegions(segment), ...rules.map((rule, at) => ({ rule: asked.rules[at] as string, members: membersOf(rule) }))];
  const { figures, suppressed } = toldRegions(regions, crowd, { atX, atZ, rises }, least);
  const points = scope.kind === 'wall' ? { perPoint: 1, order: new Uint32Array(0) } : choosePoints(placed, customers, segment, MOST_POINTS);
  const isChosen = chosen.map((rule) => people.members(rule));
  const { order } = points;
  const told = toldPlaced(rises, placed, least);
  return {
    header: {
      asOf: { epoch, seq: people.seq },
      judgedAt: people.newestMs === null ? null : toInstantText(people.newestMs),
      ...{ x, z, height: asked.height, steps: people.steps },
      ...{ people: customers.length, placed: told.placed, perPoint: points.perPoint, points: order.length },
      ...{ total: told.total, revenue: toldSum(revenue, least) },
      chosen: asked.chosen,
      suppressed,
      regions: figures,
    },
    ground: layGround(placed, { atX, atZ, x, z, rises, least, beside: told.beside }),
    x: Float32Array.from(pick(atX, order)),
    z: Float32Array.from(pick(atZ, order)),
    value: Float32Array.from(pick(revenue, order)),
    key: Uint32Array.from(order, (at) => pointKey(customers[at] as number)),
    satisfied: Uint8Array.from(order, (at) => shareOf(crowd, at)),
    flags: Uint8Array.from(order, (at) => {
      const isIn = isChosen.some((members) => members[customers[at] as number] === 1);
      return (crowd.unhappy[at] === 1 ? POINT_FLAGS.unhappy : 0) | (isIn ? POINT_FLAGS.chosen : 0);
    }),
    segment: Uint8Array.from(pick(segment, order)),
  };
}

/**
 * How many stand on the land, and what rises of all of them. Somebody who may see no small group is not told of few who have no place, nor of few who
 * have one: all count as if they stood there, though not on the ground. `beside`: those without a place who would raise it.
 */
function toldPlaced(rises: Float64Array, placed: Uint32Array, least: number) {
  const raising = (values: Float64Array): number => values.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  const own = pick(rises, placed);
  const beside = raising(rises) - raising(own);
  const isFew = (count: number): boolean => count > 0 && count < least;
  const isAll = isFew(rises.length - placed.length);
  return {
    placed: isAll || isFew(placed.length) ? rises.length : placed.length,
    total: toldSum(isAll || isFew(beside) ? rises : own, least),
    beside,
  };
}

function risingOf(height: Asked['height'], { revenue, unhappy }: Crowd): Float64Array {
  if (height === 'revenue') return revenue;
  if (height === 'customers') return new Float64Array(revenue.length).fill(1);
  const rises = new Float64Array(revenue.length);
  for (let at = 0; at < rises.length; at++) if (unhappy[at] === 1) rises[at] = revenue[at] as number;
  return rises;
}

/** The values at these places. */
function pick(values: Float64Array | Uint8Array, places: Uint32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = values[places[at] as number] as number;
  return picked;
}

function shareOf({ answers, satisfied }: Crowd, at: number): number {
  return (answers[at] as number) === 0 ? NO_ANSWER : Math.round((200 * (satisfied[at] as number)) / (answers[at] as number));
}
