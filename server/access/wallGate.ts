/** Which addresses answer a wall: those named here, so that what is added later is closed to it until somebody has thought of it. */
import type { FastifyInstance } from 'fastify';
import { RequestError } from '../parts.ts';
import { scopeOfAddress } from './scope.ts';
import { searchWithoutPerson } from './withoutPersons.ts';

const OPEN: readonly RegExp[] = [
  /^GET \/v1\/(catalog|freshness|places|territories|ticker)$/,
  /^GET \/v1\/territories\/[^/]+$/,
  /^GET \/v1\/(tours|playlists|schedules)$/,
  /^POST \/v1\/(query|landscape|plan|places\/resolved)$/,
  /^(GET|POST) \/v1\/rooms\/[^/]+$/,
];

/** `path` is that of the route, whatever stands for its parameters. */
export function isToldToWalls(method: string, path: string): boolean {
  return OPEN.some((open) => open.test(`${method} ${path}`));
}

/** Refuses what a wall may not ask, and takes the names of who wrote something, and of who stands open in a scene, out of what it may. */
export function guardWalls(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    // That of the route: in the address itself any letter may be written as a code.
    const path = request.routeOptions.url ?? request.url.split('?', 1)[0] ?? '';
    const isClosed = isWall(request.url) && path.startsWith('/v1/') && !isToldToWalls(request.method, path);
    done(isClosed ? new RequestError(403, 'wall', `${path}: is not told to a wall, where anybody may look`) : undefined);
  });
  server.addHook('preSerialization', async (request, _reply, payload) => (isWall(request.url) ? withoutNames(payload) : payload));
}

function isWall(address: string): boolean {
  return scopeOfAddress(address).kind === 'wall';
}

/** Who made a tour is a person too. */
function withoutNames(payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map(withoutNames);
  if (typeof payload !== 'object' || payload === null) return payload;
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, named(name, value)]));
}

function named(name: string, value: unknown): unknown {
  if (name === 'author') return '';
  return name === 'search' && typeof value === 'string' ? searchWithoutPerson(value) : withoutNames(value);
}
