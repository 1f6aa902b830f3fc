/** Asks the server how many events of a source could not be placed or converted. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { retryAfterMs, UNABLE } from './sender.ts';

export interface Leftovers {
  /** Events of the sources that the workspace holds now. */
  readonly events: number;
  /** Those of them without a known country. */
  readonly unplaced: number;
  /** Those of them whose amount has no rate to the reporting currency. */
  readonly unconverted: number;
}

const SOURCES_A_QUERY = 500;
/** After a long import the server may still be taking in what it has acknowledged. */
const TRIES = 5;

/** Counts over everything the workspace holds of these sources, whichever import brought it. */
export async function countLeftovers(url: string, sources: ReadonlySet<string>): Promise<Leftovers> {
  const names = [...sources];
  let total: Leftovers = { events: 0, unplaced: 0, unconverted: 0 };
  for (let at = 0; at < names.length; at += SOURCES_A_QUERY) {
    const source = names.slice(at, at + SOURCES_A_QUERY);
    const all = await ask(url, { metrics: ['events'], where: { source } });
    const placeless = await ask(url, { metrics: ['events'], where: { source, country: [null] } });
    total = {
      events: total.events + countOf(all),
      unplaced: total.unplaced + countOf(placeless),
      unconverted: total.unconverted + all.unconverted,
    };
  }
  return total;
}

function countOf(answer: QueryAnswer): number {
  return Number(answer.rows[0]?.[0] ?? 0);
}

async function ask(url: string, query: Query): Promise<QueryAnswer> {
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(query) };
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}/v1/query`, asked);
    if (response.ok) return (await response.json()) as QueryAnswer;
    const text = await response.text();
    if (response.status !== UNABLE || attempt === TRIES)
      throw new Error(`the server could not count what was placed (${response.status}): ${text}`);
    await wait(retryAfterMs(response));
  }
}
