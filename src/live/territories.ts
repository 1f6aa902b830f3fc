/** The company's own territories, kept over HTTP. */
import { type TerritoriesAnswer, type TerritorySet, territoryName } from '../protocol/territories.ts';
import { reach, refusalOf } from './reach.ts';

/** Keeps the areas of a GeoJSON text under a name and gives the set as listed. Throws an Error with the server's own message. */
export async function keepTerritories(name: string, geojson: string): Promise<TerritorySet> {
  const headers = { 'content-type': 'application/json' };
  const { territories } = await read('/v1/territories', { method: 'POST', headers, body: JSON.stringify({ name, geojson }) });
  const kept = territories.find((set) => set.name === territoryName(name));
  if (kept === undefined) throw new Error(`${name.trim()}: kept, but not listed`);
  return kept;
}

async function read(path: string, init: RequestInit): Promise<TerritoriesAnswer> {
  const response = await reach(path, init);
  if (!response.ok) throw new Error(await refusalOf(response));
  return (await response.json()) as TerritoriesAnswer;
}
