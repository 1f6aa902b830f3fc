/** Questions that are asked once, over HTTP. */
import type { Catalog } from '../protocol/catalog.ts';
import type { FoundPlace, PlacesAnswer } from '../protocol/places.ts';
import type { ErrorBody, Query, QueryAnswer } from '../protocol/query.ts';
import { type AnswerTable, toTable } from '../protocol/table.ts';

/** One answer, not kept live. Throws an Error with the server's own message. */
export async function ask(query: Query, signal?: AbortSignal): Promise<AnswerTable> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(query) };
  return toTable(await read<QueryAnswer>('/v1/query', signal ? { ...init, signal } : init));
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

async function read<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(await messageOf(response));
  return (await response.json()) as T;
}

async function messageOf(response: Response): Promise<string> {
  try {
    return ((await response.json()) as ErrorBody).error.message;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}
