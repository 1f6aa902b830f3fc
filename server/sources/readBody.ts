/** Request bodies as bytes: inflated when compressed, bounded while they arrive. */

import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { RequestError } from '../parts.ts';

/** Largest body, as sent and inflated. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** Bodies that may be arriving at the same time, together; more are asked to come again. */
const MAX_ARRIVING_BYTES = 64 * 1024 * 1024;

/** Of a refused body. */
const MAX_DRAINED_BYTES = 64 * 1024 * 1024;

const INFLATERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

let arrivingBytes = 0;

/**
 * Reads a body to its end; `refuse` may throw a {@link RequestError} before anything of it is kept. Throws {@link RequestError}: 413 too large,
 * 415 unknown encoding, 400 broken encoding, 429 too much at once.
 */
export async function readBody(raw: Readable, encoding: string | undefined, refuse: () => void = () => {}): Promise<Uint8Array> {
  const body = inflated(raw, encoding);
  try {
    refuse();
    return await collect(body);
  } catch (error) {
    drain(raw);
    if (error instanceof RequestError) throw error;
    throw new RequestError(400, 'unreadable_body', `body: cannot be read as ${encoding ?? 'sent'}: ${messageOf(error)}`);
  }
}

/** All of a stream; listeners cost a third of what its iterator does. */
function collect(body: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise<Uint8Array>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      arrivingBytes += chunk.length;
      chunks.push(chunk);
      if (size > MAX_BODY_BYTES) refuse(new RequestError(413, 'too_large', 'body: larger than 16 MiB; send it in several requests'));
      else if (arrivingBytes > MAX_ARRIVING_BYTES)
        refuse(new RequestError(429, 'busy', 'too much is arriving at once; send it again a little later', 1));
    };
    const refuse = (error: Error): void => {
      body.off('data', take);
      body.pause();
      chunks.length = 0;
      reject(error);
    };
    body.on('data', take);
    // The listeners live as long as the request waits for its answer; the chunks must not.
    body.on('end', () => resolve(joined(chunks.splice(0), size)));
    // It stays: a later fault of a refused body is nobody's.
    body.on('error', refuse);
    body.on('close', () => refuse(new Error('it ended too early')));
  }).finally(() => {
    arrivingBytes -= size;
  });
}

function inflated(raw: Readable, encoding: string | undefined): Readable {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return raw;
  const create = INFLATERS.get(name);
  if (!create) throw new RequestError(415, 'content_encoding', `content-encoding: ${name} is not read; send gzip, deflate, br or none`);
  const inflater = create();
  raw.on('error', (error) => inflater.destroy(error));
  return raw.pipe(inflater);
}

/** Lets the rest of a refused body pass, so that its sender gets to read the answer; one that does not end is cut off. */
function drain(raw: Readable): void {
  let left = MAX_DRAINED_BYTES;
  raw.unpipe();
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
  });
  raw.resume();
}

/**
 * In memory of the language's own: it makes young garbage collections come in time, which free the chunks too. Those alone, foreign to it,
 * would wait for full ones.
 */
function joined(chunks: readonly Buffer[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
