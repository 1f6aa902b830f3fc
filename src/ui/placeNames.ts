/** Names of places as answers have told them, so that a breadcrumb can name a place that no present answer holds. */
import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { say, texts } from '../model/language.ts';
import { localName } from '../model/localNames.ts';
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
  return ({ level, id }) => localName(level, id, names[keyOf(level, id)] ?? id);
}

function keyOf(level: Level, id: string): string {
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
  },
  pt: {
    country: ['País', 'Países'],
    region: ['Região', 'Regiões'],
    city: ['Cidade', 'Cidades'],
    hexagon: ['Hexágono', 'Hexágonos'],
    customer: ['Cliente', 'Clientes'],
  },
  de: {
    country: ['Land', 'Länder'],
    region: ['Region', 'Regionen'],
    city: ['Stadt', 'Städte'],
    hexagon: ['Sechseck', 'Sechsecke'],
    customer: ['Kunde', 'Kunden'],
  },
});

/** What the places of a level are called, singular and plural. */
export function levelNames(level: Level): readonly [string, string] {
  return say(LEVEL_NAMES)[level];
}
