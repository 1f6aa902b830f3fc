/** The values of one filter with their counts, as the other filters leave them. */

import { Search } from 'lucide-react';
import { type JSX, useState } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { type FilterValue, searchValues, toFilterValues } from '../../model/filterValues.ts';
import { formatExact } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { type FilterDimension, setFilter, toggleFilter } from '../../model/viewFilters.ts';
import { filterQuery } from '../../model/viewQueries.ts';
import { areaToolName } from '../area/areaCommand.ts';
import { takeAreaTool, toDrawOn } from '../area/areaStore.ts';
import { useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import { useFilterName, useRememberNames } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './filterPanel.module.css';

const TEXTS = texts({
  en: {
    by: 'Filter by',
    search: 'Search',
    searchIn: (dimension: string) => `Search: ${dimension}`,
    none: 'No values in this window.',
    notFound: 'Nothing found. Try other letters.',
    most: 'The most frequent are shown.',
    clear: 'Clear',
  },
  pt: {
    by: 'Filtrar por',
    search: 'Procurar',
    searchIn: (dimension) => `Procurar: ${dimension}`,
    none: 'Nenhum valor nesta janela.',
    notFound: 'Nada encontrado. Tente outras letras.',
    most: 'São mostrados os mais frequentes.',
    clear: 'Limpar',
  },
  de: {
    by: 'Filtern nach',
    search: 'Suchen',
    searchIn: (dimension) => `Suchen: ${dimension}`,
    none: 'Keine Werte in diesem Fenster.',
    notFound: 'Nichts gefunden. Versuchen Sie andere Buchstaben.',
    most: 'Die häufigsten werden gezeigt.',
    clear: 'Aufheben',
  },
});

interface FilterPanelProps {
  readonly dimensions: readonly FilterDimension[];
  readonly dimension: FilterDimension;
  readonly onDimension: (dimension: FilterDimension) => void;
  /** Another tool goes on from here. */
  readonly onLeave: () => void;
}

export function FilterPanel({ dimensions, dimension, onDimension, onLeave }: FilterPanelProps): JSX.Element {
  const { where } = useView();
  const catalog = useCatalog();
  return (
    <div className={styles.panel}>
      <div className={styles.dimensions} role="tablist" aria-label={say(TEXTS).by}>
        {dimensions.map((id) => (
          <button key={id} type="button" role="tab" aria-selected={id === dimension} onClick={() => onDimension(id)}>
            {catalog.dimensions.find((candidate) => candidate.id === id)?.label ?? id}
            {where[id] === undefined ? null : <b>{where[id].length}</b>}
          </button>
        ))}
      </div>
      <FilterValues key={dimension} dimension={dimension} onLeave={onLeave} />
    </div>
  );
}

function FilterValues({ dimension, onLeave }: Pick<FilterPanelProps, 'dimension' | 'onLeave'>): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const words = say(TEXTS);
  const label = useCatalog().dimensions.find((candidate) => candidate.id === dimension)?.label ?? dimension;
  const [search, setSearch] = useState('');
  const { table, status, error } = useAnswer(filterQuery(view, dimension));
  useRememberNames(table);
  const nameOfValue = useFilterName();
  const chosen = view.where[dimension] ?? [];
  const nameOf = (value: string | null) => nameOfValue(dimension, value);
  const values = searchValues(toFilterValues(table, dimension, chosen), search, nameOf);
  return (
    <div className={styles.values} role="tabpanel">
      <label className={styles.search}>
        <Search aria-hidden />
        <input
          data-autofocus
          placeholder={words.search}
          aria-label={words.searchIn(label)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      <div className={styles.list}>
        {values.length === 0 ? (
          <PanelState status={status} error={error}>
            {search === '' ? words.none : words.notFound}
          </PanelState>
        ) : null}
        {values.map((value) => (
          <ValueRow
            key={value.value ?? '\u0000'}
            value={value}
            name={nameOf(value.value)}
            isChosen={chosen.includes(value.value)}
            onToggle={() => change((before) => toggleFilter(before, dimension, value.value))}
          />
        ))}
        {table?.truncated ? <p className={styles.more}>{words.most}</p> : null}
      </div>
      <div className={styles.foot}>
        <button
          type="button"
          onClick={() => {
            change(toDrawOn);
            takeAreaTool(true);
            onLeave();
          }}
        >
          {areaToolName()}
        </button>
        <button type="button" disabled={chosen.length === 0} onClick={() => change((before) => setFilter(before, dimension, []))}>
          {words.clear}
        </button>
      </div>
    </div>
  );
}

interface ValueRowProps {
  readonly value: FilterValue;
  readonly name: string;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function ValueRow({ value, name, isChosen, onToggle }: ValueRowProps): JSX.Element {
  return (
    <label className={styles.value}>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
      <span className={value.value === null ? styles.none : styles.name}>{name}</span>
      <span className={styles.count}>{formatExact(value.count, 'count')}</span>
    </label>
  );
}
