/** Every breakdown beside the map: a click on a bar filters the whole screen by it. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { FILTER_DIMENSIONS, type FilterDimension, setFilter } from '../../model/viewState.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { MetricPicker } from '../legend/MetricPicker.tsx';
import { useChange, useView } from '../viewStore.ts';
import { BreakdownBars } from './BreakdownBars.tsx';
import styles from './explore.module.css';

export function Explore(): JSX.Element {
  const view = useView();
  const change = useChange();
  const catalog = useCatalog();
  const known = FILTER_DIMENSIONS.filter((id) => catalog.dimensions.some((dimension) => dimension.id === id));
  const isFiltered = Object.keys(view.where).length > 0;
  return (
    <section className={styles.panel} aria-label="Explore">
      <header className={styles.head}>
        <h2>Explore</h2>
        <MetricPicker channel="height" />
        <button
          type="button"
          className={styles.clear}
          disabled={!isFiltered}
          onClick={() => change((before) => ({ ...before, where: {} }))}
        >
          Clear filters
        </button>
        <IconButton label="Close the breakdowns" onClick={() => change((before) => ({ ...before, side: 'none' }))}>
          <X />
        </IconButton>
      </header>
      <p className={styles.hint}>
        {metricOf(catalog, view.height).label} by value, in front of all of it unfiltered. Click a bar to see it alone; with Shift, or by
        drawing over several, choose more.
      </p>
      <div className={styles.breakdowns}>
        {known.map((dimension) => (
          <Part key={dimension} dimension={dimension} />
        ))}
      </div>
    </section>
  );
}

function Part({ dimension }: { dimension: FilterDimension }): JSX.Element {
  const view = useView();
  const change = useChange();
  const catalog = useCatalog();
  const label = catalog.dimensions.find((candidate) => candidate.id === dimension)?.label ?? dimension;
  const chosen = view.where[dimension];
  return (
    <section className={styles.part} aria-label={label} data-breakdown={dimension}>
      <header>
        <h3>{label}</h3>
        {chosen === undefined ? null : (
          <button type="button" onClick={() => change((before) => setFilter(before, dimension, []))}>
            {chosen.length} chosen <X aria-hidden />
          </button>
        )}
      </header>
      <BreakdownBars dimension={dimension} label={label} />
    </section>
  );
}
