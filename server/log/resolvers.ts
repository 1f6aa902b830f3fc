/** What the log adds to an event once, at append: its place, its amount in the reporting currency. */
import type { Gazetteer } from '../geo/gazetteer.ts';
import type { Settings } from '../settings.ts';
import { type Converter, createConverter } from './conversion.ts';

export interface Resolvers {
  readonly gazetteer: Pick<Gazetteer, 'resolve'>;
  readonly convert: Converter;
  /** Names in `data` that the workspace sums. */
  readonly declared: ReadonlySet<string>;
}

export function createResolvers(settings: Settings, gazetteer: Pick<Gazetteer, 'resolve'>): Resolvers {
  return { gazetteer, convert: createConverter(settings), declared: new Set(settings.metrics.map((metric) => metric.field)) };
}

/** Names of `data`, besides the known ones, that the tables of a workspace must show. */
export function declaredNames(settings: Pick<Settings, 'metrics' | 'dimensions'>): readonly string[] {
  return [...new Set([...settings.metrics.map((metric) => metric.field), ...settings.dimensions])];
}
