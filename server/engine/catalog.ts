/** What can be asked, for people and programs. */
import type { Catalog, DimensionInfo, MetricInfo } from '../../src/protocol/catalog.ts';
import type { Settings } from '../settings.ts';
import type { Archive } from './archive.ts';
import { HAPPENED } from './planEvents.ts';
import type { Registry } from './registry.ts';
import { toInstantText } from './zone.ts';

interface Parts {
  readonly archive: Archive;
  readonly registry: Registry;
  readonly epoch: string;
  readonly settings: Pick<Settings, 'currency' | 'timezone'>;
}

export async function readCatalog({ archive, registry, epoch, settings }: Parts): Promise<Omit<Catalog, 'simulated'>> {
  await archive.flush();
  const extent = await archive.readers.use((read) => read(`SELECT count(*), min(time_ms), max(time_ms) FROM events WHERE ${HAPPENED}`));
  const [count = 0, from = 0, to = 0] = extent.columns.map(([value]) => Number(value));
  return {
    epoch,
    currency: settings.currency,
    timezone: settings.timezone,
    metrics: Array.from(registry.metrics.values(), toMetricInfo),
    dimensions: Array.from(registry.dimensions.values(), ({ id, label, kind }): DimensionInfo => ({ id, label, kind })),
    extent: count === 0 ? { from: null, to: null } : { from: toInstantText(from), to: toInstantText(to) },
  };
}

function toMetricInfo({
  id,
  label,
  unit,
  formula,
  fold,
  interval,
  better,
  sums,
  ratio = false,
  cases = false,
  range,
}: MetricInfo): MetricInfo {
  return { id, label, unit, formula, fold, interval, better, sums, ratio, cases, ...(range === undefined ? {} : { range }) };
}
