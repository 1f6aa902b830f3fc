/** How busy the hours of a day and the days of a week are, in the customers' local time. */
import type { City } from './cities.ts';

const HOUR_MS = 3_600_000;

/** Busyness by local hour (0-23) and by weekday (Sunday first), each 0 to 1. */
export interface Rhythm {
  readonly hours: readonly number[];
  readonly days: readonly number[];
}

/** Shopping and browsing: a noon peak, a higher one in the evening, more at weekends. */
export const LEISURE: Rhythm = {
  hours: [
    0.16, 0.1, 0.07, 0.06, 0.06, 0.09, 0.18, 0.32, 0.46, 0.55, 0.62, 0.68, 0.74, 0.7, 0.64, 0.62, 0.64, 0.7, 0.8, 0.92, 1, 0.9, 0.6, 0.32,
  ],
  days: [1, 0.78, 0.76, 0.78, 0.82, 0.88, 0.98],
};

/** Support desks: office hours, calm weekends. */
export const OFFICE: Rhythm = {
  hours: [
    0.05, 0.04, 0.04, 0.04, 0.05, 0.08, 0.16, 0.4, 0.8, 1, 0.98, 0.9, 0.72, 0.84, 0.9, 0.86, 0.76, 0.62, 0.44, 0.34, 0.28, 0.22, 0.14, 0.08,
  ],
  days: [0.4, 1, 0.95, 0.9, 0.88, 0.86, 0.5],
};

/** Busyness at a place and time, 0 to 1. */
export function busyness(rhythm: Rhythm, city: City, timeMs: number): number {
  const localHours = Math.floor(timeMs / HOUR_MS + city.utcOffsetHours);
  // 1 January 1970 was a Thursday, the fifth day of a week that begins on Sunday.
  const weekday = (((Math.floor(localHours / 24) + 4) % 7) + 7) % 7;
  const hour = ((localHours % 24) + 24) % 24;
  return (rhythm.hours[hour] ?? 0) * (rhythm.days[weekday] ?? 0);
}

/** Mean busyness over a week. */
export function meanBusyness(rhythm: Rhythm): number {
  return mean(rhythm.hours) * mean(rhythm.days);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
