/** Questions that are asked once, over HTTP. */
import type { Catalog } from '../protocol/catalog.ts';
import type { FreshnessAnswer } from '../protocol/freshness.ts';
import type { FoundPlace, PlaceSaid, PlacesAnswer, ResolvedPlace, ResolvedPlacesAnswer } from '../protocol/places.ts';
import type { PlanAnswer } from '../protocol/plan.ts';
import type { PlanQuery } from '../protocol/planQuery.ts';
import type { Query, QueryAnswer } from '../protocol/query.ts';
import { type AnswerTable, toTable } from '../protocol/table.ts';
import type { VerbatimsAnswer } from '../protocol/verbatims.ts';
import { addressOf } from './asker.ts';
import { reach, refusalOf } from './reach.ts';

/** One answer, not kept live. Throws an Error with the server's own message. */
export async function ask(query: Query, signal?: AbortSignal): Promise<AnswerTable> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(query) };
  return toTable(await read<QueryAnswer>('/v1/query', signal ? { ...init, signal } : init));
}

/** The same as a Parquet file, written by the server. Throws an Error with the server's own message. */
export async function askParquet(query: Query): Promise<Blob> {
  const headers = { 'content-type': 'application/json', accept: 'application/vnd.apache.parquet' };
  const response = await reach(addressOf('/v1/query'), { method: 'POST', headers, body: JSON.stringify(query) });
  if (!response.ok) throw new Error(await refusalOf(response));
  return response.blob();
}

/** What can be asked. Throws an Error with the server's own message. */
export async function fetchCatalog(signal?: AbortSignal): Promise<Catalog> {
  return read<Catalog>('/v1/catalog', signal ? { signal } : {});
}

/** Places by the beginning of any of their names, best first. Throws an Error with the server's own message. */
export async function fetchPlaces(text: string, limit: number, signal?: AbortSignal): Promise<readonly FoundPlace[]> {
  const path = `/v1/places?q=${encodeURIComponent(text)}&limit=${limit}`;
  return (await read<PlacesAnswer>(path, signal ? { signal } : {})).places;
}

/** Where events that say so would stand, in the order asked; at most 500. Throws an Error with the server's own message. */
export async function resolvePlaces(places: readonly PlaceSaid[], signal: AbortSignal): Promise<readonly ResolvedPlace[]> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ places }), signal };
  return (await read<ResolvedPlacesAnswer>('/v1/places/resolved', init)).places;
}

/** What is planned for each group in a window. Throws an Error with the server's own message. */
export async function fetchPlan(query: PlanQuery): Promise<PlanAnswer> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(query) };
  return read<PlanAnswer>('/v1/plan', init);
}

/** A cable can be cut without the request noticing: what is asked again and again must not wait for ever. */
const FRESHNESS_PATIENCE_MS = 8000;

/** How fresh each source is now. Throws an Error with the server's own message. */
export async function fetchFreshness(): Promise<FreshnessAnswer> {
  return read<FreshnessAnswer>('/v1/freshness', { signal: AbortSignal.timeout(FRESHNESS_PATIENCE_MS) });
}

export interface VerbatimsAsked extends Pick<Query, 'where' | 'time' | 'asOf'> {
  readonly limit: number;
  /** The `next` of the page before. */
  readonly before?: string;
}

/** A page of what customers wrote, newest first. Throws an Error with the server's own message. */
export async function fetchVerbatims({ where, time, asOf, limit, before }: VerbatimsAsked, signal: AbortSignal): Promise<VerbatimsAnswer> {
  const parameters = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries({ where, time, asOf })) if (value !== undefined) parameters.set(name, JSON.stringify(value));
  if (before !== undefined) parameters.set('before', before);
  return read<VerbatimsAnswer>(`/v1/verbatims?${parameters}`, { signal });
}

/** The JSON at an address of the server. Throws an Error with the server's own message. */
export async function read<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(addressOf(path), init);
  if (!response.ok) throw new Error(await refusalOf(response));
  return (await response.json()) as T;
}
