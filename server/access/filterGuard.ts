/**
 * What a filter leaves out: a group that is kept back beside a small one must not be told when it is asked for alone, nor all but a small one.
 * Each filter of a question is therefore asked for once as a grouping, among all its values, and what would be kept back there is refused.
 */
import { INSIDE, isNamedSegment, PEOPLE, SEGMENT_RULE } from '../../src/protocol/people.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { toIdText } from '../engine/eventTexts.ts';
import { resolutionOf } from '../engine/h3Grid.ts';
import { parseInstant } from '../engine/instant.ts';
import { toInstantText, type Zone } from '../engine/zone.ts';
import { isThin, type Judged, judgeRows, numbered } from './judged.ts';
import type { Scope } from './scope.ts';
import { type BehindOf, CUSTOMERS, judgesOf, type Keeping, MOST_GROUPS } from './wallRights.ts';

type Ids = readonly (string | null)[];

/** A filter asked for as a grouping. */
export interface FilterQuestion {
  readonly query: Query;
  /** Which of the groups the filter takes, by their ids. */
  takes(ids: Ids): boolean;
  /** The ids of the row of the question that a group is in. */
  rowOf(ids: Ids): Ids;
}

export interface FilterGuard {
  /** Asked of rows that have events. */
  isRefused(judge: string, ids: Ids): boolean;
}

/** What is known of the workspace in which somebody asks. */
export interface Asking {
  readonly behindOf: BehindOf;
  /** That of its buckets of time. */
  readonly zone: Zone;
}

/** The questions that a wall's filters are judged by; none for others. Areas of several cells and free rules have no groups, and are not judged. */
export function filterQuestions(query: Query, scope: Scope, { behindOf, zone }: Asking): readonly FilterQuestion[] {
  if (scope.kind !== 'wall') return [];
  const judges = judgesOf(query.metrics, behindOf);
  return Object.entries(query.where ?? {}).flatMap(([id, values]) => {
    const grouping = groupingOf(id, values, zone);
    if (grouping === null) return [];
    const { [id]: _, ...where } = query.where ?? {};
    const groupBy = query.groupBy ?? [];
    const all = groupBy.includes(grouping.id) ? groupBy : [...groupBy, grouping.id];
    const at = all.indexOf(grouping.id);
    const taken: ReadonlySet<string | null> = new Set(grouping.values);
    return [
      {
        query: { ...query, metrics: [...judges, 'events'], groupBy: all, where, limit: MOST_GROUPS },
        takes: (ids: Ids) => taken.has(ids[at] ?? null),
        rowOf: (ids: Ids) => ids.slice(0, groupBy.length),
      },
    ];
  });
}

function groupingOf(id: string, values: Ids, zone: Zone): { readonly id: string; readonly values: Ids } | null {
  if (id === 'h3' || id.startsWith('h3:')) {
    const [cell] = values;
    if (values.length > 1 || !cell) return null;
    return { id: `h3:${resolutionOf(cell.toLowerCase())}`, values: [cell.toLowerCase()] };
  }
  if (id !== SEGMENT_RULE || values.every((value) => value === null || isNamedSegment(value)))
    return { id, values: values.map((value) => asAnswered(id, value, zone)) };
  const [rule] = values;
  return values.length === 1 && rule ? { id: PEOPLE + rule, values: [INSIDE] } : null;
}

/** A value as an id of an answer: what is asked for may be written in other ways. */
function asAnswered(id: string, value: string | null, zone: Zone): string | null {
  if (value === null) return null;
  if (!id.startsWith('time:')) return toIdText(value);
  const startMs = parseInstant(value, zone);
  return startMs === null ? value : toInstantText(startMs);
}

/** Judges by the answers to {@link filterQuestions}, in their order. Rows that they do not know are refused: they have only just come. */
export function guardOf(questions: readonly FilterQuestion[], answers: readonly QueryAnswer[], keeping: Keeping): FilterGuard | null {
  if (questions.length === 0) return null;
  const judged = questions.map((question, at) => judgeFilter(question, answers[at] as QueryAnswer, keeping));
  return {
    isRefused: (judge, ids) => {
      const key = JSON.stringify(ids);
      return judged.some(({ known, refused }) => refused.get(judge)?.has(key) || !known.has(key));
    },
  };
}

function judgeFilter({ query, takes, rowOf }: FilterQuestion, { columns, rows }: QueryAnswer, keeping: Keeping) {
  const dimensions = query.groupBy?.length ?? 0;
  const at = new Map(columns.map(({ name }, column) => [name, column]));
  const countOf = (judge: string, row: number): number => Number(rows[row]?.[at.get(judge) ?? -1] ?? 0);
  const idsOf = (row: number) => rows[row]?.slice(0, dimensions) as Ids;
  const judged: Judged = judgeRows(
    {
      rowCount: rows.length,
      codes: Array.from({ length: dimensions }, (_, dimension) => numbered(rows.map((row) => row[dimension] ?? null))),
      textOf: (row) => JSON.stringify(idsOf(row)),
      countOf,
      isSmall: (judge, row) => isThin(countOf(judge, row), judge === CUSTOMERS ? [countOf(keeping.events, row)] : [], keeping.least),
    },
    keeping,
  );
  const known = new Set<string>();
  const refused = new Map(keeping.judges.map((judge) => [judge, new Set<string>()]));
  for (let row = 0; row < rows.length; row++) {
    const ids = idsOf(row);
    if (!takes(ids)) continue;
    const key = JSON.stringify(rowOf(ids));
    known.add(key);
    for (const [judge, kept] of judged) if (kept[row] === 1) refused.get(judge)?.add(key);
  }
  return { known, refused };
}
