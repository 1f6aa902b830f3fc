/** The catalog of the workspace for every panel. */
import { createContext, useContext } from 'react';
import type { Catalog, MetricInfo } from '../protocol/catalog.ts';

export const CatalogContext = createContext<Catalog | null>(null);

/** The catalog; throws where it has not come yet: panels are shown only after it. */
export function useCatalog(): Catalog {
  const catalog = useContext(CatalogContext);
  if (catalog === null) throw new Error('useCatalog: no catalog here (render panels within CatalogGate)');
  return catalog;
}

/** A metric by its id; throws for one that the catalog does not have (the view is settled on known ones before). */
export function metricOf(catalog: Catalog, id: string): MetricInfo {
  const metric = catalog.metrics.find((candidate) => candidate.id === id);
  if (metric === undefined) throw new Error(`metric ${id}: not in the catalog`);
  return metric;
}

export function metricIds(catalog: Catalog): readonly string[] {
  return catalog.metrics.map((metric) => metric.id);
}
