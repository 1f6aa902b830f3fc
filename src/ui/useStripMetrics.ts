import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useAnswer } from '../live/useAnswer.ts';
import { emptyMetrics, stripMetrics } from '../model/firstMetrics.ts';
import { metricIds, useCatalog } from './catalogContext.ts';
import { firstSightStore } from './firstSight.ts';

/** The figures of the strip in their order: one without any data in the workspace gives its place to another until its first event comes. */
export function useStripMetrics(): readonly string[] {
  const catalog = useCatalog();
  const empty = useEmptyMetrics();
  return useMemo(() => stripMetrics(metricIds(catalog), empty), [catalog, empty]);
}

/** Metrics without any data in the workspace, until their first event comes. */
export function useEmptyMetrics(): readonly string[] {
  const was = useStore(firstSightStore, ({ empty }) => empty);
  const { table } = useAnswer(was.length === 0 ? null : { metrics: [...was] });
  return useMemo(() => (table === null ? was : emptyMetrics(table, was)), [was, table]);
}
