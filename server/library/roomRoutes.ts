/** `/v1/rooms/:name`: what a room of screens shows, and what a presenter says to it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RoomSaid } from '../../src/protocol/room.ts';
import type { Rooms } from './rooms.ts';

/** The scenes of an act are the longest that is said. */
const MOST_BODY_BYTES = 1024 * 1024;

/** Adds the routes. A command is answered when it is on disk. */
export function registerRoomRoutes(server: FastifyInstance, rooms: Rooms): void {
  server.get('/v1/rooms/:name', async (request, reply): Promise<RoomSaid> => {
    reply.header('cache-control', 'no-store');
    return { room: rooms.room(nameOf(request)), nowMs: Date.now() };
  });
  server.post('/v1/rooms/:name', { bodyLimit: MOST_BODY_BYTES }, async (request): Promise<RoomSaid> => {
    const room = rooms.say(nameOf(request), request.body);
    return { room, nowMs: Date.now() };
  });
}

function nameOf(request: FastifyRequest): string {
  return (request.params as { readonly name: string }).name;
}
