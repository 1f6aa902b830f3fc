/** Events that set a plan are told when they are sent, if at all: they are no sign of what happened when. */
import { codeColumn } from './columns.ts';
import { TYPE_CODE } from './dictionaries.ts';

const PLAN_CODES: readonly number[] = [TYPE_CODE.targetSet, TYPE_CODE.forecastSet];

/** SQL: whether a row of `events` is of something that happened. */
export const HAPPENED = `${codeColumn('type')} NOT IN (${PLAN_CODES.join(', ')})`;

/** Whether a type, by its code, plans. */
export function isPlanCode(type: number): boolean {
  return PLAN_CODES.includes(type);
}
