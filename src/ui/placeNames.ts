/** Names of places as answers have told them, so that a breadcrumb can name a place that no present answer holds. */
import { createContext, useContext, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { say, texts } from '../model/language.ts';
import { localName } from '../model/localNames.ts';
import type { Level, PlaceRef } from '../model/place.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { TERRITORY } from '../protocol/territories.ts';

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
