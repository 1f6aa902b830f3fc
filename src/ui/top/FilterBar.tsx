/** The filters: one chip for each that is set, and a button that opens all. */

import { Popover } from '@mantine/core';
import { ListFilter, X } from 'lucide-react';
import { type JSX, Suspense, useState } from 'react';
import { say, texts } from '../../model/language.ts';
import { PLACE_FILTERS } from '../../model/placeFilter.ts';
import { anchorId } from '../../model/transition.ts';
import { type FilterDimension, offeredFilters, setFilter } from '../../model/viewFilters.ts';
import { useCatalog } from '../catalogContext.ts';
import { part, untilLoaded } from '../part.ts';
import { useFilterName } from '../placeNames.ts';
import { useChange, useViewPart } from '../viewStore.ts';
import styles from './top.module.css';

/** Not needed for the first picture. */
const PlaceChips = part(() => import('../area/PlaceChips.tsx').then((module) => module.PlaceChips));

const TEXTS = texts({
  en: {
    filter: 'Filter',
    filters: 'Filters',
    set: (count: number) => `Filter, ${count} set`,
    remove: (filter: string) => `Remove the filter ${filter}`,
  },
  pt: {
    filter: 'Filtrar',
    filters: 'Filtros',
    set: (count) => `Filtrar, ${count} ${count === 1 ? 'ativo' : 'ativos'}`,
    remove: (filter) => `Remover o filtro ${filter}`,
  },
  de: {
    filter: 'Filtern',
    filters: 'Filter',
    set: (count) => `Filtern, ${count} gesetzt`,
    remove: (filter) => `Filter entfernen: ${filter}`,
  },
});

type FilterPanelOf = typeof import('./FilterPanel.tsx').FilterPanel;

export function FilterBar(): JSX.Element {
  const where = useViewPart((view) => view.where);
  const flows = useViewPart((view) => view.flows);
  const catalog = useCatalog();
  const [opened, setOpened] = useState<FilterDimension | null>(null);
  const [Panel, setPanel] = useState<FilterPanelOf | null>(null);
  /** Its own first field takes the focus: it is there before the popover opens. */
  const open = async (dimension: FilterDimension | null) => {
    const loaded = Panel ?? (await untilLoaded(() => import('./FilterPanel.tsx'))).FilterPanel;
    setPanel(() => loaded);
    setOpened(dimension);
  };
  const known = offeredFilters({ where, flows }, catalog.dimensions);
  const hasPlaces = PLACE_FILTERS.some((id) => where[id] !== undefined);
  const set = [...known, ...PLACE_FILTERS].filter((id) => where[id] !== undefined).length;
  return (
    <div className={styles.filters}>
      <Popover opened={opened !== null} onChange={(isOpen) => (isOpen ? undefined : setOpened(null))} position="bottom-start" trapFocus>
        <Popover.Target>
          <button
            type="button"
            className={styles.filterButton}
            aria-label={set === 0 ? say(TEXTS).filter : say(TEXTS).set(set)}
            aria-expanded={opened !== null}
            onClick={() => void open(opened === null ? (known[0] ?? null) : null)}
          >
            <ListFilter aria-hidden />
            <span>{say(TEXTS).filter}</span>
            {set === 0 ? null : <b>{set}</b>}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={say(TEXTS).filters}>
          {opened === null || Panel === null ? null : (
            <Panel dimensions={known} dimension={opened} onDimension={setOpened} onLeave={() => setOpened(null)} />
          )}
        </Popover.Dropdown>
      </Popover>
      <div className={styles.chips}>
        {known.map((dimension) => {
          const values = where[dimension];
          return values === undefined ? null : (
            <FilterChip key={dimension} dimension={dimension} values={values} onOpen={() => void open(dimension)} />
          );
        })}
        {hasPlaces ? (
          <Suspense fallback={null}>
            <PlaceChips />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}

interface FilterChipProps {
  readonly dimension: FilterDimension;
  readonly values: readonly (string | null)[];
  readonly onOpen: () => void;
}

function FilterChip({ dimension, values, onOpen }: FilterChipProps): JSX.Element {
  const change = useChange();
  const catalog = useCatalog();
  const label = catalog.dimensions.find((candidate) => candidate.id === dimension)?.label ?? dimension;
  const nameOf = useFilterName();
  const names = values.map((value) => nameOf(dimension, value));
  return (
    <span
      className={styles.chip}
      data-filter={dimension}
      data-anchor={values.map((value) => anchorId(dimension, value)).join('\n')}
      data-anchor-name={names[0]}
    >
      <button type="button" className={styles.chipText} title={`${label}: ${names.join(', ')}`} onClick={onOpen}>
        <span className={styles.quiet}>{label}</span> {names[0]}
        {names.length > 1 ? ` +${names.length - 1}` : ''}
      </button>
      <button
        type="button"
        aria-label={say(TEXTS).remove(`${label}: ${names.join(', ')}`)}
        onClick={() => change((view) => setFilter(view, dimension, []))}
      >
        <X aria-hidden />
      </button>
    </span>
  );
}
