/** The values that a filter offers. */

import { isNamedSegment, SEGMENT_RULE } from '../protocol/people.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { ruleName } from './landscape/segmentWords.ts';
import { say, texts } from './language.ts';
import { plainText } from './plainText.ts';
import { isWhole, keyColumn, measuredOf } from './rows.ts';
import { scaleText } from './scaleTexts.ts';

const NONE = texts({ en: '(none)', pt: '(nenhum)', de: '(ohne)' });

/** What a value of a filter is called: scales of scores by their names, segments by their rule, or as somebody `saved` it, all else as it is. */
export function filterValueName(
  dimension: string,
  value: string | null,
  saved: readonly { readonly rule: string; readonly name: string }[] = [],
): string {
  if (dimension === 'scale') return scaleText(value);
  if (value === null) return noneText();
  return dimension === SEGMENT_RULE ? ruleName(value, saved) : value;
}

/** What stands for events without a value. */
export function noneText(): string {
  return say(NONE);
}

export interface FilterValue {
  /** Null for the events that have none. */
  readonly value: string | null;
  /** NaN where it is not known. */
  readonly count: number;
}

/** Values with their counts, most frequent first; chosen ones stay in the list when nothing matches them any more. */
export function toFilterValues(table: AnswerTable | null, dimension: string, chosen: readonly (string | null)[]): readonly FilterValue[] {
  const keys = table === null ? null : keyColumn(table, dimension);
  const countAt = measuredOf(table, 'events');
  const found = Array.from({ length: keys === null ? 0 : (table?.rowCount ?? 0) }, (_, row) => ({
    value: keys?.[row] ?? null,
    count: countAt(row).value,
  }));
  // The answer counts the stages of the life cycle, not free rules, and may leave rare values out.
  const isTold = (value: string | null) => table !== null && isWhole(table) && (dimension !== SEGMENT_RULE || isNamedSegment(value ?? ''));
  const missing = chosen
    .filter((value) => !found.some((other) => other.value === value))
    .map((value) => ({ value, count: isTold(value) ? 0 : Number.NaN }));
  return [...found.sort((one, other) => other.count - one.count), ...missing];
}

/** Those whose name holds every word of the search, whatever their case and accents. */
export function searchValues(
  values: readonly FilterValue[],
  search: string,
  nameOf = (value: string | null) => filterValueName('', value),
): readonly FilterValue[] {
  const words = plainText(search).split(/\s+/).filter(Boolean);
  return values.filter(({ value }) => words.every((word) => plainText(nameOf(value)).includes(word)));
}
