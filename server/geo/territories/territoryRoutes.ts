/** `/v1/territories`: the company's own areas, listed, drawn, kept and taken away. */
import type { FastifyInstance } from 'fastify';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import { MAX_TERRITORY_BYTES, type TerritoriesAnswer, type TerritoryShapes, territoryName } from '../../../src/protocol/territories.ts';
import { type Engine, RequestError } from '../../parts.ts';
import { readTerritory, type Territory } from './readTerritory.ts';
import { dropTerritory, keepTerritory, loadTerritories, MOST_TERRITORIES } from './territoryFolder.ts';

/** A file within JSON takes more than by itself: its quotes and ends of lines are two bytes each. */
const MOST_BODY_BYTES = 2 * MAX_TERRITORY_BYTES;

export interface TerritoryRoutesParts {
  readonly engine: Pick<Engine, 'territories'>;
  /** Where the files stand. */
  readonly folder: string;
}

/** Adds the routes. Changes are one at a time, and answered when every question sees them. */
export function registerTerritoryRoutes(server: FastifyInstance, { engine, folder }: TerritoryRoutesParts): void {
  let changing: Promise<unknown> = Promise.resolve();
  const change = (make: () => void): Promise<TerritoriesAnswer> => {
    const done = changing.then(async () => {
      make();
      return engine.territories(true);
    });
    changing = done.catch(() => undefined);
    return done;
  };
  server.get('/v1/territories', async (): Promise<TerritoriesAnswer> => engine.territories(false));
  server.get('/v1/territories/:name', async (request): Promise<TerritoryShapes> => {
    const { name } = request.params as { readonly name: string };
    const [found] = loadTerritories(folder, name).territories;
    if (!found) throw unknown(name);
    return found.shapes;
  });
  server.post('/v1/territories', { bodyLimit: MOST_BODY_BYTES }, async (request): Promise<TerritoriesAnswer> => {
    const { name, geojson } = (request.body ?? {}) as { readonly name?: unknown; readonly geojson?: unknown };
    if (typeof name !== 'string' || name.length > 60) throw refused('name: must be a text of at most 60 characters');
    const text = typeof geojson === 'string' ? geojson : JSON.stringify(geojson ?? null);
    if (territoryName(name) === null) throw refused('name: must hold letters or digits from a to z');
    const territory = read(name, text);
    const { territories } = await engine.territories(false);
    const isNew = !territories.some((known) => known.name === territory.name);
    if (isNew && territories.length >= MOST_TERRITORIES)
      throw refused(`name: there are ${MOST_TERRITORIES} sets already; delete one first`);
    return change(() => keepTerritory(folder, territory, text));
  });
  server.delete('/v1/territories/:name', async (request): Promise<TerritoriesAnswer> => {
    const { name } = request.params as { readonly name: string };
    return change(() => {
      if (!dropTerritory(folder, territoryName(name) ?? '')) throw unknown(name);
    });
  });
}

function read(name: string, text: string): Territory {
  try {
    return readTerritory(name.trim(), text);
  } catch (error) {
    throw refused(messageOf(error));
  }
}

function refused(message: string): RequestError {
  return new RequestError(400, 'bad_territories', message);
}

function unknown(name: string): RequestError {
  return new RequestError(404, 'not_found', `territories: there is no set ${JSON.stringify(name)}; see /v1/territories`);
}
