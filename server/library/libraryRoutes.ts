/** `/v1/notes`, `/v1/views`, `/v1/tours`, `/v1/playlists` and `/v1/schedules`: what people add to the numbers. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PROGRAMME_KINDS } from '../../src/protocol/tours.ts';
import type { Scope } from '../access/scope.ts';
import { RequestError } from '../parts.ts';
import type { Library } from './library.ts';

export interface LibraryRoutesParts {
  /** The library of the present workspace. */
  readonly library: Library;
  scopeOf(request: FastifyRequest): Scope;
}

/** Texts are short. */
const MOST_BODY_BYTES = 64 * 1024;
/** A tour of the most scenes, with long addresses. */
const MOST_TOUR_BYTES = 2 * 1024 * 1024;

/** Adds the routes. A change is answered when it is on disk. */
export function registerLibraryRoutes(server: FastifyInstance, { library, scopeOf }: LibraryRoutesParts): void {
  const options = { bodyLimit: MOST_BODY_BYTES };
  server.get('/v1/notes', async (request) => library.notes(scopeOf(request)));
  server.post('/v1/notes', options, async (request, reply) => reply.code(201).send(library.addNote(request.body, scopeOf(request))));
  server.put('/v1/notes/:id', options, async (request) => library.editNote(idOf(request), request.body, scopeOf(request)));
  server.delete('/v1/notes/:id', async (request, reply) => {
    library.deleteNote(idOf(request), seenOf(request), scopeOf(request));
    return reply.code(204).send();
  });
  server.get('/v1/views', async (request) => library.views(scopeOf(request)));
  server.post('/v1/views', options, async (request, reply) => reply.code(201).send(library.addView(request.body, scopeOf(request))));
  server.put('/v1/views/:id', options, async (request) => library.editView(idOf(request), request.body, scopeOf(request)));
  server.delete('/v1/views/:id', async (request, reply) => {
    library.deleteView(idOf(request), seenOf(request), scopeOf(request));
    return reply.code(204).send();
  });
  registerProgrammeRoutes(server, { library, scopeOf });
}

function registerProgrammeRoutes(server: FastifyInstance, { library, scopeOf }: LibraryRoutesParts): void {
  const options = { bodyLimit: MOST_TOUR_BYTES };
  for (const kind of PROGRAMME_KINDS) {
    server.get(`/v1/${kind}`, async (request) => library.programmes(kind, scopeOf(request)));
    server.post(`/v1/${kind}`, options, async (request, reply) =>
      reply.code(201).send(library.addProgramme(kind, request.body, scopeOf(request))),
    );
    server.put(`/v1/${kind}/:id`, options, async (request) => library.editProgramme(kind, idOf(request), request.body, scopeOf(request)));
    server.delete(`/v1/${kind}/:id`, async (request, reply) => {
      library.deleteProgramme(kind, idOf(request), seenOf(request), scopeOf(request));
      return reply.code(204).send();
    });
  }
}

function idOf(request: FastifyRequest): string {
  return (request.params as { readonly id: string }).id;
}

/** The version that the asker saw. */
function seenOf(request: FastifyRequest): number | null {
  const { version } = request.query as Readonly<Record<string, unknown>>;
  if (version === undefined) return null;
  if (typeof version === 'string' && /^[1-9]\d{0,8}$/.test(version)) return Number(version);
  throw new RequestError(400, 'invalid_parameter', 'version: must be a whole number from 1');
}
