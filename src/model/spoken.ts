/** What is said aloud about a place that was pointed out or gone into. */

import { rankedBy } from './bounds.ts';
import { formatExact, formatValue } from './format.ts';
import type { Delta } from './kpi.ts';
import { say, texts } from './language.ts';
import type { Measured } from './rows.ts';
import type { Comparison } from './viewState.ts';

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
  /** Of the height against the time before; null where it is not known. */
  readonly change: Delta | null;
  /** Whether so few answers may have changed so by chance. */
  readonly isChance?: boolean;
  /** What that time is. */
  readonly against: Exclude<Comparison, 'none'>;
}

const TEXTS = texts({
  en: {
    rank: (rank: string, count: string) => `rank ${rank} of ${count}`,
    against: { previous: 'on the period before', year: 'on the year before' },
    up: (by: string, against: string) => `up ${by} ${against}`,
    down: (by: string, against: string) => `down ${by} ${against}`,
    same: (against: string) => `unchanged ${against}`,
    chance: 'which may be chance',
    unknown: 'no value',
    shown: (name: string, count: string, places: string) => `${name}: ${count} ${places} shown`,
    world: 'The whole world',
  },
  pt: {
    rank: (rank, count) => `posição ${rank} de ${count}`,
    against: { previous: 'sobre o período anterior', year: 'sobre o ano anterior' },
    up: (by, against) => `alta de ${by} ${against}`,
    down: (by, against) => `queda de ${by} ${against}`,
    same: (against) => `sem mudança ${against}`,
    chance: 'o que pode ser acaso',
    unknown: 'sem valor',
    shown: (name, count, places) => `${name}: ${count} ${places} no mapa`,
    world: 'O mundo inteiro',
  },
  de: {
    rank: (rank, count) => `Rang ${rank} von ${count}`,
    against: { previous: 'im Zeitraum davor', year: 'im Vorjahr' },
    up: (by, against) => `${by} mehr als ${against}`,
    down: (by, against) => `${by} weniger als ${against}`,
    same: (against) => `wie ${against}`,
    chance: 'was Zufall sein kann',
    unknown: 'kein Wert',
    shown: (name, count, places) => `${name}: ${count} ${places} auf der Karte`,
    world: 'Die ganze Welt',
  },
});

/** One place with its values, rank and change. */
export function spokenPlace({ name, within, height, colour, rank, count, change, isChance, against }: SpokenPlace): string {
  const words = say(TEXTS);
  const details = [
    figureText(height),
    rank === null ? '' : words.rank(formatExact(rank, 'count'), formatExact(count, 'count')),
    change === null ? '' : changeText(change, say(TEXTS).against[against]),
    change !== null && change.direction !== 'same' && isChance ? words.chance : '',
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

/** The rank of a figure among others, from 1, as the list of the map ranks them; null for none. */
export function rankOf(figure: Measured, all: readonly Measured[]): number | null {
  const own = rankedBy(figure);
  return Number.isFinite(own) ? 1 + all.filter((other) => rankedBy(other) > own).length : null;
}

function figureText({ label, value, unit }: SpokenFigure): string {
  return `${label} ${Number.isFinite(value) ? formatValue(value, unit) : say(TEXTS).unknown}`;
}

function changeText({ direction, text }: Delta, against: string): string {
  const words = say(TEXTS);
  return direction === 'same' ? words.same(against) : words[direction](text, against);
}
