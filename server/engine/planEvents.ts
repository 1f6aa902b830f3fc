/** Events that set a plan are told when they are sent, if at all: they are no sign of what happened when. */
import { codeColumn } from './columns.ts';
import { TYPE_CODE } from './dictionaries.ts';

/** SQL: whether a row of `events` is of something that happened. */
export const HAPPENED = `${codeColumn('type')} NOT IN (${TYPE_CODE.targetSet}, ${TYPE_CODE.forecastSet})`;

/** Whether events of a coded type plan: they count as events, and as nothing else. */
export function isPlanCode(type: number): boolean {
  return type === TYPE_CODE.targetSet || type === TYPE_CODE.forecastSet;
}
