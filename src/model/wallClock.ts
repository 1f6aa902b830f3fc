/** Instants as a clock on a wall of the workspace's time zone shows them, the way `<input type="datetime-local">` writes them. */

const FIELDS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `2026-03-01T10:15`. */
export function toWallClock(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { ...FIELDS, timeZone }).formatToParts(ms);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** The instant, ms since 1970 UTC, at which the clock shows `text`; NaN for what is no time. In an hour that autumn repeats it is one of the two. */
export function fromWallClock(text: string, timeZone: string): number {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return Number.NaN;
  const aheadAt = (ms: number) => Date.parse(`${toWallClock(ms, timeZone)}Z`) - Math.floor(ms / 60_000) * 60_000;
  const guess = wall - aheadAt(wall);
  return wall - aheadAt(guess);
}
