/** What is notable just now, read over HTTP. */
import type { ErrorBody } from '../protocol/query.ts';
import type { TickerAnswer } from '../protocol/ticker.ts';
import { addressOf } from './asker.ts';

/** Throws an Error with the server's own message. */
export async function fetchTicker(signal: AbortSignal): Promise<TickerAnswer> {
  const response = await fetch(addressOf('/v1/ticker'), { signal });
  if (!response.ok) throw new Error(((await response.json()) as ErrorBody).error.message);
  return (await response.json()) as TickerAnswer;
}
