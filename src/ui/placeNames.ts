/** Names of places as answers have told them, so that a breadcrumb can name a place that no present answer holds. */
import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { LEVELS, type Level, type PlaceRef } from '../model/place.ts';
import type { AnswerTable } from '../protocol/table.ts';

type Names = Readonly<Record<string, string>>;
export type PlaceNames = StoreApi<Names>;

export function createPlaceNames(): PlaceNames {
  return createStore<Names>(() => ({}));
}

export const PlaceNamesContext = createContext<PlaceNames>(createPlaceNames());

/** Remembers the names of the places in an answer. */
export function useRememberNames(table: AnswerTable | null): void {
  const names = useContext(PlaceNamesContext);
  useEffect(() => {
    if (table === null) return;
    const known = names.getState();
    const fresh = LEVELS.flatMap((level) =>
      Object.entries(table.labels[level] ?? {}).map(([id, name]) => [keyOf(level, id), name] as const),
    );
    if (fresh.some(([key, name]) => known[key] !== name)) names.setState({ ...known, ...Object.fromEntries(fresh) }, true);
  }, [table, names]);
}

/** The name of a place: as an answer told it, else the browser's name of a country, else its id. */
export function usePlaceName(): (place: PlaceRef) => string {
  const names = useStore(useContext(PlaceNamesContext));
  return (place) => names[keyOf(place.level, place.id)] ?? fallbackName(place);
}

function keyOf(level: Level, id: string): string {
  return `${level} ${id}`;
}

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

function fallbackName(place: PlaceRef): string {
  if (place.level !== 'country' || !/^[A-Z]{2}$/.test(place.id)) return place.id;
  return countries.of(place.id) ?? place.id;
}

/** What the places of a level are called, singular and plural. */
export const LEVEL_NAMES: Readonly<Record<Level, readonly [string, string]>> = {
  country: ['Country', 'Countries'],
  region: ['Region', 'Regions'],
  city: ['City', 'Cities'],
};
