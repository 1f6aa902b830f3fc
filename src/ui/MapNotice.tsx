/** Says why the map is empty, and offers what would fill it. */
import type { JSX } from 'react';
import { type EmptyMap, emptyMap, type Remedy } from '../model/emptyMap.ts';
import type { Level } from '../model/place.ts';
import { drillTo, parentOf, type ViewState } from '../model/viewState.ts';
import { useCatalog } from './catalogContext.ts';
import styles from './mapNotice.module.css';
import { levelNames, usePlaceName } from './placeNames.ts';
import { useMapAnswer } from './useMapAnswer.ts';
import { useChange, useView } from './viewStore.ts';

export function MapNotice(): JSX.Element | null {
  const view = useView();
  const { extent } = useCatalog();
  const { table, level, status, error } = useMapAnswer();
  if (status === 'error')
    return (
      <section className={styles.notice} role="alert">
        <p>The map could not be answered: {error ?? 'no reason was given'}</p>
      </section>
    );
  const empty = status === 'loading' || extent.from === null ? null : emptyMap(view, table, level);
  if (empty === null) return null;
  return (
    <section className={styles.notice} role="status">
      <p>{reasonText(empty, level)}</p>
      {empty.remedies.map((remedy) => (
        <RemedyButton key={remedy} remedy={remedy} />
      ))}
    </section>
  );
}

function reasonText({ reason, remedies }: EmptyMap, level: Level): string {
  if (reason === 'placeless') return `These events name no ${levelNames(level)[0].toLowerCase()}.`;
  const limits = [remedies.includes('filters') ? 'with these filters' : '', remedies.includes('window') ? 'in this window' : ''];
  return `${['No events', ...limits.filter((limit) => limit !== '')].join(' ')}.`;
}

const REMEDIES: Readonly<Record<Remedy, (view: ViewState) => ViewState>> = {
  filters: (view) => ({ ...view, where: {} }),
  window: (view) => ({ ...view, window: { kind: 'all' } }),
  level: (view) => ({ ...view, level: 'auto' }),
  out: (view) => drillTo(view, view.focus && parentOf(view.focus)),
};

function RemedyButton({ remedy }: { remedy: Remedy }): JSX.Element {
  const { focus } = useView();
  const change = useChange();
  const nameOf = usePlaceName();
  const around = focus && parentOf(focus);
  const texts: Readonly<Record<Remedy, string>> = {
    filters: 'Clear the filters',
    window: 'Show all of time',
    level: 'Unpin the level',
    out: `Show ${around === null ? 'the world' : nameOf(around)}`,
  };
  return (
    <button type="button" onClick={() => change(REMEDIES[remedy])}>
      {texts[remedy]}
    </button>
  );
}
