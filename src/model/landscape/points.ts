/** The people of the landscape as the shaders read them: where they stand and stood, how large, in which colour, how lit. */

import { type Landscape, NO_ANSWER, POINT_FLAGS } from '../../protocol/landscape.ts';
import { type FrequencySteps, NAMED_SEGMENTS, type PeopleRule, writeRule } from '../../protocol/people.ts';
import { axisOf, createTest, freedFrom, fromAxis, measuresOf } from '../../protocol/peopleAxis.ts';
import { type Rgb, toRgb } from '../colour.ts';
import { FLOOR, satisfactionColour } from '../ecosystem/look.ts';
import type { Theme } from '../tokens.ts';
import { type Ground, landX, landZ } from './land.ts';

/** What the points are coloured by. */
const TINTS = ['csat', 'risk'] as const;
export type Tint = (typeof TINTS)[number];

/** Radius in world units of a person of the middle, and its bounds: by the fourth root of what somebody brings, so that a thousand times as much can be drawn at all. */
const RADIUS = 0.078;
const RADII = [0.045, 0.19] as const;
/** A person who moves farther than this, world units, jumps; most of them at once. */
const JUMP = 0.6;
const MOST_JUMPS = 40;
/** One person's answers are few: the colour is theirs all the same. */
const CERTAIN = 1e9;

/** Columns of `count` points, in the order in which they are drawn: the farthest first. */
export interface PointColumns {
  readonly count: number;
  /** x and z before, x and z now. */
  readonly places: Float32Array;
  /** Radius, 1 for a hollow ring, 1 for a jump, 1 for one who is new or whose choice has changed. */
  readonly looks: Float32Array;
  /** Red, green, blue, 0-1. */
  readonly colours: Float32Array;
  /** 0 dark to 1 lit. */
  readonly lights: Float32Array;
  /** The point of the landscape at each place. */
  readonly order: Uint32Array;
}

/** Points with the key of each person, so that they are known again. */
export interface KeyedPoints extends PointColumns {
  readonly keys: Uint32Array;
}

export interface PointLook {
  readonly ground: Ground;
  readonly tint: Tint;
  readonly theme: Theme;
  /** What a person of the middle spends: the radius is measured against it. */
  readonly typical: number;
}

/** Places every point; `before` gives those who were there a way from where they stood. */
export function toPoints(landscape: Landscape, { ground, tint, theme, typical }: PointLook, before: KeyedPoints | null): KeyedPoints {
  const count = landscape.header.points;
  const [x, z] = [new Float32Array(count), new Float32Array(count)];
  for (let at = 0; at < count; at++) {
    x[at] = landX(ground, landscape.x[at] as number);
    z[at] = landZ(ground, landscape.z[at] as number);
  }
  const order = Uint32Array.from({ length: count }, (_, at) => at).sort((one, other) => (z[one] as number) - (z[other] as number));
  const known = new Map(before === null ? [] : Array.from(before.keys, (key, at) => [key, at]));
  const points = {
    ...{ count, order, keys: new Uint32Array(count), places: new Float32Array(4 * count), looks: new Float32Array(4 * count) },
    ...{ colours: new Float32Array(3 * count), lights: new Float32Array(count).fill(1) },
  };
  let jumps = 0;
  order.forEach((point, at) => {
    const key = landscape.key[point] as number;
    const last = known.get(key);
    const [nowX, nowZ] = [x[point] as number, z[point] as number];
    const [fromX, fromZ] =
      last === undefined || before === null ? [nowX, nowZ] : [before.places[4 * last + 2] as number, before.places[4 * last + 3] as number];
    const isJump = Math.hypot(nowX - fromX, nowZ - fromZ) > JUMP && jumps++ < MOST_JUMPS;
    const share = landscape.satisfied[point] as number;
    const isRing = tint === 'csat' && share === NO_ANSWER;
    points.keys[at] = key;
    points.places.set([fromX, fromZ, nowX, nowZ], 4 * at);
    points.looks.set(
      [radiusOf(landscape.value[point] as number, typical), isRing ? 1 : 0, isJump ? 1 : 0, before !== null && last === undefined ? 1 : 0],
      4 * at,
    );
    const [r, g, b] = colourOf(landscape, point, tint, theme);
    points.colours.set([r / 255, g / 255, b / 255], 3 * at);
  });
  return points;
}

function radiusOf(value: number, typical: number): number {
  const radius = RADIUS * (Math.max(0, value) / Math.max(1e-9, typical)) ** 0.25;
  return Math.min(RADII[1], Math.max(RADII[0], radius));
}

function colourOf({ satisfied, flags }: Landscape, at: number, tint: Tint, theme: Theme): Rgb {
  if (tint === 'risk') return toRgb(((flags[at] as number) & POINT_FLAGS.unhappy) !== 0 ? FLOOR[theme].risk : FLOOR[theme].silent);
  const share = satisfied[at] as number;
  return satisfactionColour(share === NO_ANSWER ? 0 : share / 2, share === NO_ANSWER ? 0 : CERTAIN, theme);
}

/** The value in the middle of those of the points; 1 without any. */
export function typicalValue({ value }: Pick<Landscape, 'value'>): number {
  const sorted = value.filter((one) => one > 0).sort();
  return sorted[sorted.length >> 1] ?? 1;
}

/**
 * Which points the rules choose, 1 or 0 a point. The answer says whom the rules take that it was asked for. Of others that are over the
 * measures of the axes, as while a line is drawn, the places of the points say so. Others over other measures are known when their answer comes.
 * Null: those in no segment.
 */
export function chosenPoints(landscape: Landscape, rules: readonly (PeopleRule | null)[], into: Uint8Array): Uint8Array {
  const { header, x, z, segment, flags } = landscape;
  const steps = header.steps as FrequencySteps;
  const [kindX, kindZ] = [axisOf(header.x.measure), axisOf(header.z.measure)];
  let at = 0;
  const valueFor = (measure: string): number =>
    measure === header.x.measure
      ? fromAxis(kindX, freedFrom(header.x, x[at] as number))
      : fromAxis(kindZ, freedFrom(header.z, z[at] as number));
  const drawn = rules.filter((rule) => rule !== null && rule.kind !== 'named').map(writeRule);
  const isAnswered = drawn.length === header.chosen.length && drawn.every((rule) => header.chosen.includes(rule));
  const isSeen = (measure: string) => measure === header.x.measure || measure === header.z.measure;
  const tests = rules.map((rule) => {
    if (rule === null || rule.kind === 'named') {
      const code = rule === null ? 0 : NAMED_SEGMENTS.indexOf(rule.id) + 1;
      return () => segment[at] === code;
    }
    if (isAnswered || !measuresOf(rule).every(isSeen)) return () => ((flags[at] as number) & POINT_FLAGS.chosen) !== 0;
    const test = createTest(rule, steps);
    return () => test(valueFor);
  });
  for (at = 0; at < header.points; at++) into[at] = tests.some((test) => test()) ? 1 : 0;
  return into;
}
