/** Which measures of a customer the land is spread over. */
import { personMeasure } from '../../protocol/people.ts';

/** Ids of two different measures: from left to right, and from front to back. */
export interface Axes {
  readonly x: string;
  readonly z: string;
}

/** How late they are over how often they buy. */
export const FIRST_AXES: Axes = { x: 'lateness', z: 'frequency' };

export function isMeasure(id: string): boolean {
  return personMeasure(id) !== undefined;
}
