/** The columns on the screen over time: one picture glides into the next, an old level fades while the new one rises. */
import type { ColumnPicture } from '../model/columns.ts';
import { createGlide, easeInOut, easeOut, type Glide, type GlideTiming, largestChange } from '../model/glide.ts';
import type { ColumnLayout } from '../model/layout.ts';
import { isFiner, originsOf } from '../model/morph.ts';
import { MOTION } from '../model/tokens.ts';

/** A binary attribute. The same object means the same content: it is not sent to the graphics card again. */
export interface Attribute<Values> {
  readonly value: Values;
  readonly size: number;
  /** Bytes that stand for 0-1, as colours are. */
  readonly normalized: boolean;
}

/** Columns ready for the graphics card; new objects exactly where something changed. */
export interface SolidSet {
  /** Stable while the picture lives, so that deck keeps its buffers. */
  readonly id: string;
  readonly length: number;
  readonly layout: ColumnLayout;
  readonly positions: Attribute<Float64Array>;
  /** Where each mark comes from or goes to, longitude, latitude, 0. */
  readonly origins: Attribute<Float32Array>;
  /** Shares of the tallest. */
  readonly elevations: Attribute<Float32Array>;
  readonly colours: Attribute<Uint8Array>;
  /** A glow on the ground around each foot: for columns that may be seen from straight above. */
  readonly hasDiscs: boolean;
  /** 0-1, below 1 only while the set leaves: how strongly it is drawn, and how much of its height is left. */
  readonly opacity: number;
  /** 0-1: how far the marks have come from their origins to their own places. */
  readonly emerged: number;
}

export interface SolidSets {
  /** The newest picture, null before the first. */
  picture(): ColumnPicture | null;
  /** What stands on the screen of the newest picture. */
  glide(): Glide;
  show(picture: ColumnPicture, nowMs: number, tallestPixels: number): void;
  /** Moves on; false when nothing moves any more. */
  step(nowMs: number): boolean;
  /** For the layers: the leaving set first. */
  sets(): readonly SolidSet[];
}

/** A change too small to be seen moving jumps, so that a trickle of events does not keep the map drawing. */
const SEEN_PIXELS = 0.5;

interface Standing {
  readonly id: string;
  readonly glide: Glide;
  picture: ColumnPicture;
  set: SolidSet;
  /** When its marks began to come out of those of a coarser level; null once they have, or when they never did. */
  emergesFromMs: number | null;
}

/** `isCalm` tells whether the person asked for less motion. */
export function createSolidSets(isCalm: () => boolean): SolidSets {
  let generation = 0;
  let standing: Standing | null = null;
  let leaving: Leaving | null = null;
  const empty = createGlide();

  function begin(picture: ColumnPicture, nowMs: number): void {
    const before = standing?.set ?? null;
    leaving = before && leave(before, picture.layout, nowMs);
    const id = `${picture.layout.level}-${++generation}`;
    const glide = createGlide();
    glide.aim(picture, levelTiming(nowMs, isCalm()), () => -1);
    const isOut = before !== null && !isCalm() && isFiner(picture.layout, before.layout);
    const set = toSet(id, picture, glide, null, null);
    const origins = isOut ? { ...set.origins, value: originsOf(picture.layout, before.layout) } : set.origins;
    standing = { id, glide, picture, set: { ...set, origins, emerged: isOut ? 0 : 1 }, emergesFromMs: isOut ? nowMs : null };
  }

  function goOn(current: Standing, picture: ColumnPicture, timing: GlideTiming): void {
    const before = current.picture.layout;
    const keys = before === picture.layout ? null : [...picture.layout.slotOf.keys()];
    current.glide.aim(picture, timing, keys && ((slot) => before.slotOf.get(keys[slot] as string) ?? -1));
    current.set = toSet(current.id, picture, current.glide, current.set, current.picture);
    current.picture = picture;
  }

  /** False once the marks stand at their own places. */
  function emerge(current: Standing, nowMs: number): boolean {
    if (current.emergesFromMs === null) return false;
    const share = Math.min(1, Math.max(0, (nowMs - current.emergesFromMs) / MOTION.level));
    current.set = { ...current.set, emerged: easeInOut(share) };
    if (share === 1) current.emergesFromMs = null;
    return share < 1;
  }

  return {
    picture: () => standing?.picture ?? null,
    glide: () => standing?.glide ?? empty,
    show(picture, nowMs, tallestPixels) {
      if (!standing || !hasCommonPlace(standing.picture, picture)) begin(picture, nowMs);
      else goOn(standing, picture, valueTiming(nowMs, isCalm() || isUnseen(standing, picture, tallestPixels)));
    },
    step(nowMs) {
      const isMoving = standing?.glide.step(nowMs) ?? false;
      if (standing) standing.set = toSet(standing.id, standing.picture, standing.glide, standing.set, standing.picture);
      const isEmerging = standing !== null && emerge(standing, nowMs);
      leaving = leaving && fade(leaving, (nowMs - leaving.startMs) / (isCalm() ? MOTION.reduced : MOTION.levelOut));
      return isMoving || isEmerging || leaving !== null;
    },
    sets: () => [...(leaving ? [leaving.set] : []), ...(standing ? [standing.set] : [])],
  };
}

