/** The segments landscape: what `POST /v1/landscape` answers, as bytes. Little-endian throughout. */
import { z } from 'zod';
import { MOST_RULE_LENGTH } from './people.ts';
import { type AsOf, QuerySchema } from './query.ts';

/** Cells of the ground that values are laid on. */
export const GROUND = { width: 176, height: 100 } as const;
/** Most points in an answer: beyond, one stands for N people. */
export const MOST_POINTS = 5000;
const MOST_RULES = 40;

const Axis = z.strictObject({ measure: z.string().min(1), from: z.number().optional(), to: z.number().optional() });

/** What can be asked. `from` and `to` of an axis are on its own scale, see `peopleAxis.ts`; left out, they suit the people. */
export const LandscapeSchema = z.strictObject({
  x: Axis,
  z: Axis,
  /** What rises. */
  height: z.enum(['revenue', 'revenue_at_risk', 'customers']).default('revenue'),
  where: QuerySchema.shape.where,
  time: QuerySchema.shape.time,
  asOf: QuerySchema.shape.asOf,
  /** Rules whose people are told apart, after the named segments. */
  rules: z.array(z.string().max(MOST_RULE_LENGTH)).max(MOST_RULES).default([]),
  /** Rules of which any chooses. */
  chosen: z.array(z.string().max(MOST_RULE_LENGTH)).max(MOST_RULES).default([]),
});
export type LandscapeAsked = z.input<typeof LandscapeSchema>;

/** The part of an axis that is shown, on its own scale. */
export interface AxisSpan {
  readonly measure: string;
  readonly from: number;
  readonly to: number;
}

/** The people of one rule, among those of the answer. */
export interface RegionFigures {
  /** The rule as text. */
  readonly rule: string;
  readonly people: number;
  readonly revenue: number;
  /** csat5 scores, and those of them that are 4 or 5. */
  readonly answers: number;
  readonly satisfied: number;
  /** Revenue of those whose latest score is below the target of its scale. */
  readonly atRisk: number;
  /** Middle of the region on the axes, by what rises; null without people there. */
  readonly at: readonly [x: number, z: number] | null;
}

export interface LandscapeHeader {
  readonly asOf: AsOf;
  /** The instant up to which people are judged, ISO 8601 UTC; null without events. */
  readonly judgedAt: string | null;
  readonly x: AxisSpan;
  readonly z: AxisSpan;
  readonly height: 'revenue' | 'revenue_at_risk' | 'customers';
  /** Orders a year at which the named segments part. */
  readonly steps: readonly [number, number, number];
  /** All people of the answer, and those of them who stand on the land: the others lack a measure. A wall is told neither of few without a place nor of few with one. */
  readonly people: number;
  readonly placed: number;
  /** People that one point stands for. */
  readonly perPoint: number;
  /** What rises, all of it, and the revenue of all. */
  readonly total: number;
  readonly revenue: number;
  /** The rules that `chosen` of the flags answers. */
  readonly chosen: readonly string[];
  /** Regions that are withheld because their group is too small for the asker. */
  readonly suppressed: number;
  /** The named segments, then the rules that were asked. */
  readonly regions: readonly RegionFigures[];
  readonly points: number;
}

/** Bits of {@link Landscape.flags}. */
export const POINT_FLAGS = { unhappy: 1, chosen: 2 } as const;
/** A point without an answer. */
export const NO_ANSWER = 255;

export interface Landscape {
  readonly header: LandscapeHeader;
  /** What rises on each cell of the ground, row by row from the lower end of both axes. */
  readonly ground: Float32Array;
  /** Columns of the points, in an order that says nothing of the people. `x`, `z`: on the axes' own scales. */
  readonly x: Float32Array;
  readonly z: Float32Array;
  /** Revenue of the person. */
  readonly value: Float32Array;
  /** The same person has the same key for as long as the server runs; it says nothing of who it is. */
  readonly key: Uint32Array;
  /** Share of the person's csat5 scores that are 4 or 5, in half percents; {@link NO_ANSWER} without. */
  readonly satisfied: Uint8Array;
  readonly flags: Uint8Array;
  /** Code of the named segment, from 1. */
  readonly segment: Uint8Array;
}

const FOURS = ['x', 'z', 'value', 'key'] as const;
const ONES = ['satisfied', 'flags', 'segment'] as const;

/** Bytes: length of the header (u32), header (JSON), zeros up to a multiple of 4, ground, then the columns one after the other. */
export function encodeLandscape(landscape: Landscape): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify(landscape.header));
  const begin = 4 * Math.ceil((4 + header.length) / 4);
  const { points } = landscape.header;
  const bytes = new Uint8Array(begin + landscape.ground.byteLength + points * (4 * FOURS.length + ONES.length));
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = begin;
  for (const column of [landscape.ground, ...FOURS.map((name) => landscape[name]), ...ONES.map((name) => landscape[name])]) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  return bytes;
}

/** Throws an Error for bytes of another form. */
export function decodeLandscape(buffer: ArrayBuffer): Landscape {
  const length = buffer.byteLength >= 4 ? new DataView(buffer).getUint32(0, true) : Number.NaN;
  if (!(length + 4 <= buffer.byteLength)) throw new Error('landscape: the answer is cut off');
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as LandscapeHeader;
  const { points } = header;
  let at = 4 * Math.ceil((4 + length) / 4);
  const cells = GROUND.width * GROUND.height;
  if (buffer.byteLength !== at + 4 * cells + points * (4 * FOURS.length + ONES.length)) throw new Error('landscape: the answer is cut off');
  const take = (bytes: number): number => {
    at += bytes;
    return at - bytes;
  };
  return {
    header,
    ground: new Float32Array(buffer, take(4 * cells), cells),
    x: new Float32Array(buffer, take(4 * points), points),
    z: new Float32Array(buffer, take(4 * points), points),
    value: new Float32Array(buffer, take(4 * points), points),
    key: new Uint32Array(buffer, take(4 * points), points),
    satisfied: new Uint8Array(buffer, take(points), points),
    flags: new Uint8Array(buffer, take(points), points),
    segment: new Uint8Array(buffer, take(points), points),
  };
}
