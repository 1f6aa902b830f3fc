/** The events behind a figure, and one customer: reads that are asked once. Keys of customers travel in bodies, never in addresses. */
import type { CustomerAnswer, CustomerAsked, RecordsAnswer, RecordsAsked } from '../protocol/records.ts';
import { read } from './ask.ts';

/** A page of records, newest first. Throws an Error with the server's own message. */
export function fetchRecords(asked: RecordsAsked, signal: AbortSignal): Promise<RecordsAnswer> {
  return read<RecordsAnswer>('/v1/records', posted(asked, signal));
}

/**
 * The newest records, page by page until there are `atLeast` or all: a list that somebody scrolls does not become shorter when it is read again.
 * All pages are of the moment of the first. `readPage` reads one.
 */
export async function fetchNewest(
  asked: RecordsAsked,
  atLeast: number,
  signal: AbortSignal,
  readPage: typeof fetchRecords = fetchRecords,
): Promise<RecordsAnswer> {
  const first = await readPage(asked, signal);
  const records = [...first.records];
  let { next } = first;
  while (next !== null && records.length < atLeast) {
    const page = await readPage({ ...asked, asOf: first.asOf, time: first.time, before: next }, signal);
    records.push(...page.records);
    next = page.next;
  }
  return { ...first, records, next };
}

/** One customer by all their events. Throws an Error with the server's own message. */
export function fetchCustomer(asked: CustomerAsked, signal: AbortSignal): Promise<CustomerAnswer> {
  return read<CustomerAnswer>('/v1/customer', posted(asked, signal));
}

function posted(body: unknown, signal: AbortSignal): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal };
}
