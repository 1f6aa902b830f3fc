/** An answer as JSON text, made piece by piece: a large one holds nothing else up, here or in the thread that sends it. */
import type { QueryAnswer } from '../../src/protocol/query.ts';
import { createPause } from './pauses.ts';

const ROWS_AT_ONCE = 512;

/** UTF-8 in a buffer of its own, which can be handed to another thread. */
export async function toAnswerText({ rows, ...rest }: QueryAnswer): Promise<Uint8Array<ArrayBuffer>> {
  const pause = createPause();
  const pieces: Buffer[] = [Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"rows":[`)];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const text = JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE)).slice(1, -1);
    pieces.push(Buffer.from(from === 0 ? text : `,${text}`));
    await pause();
  }
  pieces.push(Buffer.from(']}'));
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
