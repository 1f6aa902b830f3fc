/** The dimensions of people chosen by rules: groups and filters that are judged by the events of now, so that people leave as well as enter. */
import { createHash } from 'node:crypto';
import { INSIDE, NAMED_SEGMENTS, PEOPLE, type PeopleRule, readRule, SEGMENT_RULE, writeRule } from '../../../src/protocol/people.ts';
import { RequestError } from '../../parts.ts';
import { codeColumn } from '../columns.ts';
import type { Dimension } from '../dimensions.ts';
import type { Filter } from '../filter.ts';
import type { PeopleAt } from './people.ts';

/** A column that a question adds to the events: what the people of each are. */
export interface PeopleColumn {
  /** Quoted name; the same name is the same column. */
  readonly name: string;
  sql(people: PeopleAt): string;
  /** The same by customer code. */
  numbers(people: PeopleAt): Uint8Array;
}

const CUSTOMER = codeColumn('customer');

/** Whether a name is that of a dimension of people. */
export function isOfPeople(id: string): boolean {
  return id === SEGMENT_RULE || id.startsWith(PEOPLE);
}

/** Groups by the named segments. */
export function segmentDimension(): Dimension {
  const numbers = (people: PeopleAt) => people.segments();
  const needsPeople: PeopleColumn = {
    name: '"people.segment"',
    sql: (people) => numberSql(numbers(people), NAMED_SEGMENTS.length),
    numbers,
  };
  return {
    ...{ id: SEGMENT_RULE, label: 'Segment by rule', kind: 'text', live: false, sql: needsPeople.name, needsPeople },
    groups: NAMED_SEGMENTS.length + 1,
    codeOf: refuseFolding,
    idOf: (code) => NAMED_SEGMENTS[code - 1] ?? null,
    find: (id) => (id === null ? 0 : (NAMED_SEGMENTS as readonly string[]).indexOf(id) + 1 || undefined),
  };
}

/** Groups by whether one rule takes the customer. Throws {@link RequestError} 400 for what is no rule. */
export function ruleDimension(id: string, field: string): Dimension {
  const rule = toRule(id.slice(PEOPLE.length), field);
  const needsPeople = unionColumn([rule]);
  return {
    ...{ id, label: writeRule(rule), kind: 'text', live: false, sql: needsPeople.name, needsPeople, groups: 2 },
    codeOf: refuseFolding,
    idOf: (code) => (code === 1 ? INSIDE : null),
    find: (text) => (text === null ? 0 : text === INSIDE ? 1 : undefined),
  };
}

/** The filter of one of these dimensions. Throws {@link RequestError} 400 for a value that cannot be meant. */
export function peopleFilter(id: string, values: readonly (string | null)[]): Filter {
  const field = `where.${id}`;
  const parts = id === SEGMENT_RULE ? segmentParts(values, field) : ruleParts(id, values, field);
  return {
    ...{ id, values, live: false, isCoded: false, isTime: false, needsCurrentSegment: false },
    needsPeople: parts.column,
    sql: () => parts.condition,
    test: refuseFolding,
  };
}

/** Any of the rules; null are those in none of the named segments. */
function segmentParts(values: readonly (string | null)[], field: string) {
  const rules = values.flatMap((value) => (value === null ? [] : [toRule(value, field)]));
  const column = unionColumn(rules, values.includes(null));
  return { column, condition: `${column.name} = 1` };
}

function ruleParts(id: string, values: readonly (string | null)[], field: string) {
  const column = unionColumn([toRule(id.slice(PEOPLE.length), field)]);
  const codes = values.flatMap((value) => (value === null ? [0] : value === INSIDE ? [1] : []));
  return { column, condition: codes.length === 0 ? 'FALSE' : `${column.name} IN (${codes.join(', ')})` };
}

function toRule(text: string, field: string): PeopleRule {
  try {
    return readRule(text);
  } catch (error) {
    throw new RequestError(400, 'bad_query', `${field}: ${error instanceof Error ? error.message : error}`);
  }
}

/** 1 where any of the rules takes the customer of an event. */
function unionColumn(rules: readonly PeopleRule[], takesOthers = false): PeopleColumn {
  const key = createHash('sha1')
    .update(JSON.stringify([...rules.map(writeRule), takesOthers]))
    .digest('hex');
  const numbers = (people: PeopleAt): Uint8Array => {
    const members = rules.map((rule) => people.members(rule));
    return people
      .segments()
      .map((segment, customer) => (members.some((column) => column[customer] === 1) || (takesOthers && segment === 0) ? 1 : 0));
  };
  return { name: `"people.${key}"`, sql: (people) => numberSql(numbers(people), 1), numbers };
}

/** The number of a row's customer, 0 to `most`: looked up in strings of bits, a string a binary digit. */
function numberSql(numbers: Uint8Array, most: number): string {
  const digits = Math.ceil(Math.log2(most + 1));
  return Array.from({ length: digits }, (_, digit) => {
    const text = Buffer.allocUnsafe(Math.max(1, numbers.length));
    for (let at = 0; at < text.length; at++) text[at] = 48 + (((numbers[at] ?? 0) >> digit) & 1);
    return `${1 << digit} * get_bit('${text.toString('latin1')}'::BIT, ${CUSTOMER})`;
  }).join(' + ');
}

function refuseFolding(): never {
  throw new Error('people: only the archive knows who they are');
}
