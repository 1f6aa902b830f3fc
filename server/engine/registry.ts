/** What a workspace can be asked: its metrics, dimensions, dictionaries and time zone, made once from its settings. */
import type { Territory } from '../geo/territories/readTerritory.ts';
import type { Settings } from '../settings.ts';
import { createCases } from './caseCounts.ts';
import { createBehind } from './customersBehind.ts';
import { createDimensions, type Dimension } from './dimensions.ts';
import { createMetrics, type Metric } from './metrics.ts';
import { createPeople, type People } from './people/people.ts';
import type { Dictionaries } from './rows.ts';
import { createZone, type Zone } from './zone.ts';

export interface Registry {
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Numbers of cases that may be asked for beside metrics, by name: see {@link createCases}. */
  readonly cases: ReadonlyMap<string, Metric>;
  /** Counts of the customers behind metrics, by name. */
  readonly behind: ReadonlyMap<string, Metric>;
  /** The name of that of each metric which is not made of all events. */
  readonly behindOf: ReadonlyMap<string, string>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly dictionaries: Dictionaries;
  readonly zone: Zone;
  /** Who is in which segment. */
  readonly people: People;
}

/** `isContinuous` is the archive's. */
export function createRegistry(
  settings: Settings,
  dictionaries: Dictionaries,
  territories: readonly Territory[] = [],
  isContinuous?: (fromSeq: number, toSeq: number) => boolean,
): Registry {
  const zone = createZone(settings.timezone);
  const metrics = createMetrics(settings);
  return {
    metrics,
    cases: createCases(metrics.values()),
    ...createBehind(metrics.values()),
    dimensions: createDimensions({ settings, dictionaries, zone, territories }),
    dictionaries,
    zone,
    people: createPeople(dictionaries, isContinuous),
  };
}
