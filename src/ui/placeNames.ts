/** Names of places as answers have told them, so that a breadcrumb can name a place that no present answer holds. */
import { createContext, useCallback, useContext, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useAnswer } from '../live/useAnswer.ts';
import { useProgrammes } from '../live/useProgrammes.ts';
import { filterValueName } from '../model/filterValues.ts';
import { say, texts } from '../model/language.ts';
import { localName } from '../model/localNames.ts';
import { type Level, lineage, type PlaceRef, territoryDimension } from '../model/place.ts';
import { placeOfValue } from '../model/placeFilter.ts';
import type { FilterDimension } from '../model/viewFilters.ts';
import { filterNamesQuery, type NamedFilter, namesQuery } from '../model/viewQueries.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { useViewPart } from './viewStore.ts';

/** Those of countries the browser knows; a hexagon is named by what is near it. */
const TOLD_BY_ANSWERS: ReadonlySet<Level> = new Set(['region', 'city', 'territory'] as const);

type Names = Readonly<Record<string, string>>;
export type PlaceNames = StoreApi<Names>;

export function createPlaceNames(): PlaceNames {
  return createStore<Names>(() => ({}));
}

export const PlaceNamesContext = createContext<PlaceNames>(createPlaceNames());

/** What is known with the names of an answer; the same object where they are known. */
export function withNames(known: Names, labels: AnswerTable['labels']): Names {
  const fresh = Object.entries(labels).flatMap(([dimension, told]) =>
    Object.entries(told).map(([id, name]) => [keyIn(dimension, id), name] as const),
  );
  return fresh.some(([key, name]) => known[key] !== name) ? { ...known, ...Object.fromEntries(fresh) } : known;
}

/** What a place is called by what is known. */
export function nameIn(names: Names, place: PlaceRef): string {
  return localName(place.level, place.id, names[keyOf(place)] ?? place.id);
}

/** Remembers the names of the places in an answer. */
export function useRememberNames(table: AnswerTable | null): void {
  const names = useContext(PlaceNamesContext);
  const read = useRef<object | null>(null);
  useEffect(() => {
    // Names come with rows: while those stand there is nothing new to remember, however often values change.
    if (table === null || (table.rows !== undefined && table.rows === read.current)) return;
    read.current = table.rows ?? null;
    const known = names.getState();
    const learnt = withNames(known, table.labels);
    if (learnt !== known) names.setState(learnt, true);
  }, [table, names]);
}

/** Asks what the place that is gone into or chosen, what encloses it, and those that are filtered by are called, while no answer has told: an address holds ids alone. */
export function useLearnNames(): void {
  useLearnPlace();
  useLearnFilter('region');
  useLearnFilter('city');
  useLearnFilter('territory');
  useLearnFilter('origin.region');
  useLearnFilter('origin.city');
}

function useLearnFilter(filter: NamedFilter): void {
  const names = useStore(useContext(PlaceNamesContext));
  const values = useViewPart((view) => view.where[filter]);
  const nameless = (values ?? []).filter((value) => {
    const place = placeOfValue(filter, value);
    return place !== null && names[keyOf(place)] === undefined;
  });
  useRememberNames(useAnswer(nameless.length === 0 ? null : filterNamesQuery(filter, nameless)).table);
}

function useLearnPlace(): void {
  const names = useStore(useContext(PlaceNamesContext));
  const focus = useViewPart((view) => view.focus);
  const selected = useViewPart((view) => view.selected);
  const nameless = [...lineage(focus), ...lineage(selected)].filter(
    (place) => TOLD_BY_ANSWERS.has(place.level) && names[keyOf(place)] === undefined,
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
      const fresh = places.map((place) => [keyOf(place), place.label] as const).filter(([key]) => known[key] === undefined);
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
  return (place) => nameIn(names, place);
}

/** Returns what a value of a filter is called: see {@link valueNameIn}. */
export function useFilterName(): (dimension: FilterDimension, value: string | null) => string {
  const names = useStore(useContext(PlaceNamesContext));
  const saved = useProgrammes((state) => state.segments);
  return (dimension, value) => valueNameIn(names, saved, dimension, value);
}

/** What a value of a filter is called: places by their names, all else as {@link filterValueName} says. */
export function valueNameIn(
  names: Names,
  saved: Parameters<typeof filterValueName>[2],
  dimension: FilterDimension,
  value: string | null,
): string {
  const place = placeOfValue(dimension, value);
  return place === null ? filterValueName(dimension, value, saved) : nameIn(names, place);
}

function keyOf(place: Pick<PlaceRef, 'level' | 'id' | 'set'>): string {
  return keyIn(place.level === 'territory' ? territoryDimension(place.set ?? '') : place.level, place.id);
}

/** Places of an origin have the names of their level; an id may stand in several sets of territories. */
function keyIn(dimension: string, id: string): string {
  return `${dimension.replace(/^origin\./, '')} ${id}`;
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
