/** `POST /v1/events` in all its forms, `GET /v1/rejected`, and `POST /v1/rejected/replayed`. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuseOtherCharsets } from '../jsonBodies.ts';
import { type EventFormat, type EventLog, RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';
import { isBinaryMode, toStructured } from './binaryMode.ts';
import { importLabelOf, isDryRun, refuseMisspelt } from './importsRoute.ts';
import { readBody } from './readBody.ts';

const FORMATS: ReadonlyMap<string, EventFormat> = new Map<string, EventFormat>([
  ['application/json', 'json'],
  ['application/cloudevents+json', 'json'],
  ['application/cloudevents-batch+json', 'json'],
  ['application/x-ndjson', 'ndjson'],
  ['application/ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
]);
const DEFAULT_LISTED = 100;
const MAX_LISTED = 1000;

/** What was replayed: the records that need not be shown again. */
const ReplayedSchema = z.strictObject({
  records: z.array(z.strictObject({ number: z.int().min(1), at: z.iso.datetime('must be the "at" of the record') })).max(MAX_LISTED),
});

/** Adds the routes; `onImport` hears of events that came with an import. Errors are thrown as {@link RequestError} for the server's error handler. */
export function registerEventRoutes(server: FastifyInstance, log: EventLog, onImport: () => void = () => {}): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', async (request: FastifyRequest, payload: NodeJS.ReadableStream) => {
      chooseFormat(request);
      const least = Number(request.headers['content-length'] ?? 0);
      return readBody(payload as FastifyRequest['raw'], request.headers['content-encoding'], () => log.refuseBusy(least));
    });
    scope.post('/v1/events', async (request) => {
      const format = chooseFormat(request);
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
      const events = format === 'binary-mode' ? toStructured(request.headers, body) : body;
      refuseMisspelt(request);
      const label = importLabelOf(request);
      if (isDryRun(request)) return log.check(events, format, label);
      const result = await log.append(events, format, label);
      if (label && result.accepted > 0) onImport();
      return result;
    });
  });
  server.get('/v1/rejected', async (request) => {
    const asked = request.query as Readonly<Record<string, unknown>>;
    const limit = toCount(asked.limit, 'limit', DEFAULT_LISTED);
    if (limit > MAX_LISTED) throw new RequestError(400, 'invalid_parameter', `limit: must be at most ${MAX_LISTED}`);
    return { rejected: await log.rejected({ limit, before: toCount(asked.before, 'before', Number.MAX_SAFE_INTEGER) }) };
  });
  server.post('/v1/rejected/replayed', async (request) => {
    const { records } = readShape(ReplayedSchema, request.body, 'invalid_parameter');
    return { forgotten: await log.forgetRejected(records) };
  });
}

/** How the body is to be read; throws 415 for what this address does not read. */
function chooseFormat({ headers }: FastifyRequest): EventFormat {
  const contentType = headers['content-type'] ?? '';
  refuseOtherCharsets(contentType);
  const media = contentType.toLowerCase().split(';', 1)[0]?.trim() ?? '';
  if (isBinaryMode(headers) && !media.startsWith('application/cloudevents')) return 'binary-mode';
  const format = FORMATS.get(media);
  if (format) return format;
  const known = [...FORMATS.keys()].slice(0, 4).join(', ');
  throw new RequestError(415, 'content_type', `content-type: ${media || '(none)'} is not read; send ${known}`);
}

function toCount(text: unknown, name: string, missing: number): number {
  if (text === undefined) return missing;
  const count = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new RequestError(400, 'invalid_parameter', `${name}: must be a whole number from 1 up`);
  return count;
}
