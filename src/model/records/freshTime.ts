/** When events count as new beside a list of them. */
import type { RecordsAnswer, RecordsAsked } from '../../protocol/records.ts';
import { toInstant } from '../timeBuckets.ts';

type Ends = RecordsAnswer['time'];

/** From where the list begins to where its question ends by now; a window that follows the clock ends at `nowMs`, the server's clock (null: not known), since what is planned has not come yet. */
export function freshTime(asked: RecordsAsked['time'], listed: Ends, nowMs: number | null): Ends {
  if (asked && 'last' in asked) return { from: listed.from, to: nowMs === null ? listed.to : toInstant(nowMs) };
  return { from: listed.from, to: asked?.to ?? null };
}
