/** The company's own territories as answers name them. */
import { TERRITORY, type TerritoriesAnswer } from '../../src/protocol/territories.ts';
import type { Territory } from '../geo/territories/readTerritory.ts';
import type { LoadedTerritories } from '../geo/territories/territoryFolder.ts';
import type { LabelOf } from './answer.ts';

/** What is told of the sets that are there. */
export function toTerritoriesAnswer({ territories, problems }: LoadedTerritories): TerritoriesAnswer {
  return {
    territories: territories.map(({ name, label, areas }) => ({ id: TERRITORY + name, name, label, areas: areas.length })),
    problems,
  };
}

/** Names of areas, and of all else what `labelOf` knows. */
export function withTerritories(labelOf: LabelOf, territories: readonly Territory[]): LabelOf {
  const labels = new Map(territories.map(({ name, areas }) => [TERRITORY + name, new Map(areas.map(({ id, label }) => [id, label]))]));
  return (dimension, id) => labels.get(dimension)?.get(id) ?? labelOf(dimension, id);
}
