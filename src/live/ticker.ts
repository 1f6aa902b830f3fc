/** What is notable just now, read over HTTP. */
import type { TickerAnswer } from '../protocol/ticker.ts';
import { addressOf } from './asker.ts';
import { refusalOf } from './reach.ts';

/** Throws an Error with the server's own message. */
export async function fetchTicker(signal: AbortSignal): Promise<TickerAnswer> {
  const response = await fetch(addressOf('/v1/ticker'), { signal });
  if (!response.ok) throw new Error(await refusalOf(response));
  return (await response.json()) as TickerAnswer;
}
