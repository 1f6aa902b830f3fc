/** What is said aloud about a place that was pointed out or gone into. */

import { formatExact, formatValue } from './format.ts';
import type { Delta } from './kpi.ts';
import { say, texts } from './language.ts';

export interface SpokenFigure {
  readonly label: string;
  readonly value: number;
  readonly unit: string | null;
}

export interface SpokenPlace {
  readonly name: string;
  /** Names of what it lies in, innermost first. */
  readonly within: readonly string[];
  readonly height: SpokenFigure;
  /** Left out where it is the same metric. */
  readonly colour: SpokenFigure | null;
  /** From 1 by the height, among `count` places; null for one without a value. */
  readonly rank: number | null;
  readonly count: number;
  /** Of the height against the period before; null where it is not known. */
  readonly change: Delta | null;
}

const TEXTS = texts({
  en: {
    rank: (rank: string, count: string) => `rank ${rank} of ${count}`,
    up: (by: string) => `up ${by} on the period before`,
    down: (by: string) => `down ${by} on the period before`,
    same: 'unchanged on the period before',
    unknown: 'no value',
    shown: (name: string, count: string, places: string) => `${name}: ${count} ${places} shown`,
    world: 'The whole world',
  },
  pt: {
    rank: (rank, count) => `posição ${rank} de ${count}`,
    up: (by) => `alta de ${by} sobre o período anterior`,
    down: (by) => `queda de ${by} sobre o período anterior`,
    same: 'sem mudança sobre o período anterior',
    unknown: 'sem valor',
    shown: (name, count, places) => `${name}: ${count} ${places} no mapa`,
    world: 'O mundo inteiro',
  },
  de: {
    rank: (rank, count) => `Rang ${rank} von ${count}`,
    up: (by) => `${by} mehr als im Zeitraum davor`,
    down: (by) => `${by} weniger als im Zeitraum davor`,
    same: 'unverändert gegenüber dem Zeitraum davor',
    unknown: 'kein Wert',
    shown: (name, count, places) => `${name}: ${count} ${places} auf der Karte`,
    world: 'Die ganze Welt',
  },
});

/** One place with its values, rank and change. */
export function spokenPlace({ name, within, height, colour, rank, count, change }: SpokenPlace): string {
  const words = say(TEXTS);
  const details = [
    figureText(height),
    rank === null ? '' : words.rank(formatExact(rank, 'count'), formatExact(count, 'count')),
    change === null ? '' : changeText(change),
  ];
  const sentences = [
    [name, ...within].join(', '),
    details.filter((text) => text !== '').join(', '),
    colour === null ? '' : figureText(colour),
  ];
  return sentences
    .filter((text) => text !== '')
    .map((text) => `${text}.`)
    .join(' ');
}

/** How many places of a level stand within a place; null is the world. `places` is what they are called, for that many. */
export function spokenView(name: string | null, count: number, places: string): string {
  const words = say(TEXTS);
  return `${words.shown(name ?? words.world, formatExact(count, 'count'), places)}.`;
}

/** The rank of a value among others, largest first, from 1; null for none. */
export function rankOf(value: number, all: readonly number[]): number | null {
  return Number.isFinite(value) ? 1 + all.filter((other) => other > value).length : null;
}

function figureText({ label, value, unit }: SpokenFigure): string {
  return `${label} ${Number.isFinite(value) ? formatValue(value, unit) : say(TEXTS).unknown}`;
}

function changeText({ direction, text }: Delta): string {
  const words = say(TEXTS);
  return direction === 'same' ? words.same : words[direction](text);
}
