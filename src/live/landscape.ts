/** The segments landscape, asked over HTTP. */
import { decodeLandscape, type Landscape, type LandscapeAsked } from '../protocol/landscape.ts';
import type { ErrorBody } from '../protocol/query.ts';
import { addressOf } from './asker.ts';
import { reach } from './reach.ts';

/** Throws an Error with the server's own message. */
export async function askLandscape(asked: LandscapeAsked, signal: AbortSignal): Promise<Landscape> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked), signal };
  const response = await reach(addressOf('/v1/landscape'), init);
  if (response.ok) return decodeLandscape(await response.arrayBuffer());
  let message = `${response.status} ${response.statusText}`;
  try {
    message = ((await response.json()) as ErrorBody).error.message;
  } catch {
    // The status says it.
  }
  throw new Error(message);
}
