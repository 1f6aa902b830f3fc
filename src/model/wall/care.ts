/** When a wall loads its page again, quietly, at the end of a scene: each night, for another version of the server, when memory or graphics run out. */
import { SCENE_SECONDS } from '../../protocol/tours.ts';

export interface Health {
  /** When the page was loaded, and the clock now: ms since 1970. */
  readonly bornMs: number;
  readonly nowMs: number;
  /** Minutes since midnight on the clock of the workspace. */
  readonly minuteOfDay: number;
  /** Bytes that the page's own objects take, and that they may; null where the browser does not tell. */
  readonly heapBytes: number | null;
  readonly heapBudget: number;
  /** Which build the page is of and which the server has now; null while not known. */
  readonly ownBuild: string | null;
  readonly serverBuild: string | null;
  /** The server speaks another version of the protocol. */
  readonly isOutdated: boolean;
  /** Losses of a graphics context within the last ten minutes. */
  readonly contextLosses: number;
  /** A part of the picture failed and shows nothing. */
  readonly isBroken: boolean;
}

export type ReloadReason = 'version' | 'memory' | 'graphics' | 'broken' | 'night';

const HOUR_MS = 3_600_000;
/** Between 3:30 and 4:30 at night, once the page is older than a night. */
const NIGHT = { from: 210, to: 270, leastAgeMs: 6 * HOUR_MS } as const;
/** A page is not loaded again sooner than this, but for another version. */
const LEAST_AGE_MS = 5 * 60_000;
const MOST_LOSSES = 3;

/** A scene that stands for longer than any does by itself is held, and has no end to wait for. */
export const HELD_MS = 2 * SCENE_SECONDS.most * 1000;

/** Why the page should be loaded again; null where it need not. */
export function reloadReason(health: Health): ReloadReason | null {
  const ageMs = health.nowMs - health.bornMs;
  if (health.isOutdated || (health.ownBuild !== null && health.serverBuild !== null && health.ownBuild !== health.serverBuild))
    return 'version';
  if (ageMs < LEAST_AGE_MS) return null;
  if (health.isBroken) return 'broken';
  if (health.contextLosses >= MOST_LOSSES) return 'graphics';
  if (health.heapBytes !== null && health.heapBytes > health.heapBudget) return 'memory';
  const isNight = health.minuteOfDay >= NIGHT.from && health.minuteOfDay < NIGHT.to;
  return isNight && ageMs > NIGHT.leastAgeMs ? 'night' : null;
}

/** Where the picture stands, pixels of a wall of 2160, so that no edge burns in: a slow walk round a small square, a step a minute. */
export function drift(nowMs: number): { readonly x: number; readonly y: number } {
  const step = Math.floor(nowMs / 60_000) % 32;
  const along = (at: number) => (at < 8 ? at : at < 16 ? 8 : at < 24 ? 24 - at : 0);
  return { x: along(step) - 4, y: along((step + 24) % 32) - 4 };
}
