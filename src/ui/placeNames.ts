/** Names of places as answers have told them, so that a breadcrumb can name a place that no present answer holds. */
import { createContext, useCallback, useContext, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useAnswer } from '../live/useAnswer.ts';
import { say, texts } from '../model/language.ts';
import { localName } from '../model/localNames.ts';
import { type Level, lineage, type PlaceRef } from '../model/place.ts';
import { namesQuery } from '../model/viewQueries.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { TERRITORY } from '../protocol/territories.ts';
import { useViewPart } from './viewStore.ts';

/** Those of countries the browser knows; a hexagon is named by what is near it. */
const TOLD_BY_ANSWERS: ReadonlySet<Level> = new Set(['region', 'city', 'territory'] as const);

type Names = Readonly<Record<string, string>>;
export type PlaceNames = StoreApi<Names>;

export function createPlaceNames(): PlaceNames {
  return createStore<Names>(() => ({}));
}

export const PlaceNamesContext = createContext<PlaceNames>(createPlaceNames());

/** Remembers the names of the places in an answer. */
export function useRememberNames(table: AnswerTable | null): void {
  const names = useContext(PlaceNamesContext);
  const read = useRef<object | null>(null);
  useEffect(() => {
    // Names come with rows: while those stand there is nothing new to remember, however often values change.
    if (table === null || (table.rows !== undefined && table.rows === read.current)) return;
    read.current = table.rows ?? null;
    const known = names.getState();
    const fresh = Object.entries(table.labels).flatMap(([dimension, labels]) =>
      Object.entries(labels).map(([id, name]) => [keyOf(levelOfDimension(dimension), id), name] as const),
    );
    if (fresh.some(([key, name]) => known[key] !== name)) names.setState({ ...known, ...Object.fromEntries(fresh) }, true);
  }, [table, names]);
}

/** Asks what the place that is gone into or chosen, and what encloses it, are called, while no answer has told: an address holds ids alone. */
export function useLearnNames(): void {
  const names = useStore(useContext(PlaceNamesContext));
  const focus = useViewPart((view) => view.focus);
  const selected = useViewPart((view) => view.selected);
  const nameless = [...lineage(focus), ...lineage(selected)].filter(
    ({ level, id }) => TOLD_BY_ANSWERS.has(level) && names[keyOf(level, id)] === undefined,
  );
  const narrowest = nameless.at(-1) ?? null;
  useRememberNames(useAnswer(narrowest && namesQuery(narrowest)).table);
}

/** Returns what keeps the names of places that were found. */
export function useKeepNames(): (places: readonly { readonly level: Level; readonly id: string; readonly label: string }[]) => void {
  const names = useContext(PlaceNamesContext);
  return useCallback(
    (places) => {
      const known = names.getState();
      const fresh = places.map(({ level, id, label }) => [keyOf(level, id), label] as const).filter(([key]) => known[key] === undefined);
      if (fresh.length > 0) names.setState({ ...known, ...Object.fromEntries(fresh) }, true);
    },
    [names],
  );
}

/** Another object whenever names have become known. */
export function useNames(): object {
  return useStore(useContext(PlaceNamesContext));
}

/** Returns what has everybody read names anew: they have become known elsewhere. */
export function useRenewNames(): () => void {
  const names = useContext(PlaceNamesContext);
  return () => names.setState({ ...names.getState() }, true);
}

/** The name of a place: as an answer told it, else the browser's name of a country, else its id. */
export function usePlaceName(): (place: PlaceRef) => string {
  const names = useStore(useContext(PlaceNamesContext));
  return ({ level, id }) => localName(level, id, names[keyOf(level, id)] ?? id);
}

/** Places of an origin have the names of their level. */
function levelOfDimension(dimension: string): string {
  return dimension.startsWith(TERRITORY) ? 'territory' : dimension.replace(/^origin\./, '');
}

function keyOf(level: string, id: string): string {
  return `${level} ${id}`;
}

type LevelNames = Readonly<Record<Level, readonly [string, string]>>;
const LEVEL_NAMES = texts<LevelNames>({
  en: {
    country: ['Country', 'Countries'],
    region: ['Region', 'Regions'],
    city: ['City', 'Cities'],
    hexagon: ['Hexagon', 'Hexagons'],
    customer: ['Customer', 'Customers'],
    territory: ['Territory', 'Territories'],
  },
  pt: {
    country: ['País', 'Países'],
    region: ['Região', 'Regiões'],
    city: ['Cidade', 'Cidades'],
    hexagon: ['Hexágono', 'Hexágonos'],
    customer: ['Cliente', 'Clientes'],
    territory: ['Território', 'Territórios'],
  },
  de: {
    country: ['Land', 'Länder'],
    region: ['Region', 'Regionen'],
    city: ['Stadt', 'Städte'],
    hexagon: ['Sechseck', 'Sechsecke'],
    customer: ['Kunde', 'Kunden'],
    territory: ['Gebiet', 'Gebiete'],
  },
});

/** What the places of a level are called, singular and plural. */
export function levelNames(level: Level): readonly [string, string] {
  return say(LEVEL_NAMES)[level];
}
