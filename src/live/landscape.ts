/** The segments landscape, asked over HTTP. */
import { decodeLandscape, type Landscape, type LandscapeAsked } from '../protocol/landscape.ts';
import { addressOf } from './asker.ts';
import { reach, refusalOf } from './reach.ts';

/** Throws an Error with the server's own message. */
export async function askLandscape(asked: LandscapeAsked, signal: AbortSignal): Promise<Landscape> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked), signal };
  const response = await reach(addressOf('/v1/landscape'), init);
  if (!response.ok) throw new Error(await refusalOf(response));
  return decodeLandscape(await response.arrayBuffer());
}
