/** The company's own territories, kept over HTTP. */
import type { ErrorBody } from '../protocol/query.ts';
import type { TerritoriesAnswer, TerritorySet } from '../protocol/territories.ts';

/** Keeps the areas of a GeoJSON text under a name and gives the set as listed. Throws an Error with the server's own message. */
export async function keepTerritories(name: string, geojson: string): Promise<TerritorySet> {
  const known = (await read('/v1/territories', {})).territories;
  const headers = { 'content-type': 'application/json' };
  const { territories } = await read('/v1/territories', { method: 'POST', headers, body: JSON.stringify({ name, geojson }) });
  const label = name.trim();
  const added = territories.find(({ id }) => !known.some((before) => before.id === id)) ?? territories.find((set) => set.label === label);
  if (added === undefined) throw new Error(`${label}: kept, but not listed`);
  return added;
}

async function read(path: string, init: RequestInit): Promise<TerritoriesAnswer> {
  const response = await fetch(path, init);
  if (response.ok) return (await response.json()) as TerritoriesAnswer;
  const text = await response.text();
  let message = `${response.status} ${response.statusText}`;
  try {
    message = (JSON.parse(text) as ErrorBody).error.message;
  } catch {
    // The status says it.
  }
  throw new Error(message);
}
