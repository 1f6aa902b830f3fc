/** The filters by places that are set, one chip for each: they are chosen on the map. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { formatExact } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import type { Level } from '../../model/place.ts';
import { PLACE_FILTERS, type PlaceFilter } from '../../model/placeFilter.ts';
import { anchorId } from '../../model/transition.ts';
import { setFilter } from '../../model/viewFilters.ts';
import { levelNames, useFilterName } from '../placeNames.ts';
import styles from '../top/top.module.css';
import { useChange, useViewPart } from '../viewStore.ts';
import { takeAreaTool, toDrawOn } from './areaStore.ts';
import { AREA_TEXTS } from './areaTexts.ts';

export function PlaceChips(): JSX.Element {
  const where = useViewPart((view) => view.where);
  return (
    <>
      {PLACE_FILTERS.map((filter) => {
        const values = where[filter] ?? [];
        return values.length === 0 ? null : <PlaceChip key={filter} filter={filter} values={values} />;
      })}
    </>
  );
}

function PlaceChip({ filter, values }: { filter: PlaceFilter; values: readonly (string | null)[] }): JSX.Element {
  const words = say(AREA_TEXTS);
  const change = useChange();
  const nameOf = useFilterName();
  const level: Level = filter === 'h3' ? 'hexagon' : filter;
  const names = values.map((value) => nameOf(filter, value));
  const isCounted = filter === 'h3';
  const label = levelNames(level)[values.length > 1 ? 1 : 0];
  const what = `${label}: ${isCounted ? formatExact(values.length, 'count') : names.join(', ')}`;
  return (
    <span
      className={styles.chip}
      data-filter={filter}
      data-anchor={values.map((value) => anchorId(filter, value)).join('\n')}
      data-anchor-name={names[0]}
    >
      <button
        type="button"
        className={styles.chipText}
        title={words.edit(what)}
        onClick={() => {
          change(toDrawOn);
          takeAreaTool(true);
        }}
      >
        <span className={styles.quiet}>{label}</span> {isCounted ? formatExact(values.length, 'count') : names[0]}
        {!isCounted && names.length > 1 ? ` +${names.length - 1}` : ''}
      </button>
      <button type="button" aria-label={words.remove(what)} onClick={() => change((view) => setFilter(view, filter, []))}>
        <X aria-hidden />
      </button>
    </span>
  );
}
