/** Says why the map is empty, and offers what would fill it. */
import type { JSX } from 'react';
import { type EmptyMap, emptyMap, type Remedy } from '../model/emptyMap.ts';
import { say, texts } from '../model/language.ts';
import { type Level, parentOf } from '../model/place.ts';
import { drillTo, type ViewState } from '../model/viewState.ts';
import { useCatalog } from './catalogContext.ts';
import styles from './mapNotice.module.css';
import { PanelState } from './PanelState.tsx';
import { levelNames, usePlaceName } from './placeNames.ts';
import { useAsked } from './useAsked.ts';
import { useMapAnswer } from './useMapAnswer.ts';
import { useChange, useView } from './viewStore.ts';

const TEXTS = texts({
  en: {
    placeless: (level: string) => `These events name no ${level.toLowerCase()}.`,
    noEvents: 'No events',
    here: 'here',
    withFilters: 'with these filters',
    inWindow: 'in this window',
    filters: 'Clear the filters',
    window: 'Show all of time',
    level: 'Unpin the level',
    world: 'Show the world',
    out: (name: string) => `Show ${name}`,
  },
  pt: {
    placeless: (level) => `Estes eventos não informam este nível: ${level.toLowerCase()}.`,
    noEvents: 'Nenhum evento',
    here: 'aqui',
    withFilters: 'com estes filtros',
    inWindow: 'nesta janela',
    filters: 'Limpar os filtros',
    window: 'Mostrar todo o período',
    level: 'Soltar o nível',
    world: 'Mostrar o mundo',
    out: (name) => `Mostrar ${name}`,
  },
  de: {
    placeless: (level) => `Diese Ereignisse nennen diese Ebene nicht: ${level}.`,
    noEvents: 'Keine Ereignisse',
    here: 'hier',
    withFilters: 'mit diesen Filtern',
    inWindow: 'in diesem Fenster',
    filters: 'Filter aufheben',
    window: 'Die ganze Zeit zeigen',
    level: 'Ebene nicht mehr festhalten',
    world: 'Die Welt zeigen',
    out: (name) => `${name} zeigen`,
  },
});

export function MapNotice(): JSX.Element | null {
  const view = useAsked();
  const { extent } = useCatalog();
  const { table, level, status, error } = useMapAnswer();
  if (status === 'error')
    return (
      <section className={styles.notice} role="alert">
        <PanelState status={status} error={error} />
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

function reasonText({ reason, remedies, isHere }: EmptyMap, level: Level): string {
  const words = say(TEXTS);
  if (reason === 'placeless') return words.placeless(levelNames(level)[0]);
  const limits = [
    isHere ? words.here : '',
    remedies.includes('filters') ? words.withFilters : '',
    remedies.includes('window') ? words.inWindow : '',
  ];
  return `${[words.noEvents, ...limits.filter((limit) => limit !== '')].join(' ')}.`;
}

const REMEDIES: Readonly<Record<Remedy, (view: ViewState) => ViewState>> = {
  filters: (view) => ({ ...view, where: {} }),
  window: (view) => ({ ...view, until: null, axis: null, window: { kind: 'all' } }),
  level: (view) => ({ ...view, level: 'auto' }),
  out: (view) => drillTo(view, view.focus && parentOf(view.focus)),
};

function RemedyButton({ remedy }: { remedy: Remedy }): JSX.Element {
  const { focus } = useView();
  const change = useChange();
  const nameOf = usePlaceName();
  const words = say(TEXTS);
  const around = focus && parentOf(focus);
  const labels: Readonly<Record<Remedy, string>> = {
    filters: words.filters,
    window: words.window,
    level: words.level,
    out: around === null ? words.world : words.out(nameOf(around)),
  };
  return (
    <button type="button" onClick={() => change(REMEDIES[remedy])}>
      {labels[remedy]}
    </button>
  );
}
