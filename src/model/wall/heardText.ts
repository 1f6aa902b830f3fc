/** When the server was heard last, as a wall says it: to the second, and with its day where that was another one. */
import { dateText } from '../ticks.ts';

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

export function heardText(ms: number, nowMs: number, timeZone: string): string {
  const [day, clock] = [dateText(ms, timeZone, DAY), dateText(ms, timeZone, CLOCK)];
  return day === dateText(nowMs, timeZone, DAY) ? clock : `${day}, ${clock}`;
}
