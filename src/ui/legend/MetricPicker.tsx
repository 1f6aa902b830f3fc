import { type JSX, memo } from 'react';
import { say, texts } from '../../model/language.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { useChange, useViewPart } from '../viewStore.ts';

const TEXTS = texts({
  en: { height: 'Metric as height', colour: 'Metric as colour' },
  pt: { height: 'Métrica como altura', colour: 'Métrica como cor' },
  de: { height: 'Kennzahl als Höhe', colour: 'Kennzahl als Farbe' },
});

/** Chooses the metric that stands as height or as colour. */
export const MetricPicker = memo(function MetricPicker({ channel }: { channel: 'height' | 'colour' }): JSX.Element {
  const picked = useViewPart((view) => view[channel]);
  const catalog = useCatalog();
  const change = useChange();
  const picks = catalog.metrics.map(({ id, label, formula }) => ({ id, label, note: formula }));
  return (
    <PickMenu
      plain
      label={say(TEXTS)[channel]}
      picks={picks}
      picked={picked}
      onPick={(id) => change((before) => ({ ...before, [channel]: id }))}
    >
      {metricOf(catalog, picked).label}
    </PickMenu>
  );
});
