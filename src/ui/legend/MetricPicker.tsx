import type { JSX } from 'react';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { useChange, useView } from '../viewStore.ts';

/** Chooses the metric that stands as height or as colour. */
export function MetricPicker({ channel }: { channel: 'height' | 'colour' }): JSX.Element {
  const view = useView();
  const catalog = useCatalog();
  const change = useChange();
  const picks = catalog.metrics.map(({ id, label, formula }) => ({ id, label, note: formula }));
  return (
    <PickMenu
      plain
      label={channel === 'height' ? 'Metric as height' : 'Metric as colour'}
      picks={picks}
      picked={view[channel]}
      onPick={(id) => change((before) => ({ ...before, [channel]: id }))}
    >
      {metricOf(catalog, view[channel]).label}
    </PickMenu>
  );
}