interface Leaving {
  readonly set: SolidSet;
  readonly startMs: number;
  /** Whether its marks go into those of a coarser level. */
  readonly goesBack: boolean;
}

function leave(set: SolidSet, next: ColumnLayout, startMs: number): Leaving {
  const goesBack = isFiner(set.layout, next);
  return { set: goesBack ? { ...set, origins: { ...set.origins, value: originsOf(set.layout, next) } } : set, startMs, goesBack };
}

function fade({ set, startMs, goesBack }: Leaving, share: number): Leaving | null {
  if (share >= 1) return null;
  const left = 1 - Math.max(0, share);
  return { set: { ...set, opacity: left, emerged: goesBack ? Math.min(set.emerged, left) : set.emerged }, startMs, goesBack };
}

function hasCommonPlace(one: ColumnPicture, other: ColumnPicture): boolean {
  if (one.layout.level !== other.layout.level || one.layout.places[0]?.set !== other.layout.places[0]?.set) return false;
  if (one.layout === other.layout) return true;
  for (const key of other.layout.slotOf.keys()) if (one.layout.slotOf.has(key)) return true;
  return false;
}

function isUnseen({ picture, glide }: Standing, next: ColumnPicture, tallestPixels: number): boolean {
  return picture.layout === next.layout && largestChange(glide.shares, next.shares) * tallestPixels < SEEN_PIXELS;
}

function levelTiming(nowMs: number, isCalm: boolean): GlideTiming {
  return { nowMs, ms: isCalm ? 0 : MOTION.level, ease: easeInOut };
}

function valueTiming(nowMs: number, isJump: boolean): GlideTiming {
  return { nowMs, ms: isJump ? 0 : MOTION.value, ease: easeOut };
}

/** Attribute objects stay the same while their content does: a fresh object is sent to the graphics card. */
function toSet(id: string, picture: ColumnPicture, glide: Glide, before: SolidSet | null, drawn: ColumnPicture | null): SolidSet {
  const isSameLayout = before !== null && drawn?.layout === picture.layout;
  const positions = isSameLayout ? before.positions : { value: picture.layout.positions, size: 3, normalized: false };
  const elevations = keep(before?.elevations, glide.shares, glide.sharesVersion, 1);
  const colours = keep(before?.colours, glide.colours, glide.coloursVersion, 4);
  if (before && before.positions === positions && before.elevations === elevations && before.colours === colours) return before;
  const origins = isSameLayout ? before.origins : { value: Float32Array.from(picture.layout.positions), size: 3, normalized: false };
  return {
    id,
    length: picture.layout.places.length,
    layout: picture.layout,
    positions,
    origins,
    elevations,
    colours,
    hasDiscs: picture.layout.level === 'country',
    opacity: 1,
    emerged: before?.emerged ?? 1,
  };
}

const versions = new WeakMap<object, number>();

function keep<Values extends object>(
  before: Attribute<Values> | undefined,
  value: Values,
  version: number,
  size: number,
): Attribute<Values> {
  if (before && before.value === value && versions.get(before) === version) return before;
  const attribute = { value, size, normalized: value instanceof Uint8Array };
  versions.set(attribute, version);
  return attribute;
}
