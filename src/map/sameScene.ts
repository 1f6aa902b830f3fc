/** What changed between two scenes. */
import type { MapScene } from './mapScene.ts';

/** Whether panels leave the same part of the map free. */
export function isSamePadding({ padding: one }: MapScene, { padding: other }: MapScene): boolean {
  return one.top === other.top && one.right === other.right && one.bottom === other.bottom && one.left === other.left;
}

/** Where the camera stood at load comes along, and tells nothing that is drawn. */
const UNDRAWN: ReadonlySet<string> = new Set(['camera']);

/** Whether nothing at all changed but what is called back. */
export function isSameScene(one: MapScene, other: MapScene): boolean {
  const names = Object.keys(other) as (keyof MapScene)[];
  return names.every((name) => UNDRAWN.has(name) || typeof other[name] === 'function' || Object.is(one[name], other[name]));
}

/** Whether nothing changed that the columns, the ground or their looks come from. */
export function isSameData(one: MapScene, other: MapScene): boolean {
  const names = ['table', 'level', 'shape', 'height', 'colour', 'scale', 'shrink', 'theme', 'stale', 'focus', 'selected'] as const;
  return names.every((name) => one[name] === other[name]);
}

/** Whether two scenes show answers of one log to one question, with one look: what grew between them has just happened. */
export function isSameLook(one: MapScene, other: MapScene): boolean {
  const names = ['question', 'height', 'colour', 'scale', 'shrink', 'stale', 'theme'] as const;
  return names.every((name) => one[name] === other[name]) && one.table?.asOf.epoch === other.table?.asOf.epoch;
}
