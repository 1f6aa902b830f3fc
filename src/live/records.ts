/** The events behind a figure, and one customer: reads that are asked once. Keys of customers travel in bodies, never in addresses. */
import type { CustomerAnswer, CustomerAsked, RecordsAnswer, RecordsAsked } from '../protocol/records.ts';
import { read } from './ask.ts';

/** A page of records, newest first. Throws an Error with the server's own message. */
export function fetchRecords(asked: RecordsAsked, signal: AbortSignal): Promise<RecordsAnswer> {
  return read<RecordsAnswer>('/v1/records', posted(asked, signal));
}

/** One customer by all their events. Throws an Error with the server's own message. */
export function fetchCustomer(asked: CustomerAsked, signal: AbortSignal): Promise<CustomerAnswer> {
  return read<CustomerAnswer>('/v1/customer', posted(asked, signal));
}

function posted(body: unknown, signal: AbortSignal): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal };
}
