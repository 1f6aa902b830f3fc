/** What the people of a question brought and said in its window, one by one; it stays on the server. */
import { codeColumn, numberColumn } from '../engine/columns.ts';
import { SCALE_CODE, TYPE_CODE } from '../engine/dictionaries.ts';
import type { Facts } from '../engine/people/facts.ts';
import type { PeopleAt } from '../engine/people/people.ts';
import type { Plan } from '../engine/plan.ts';
import type { Read } from '../engine/readers.ts';
import { type Extent, matchingRows, unhappySql } from '../engine/sql.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';

/** Columns, a place a person. */
export interface Crowd {
  /** Customer codes, ascending. */
  readonly customers: Uint32Array;
  readonly revenue: Float64Array;
  /** csat5 scores, and those of them that are 4 or 5. */
  readonly answers: Float64Array;
  readonly satisfied: Float64Array;
  /** 1 for those whose latest score is below the target of its scale. */
  readonly unhappy: Uint8Array;
}

const SATISFIED_FROM = 4;

/** As if nobody had been found. */
export const NOBODY: Crowd = {
  ...{ customers: new Uint32Array(0), revenue: new Float64Array(0), answers: new Float64Array(0), satisfied: new Float64Array(0) },
  unhappy: new Uint8Array(0),
};

/** Everybody of all time is known already; others are read. */
export async function readCrowd(read: Read, filters: Plan['filters'], extent: Extent & { readonly people: PeopleAt }): Promise<Crowd> {
  const { facts } = extent.people;
  return filters.length === 0 && extent.fromMs === null && extent.toMs === null ? everybody(facts) : readSome(read, filters, extent);
}

function everybody({ known, revenue, answers, satisfied, unhappy }: Facts): Crowd {
  const customers = Uint32Array.from(known.keys()).filter((code) => known[code] === 1);
  const of = (column: Float64Array, unit = 1): Float64Array => {
    const own = new Float64Array(customers.length);
    for (let at = 0; at < own.length; at++) own[at] = (column[customers[at] as number] as number) / unit;
    return own;
  };
  return {
    customers,
    revenue: of(revenue, FIXED_ONE),
    answers: of(answers),
    satisfied: of(satisfied),
    unhappy: Uint8Array.from(of(unhappy)),
  };
}

async function readSome(read: Read, filters: Plan['filters'], extent: Extent & { readonly people: PeopleAt }): Promise<Crowd> {
  const [customer, type, scale, score] = [codeColumn('customer'), codeColumn('type'), codeColumn('scale'), numberColumn('score')];
  const scored = `${scale} = ${SCALE_CODE.csat5} AND ${score} IS NOT NULL`;
  const found = await read(`SELECT ${customer} AS customer,
    coalesce(sum(${numberColumn('amount')}) FILTER (WHERE ${type} = ${TYPE_CODE.orderCompleted}), 0),
    count(*) FILTER (WHERE ${scored}), count(*) FILTER (WHERE ${scored} AND ${score} >= ${SATISFIED_FROM * FIXED_ONE})
    FROM ${matchingRows({ dimensions: [], filters }, extent)} AND ${customer} <> 0 GROUP BY ALL ORDER BY customer`);
  const isUnhappy = await readUnhappy(read, extent);
  const column = (at: number) => Float64Array.from(found.columns[at] ?? [], Number);
  const customers = Uint32Array.from(found.columns[0] ?? [], Number);
  return {
    customers,
    revenue: column(1).map((amount) => amount / FIXED_ONE),
    answers: column(2),
    satisfied: column(3),
    unhappy: Uint8Array.from(customers, (code) => (isUnhappy(code) ? 1 : 0)),
  };
}

async function readUnhappy(read: Read, extent: Extent & { readonly people: PeopleAt }): Promise<(code: number) => boolean> {
  if (extent.toMs === null) return (code) => extent.people.facts.unhappy[code] === 1;
  const { columns } = await read(unhappySql(extent));
  const codes = new Set(Array.from(columns[0] ?? [], Number));
  return (code) => codes.has(code);
}
