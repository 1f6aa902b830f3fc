/** Bodies that are JSON in UTF-8, of every address but that of events: what cannot be read as that is refused, and the message says why. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { messageOf } from '../src/protocol/messageOf.ts';
import { RequestError } from './parts.ts';
import { repeatedName } from './repeatedName.ts';

/** Reads `application/json` and nothing else; without a body there is none, whatever the header says. */
export function readJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const refused = refusalOf(request, body);
    if (refused || body.length === 0) return done(refused);
    const text = body.toString('utf8');
    return parse(request, text, (error, value) => done(error ? notJson(text) : refusedRepeat(text), value));
  });
}

/** Throws {@link RequestError} 415 where a content type names another charset than UTF-8. */
export function refuseOtherCharsets(contentType: string): void {
  const charset = /;\s*charset=\s*"?([^";]*)/i.exec(contentType)?.[1]?.trim().toLowerCase();
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return;
  throw new RequestError(415, 'content_type', `content-type: charset ${charset} is not read; send UTF-8`);
}

function refusalOf({ headers }: FastifyRequest, body: Buffer): Error | null {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity')
    return new RequestError(415, 'content_encoding', `content-encoding: ${encoding} is not read here; send the body as it is`);
  try {
    refuseOtherCharsets(headers['content-type'] ?? '');
  } catch (error) {
    return error as RequestError;
  }
  return isUtf8(body) ? null : new RequestError(400, 'invalid_utf8', 'body: is not UTF-8; send JSON as UTF-8');
}

function refusedRepeat(text: string): RequestError | null {
  const name = repeatedName(text);
  return name === null ? null : new RequestError(400, 'repeated_name', `${name}: is said twice, and only one of them would count`);
}

function notJson(text: string): RequestError {
  return new RequestError(400, 'invalid_json', `body: ${problemOf(text)}`);
}

function problemOf(text: string): string {
  try {
    JSON.parse(text);
    return 'holds the name __proto__ or constructor.prototype, which is refused; rename it';
  } catch (error) {
    return `is not JSON (${messageOf(error)})`;
  }
}
