import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Counts from now on: returns what tells how many bytes a server has sent, of pages, answers and web sockets together. */
export function countSent(server: Server): () => number {
  const open = new Set<Socket>();
  let ended = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      ended += socket.bytesWritten;
    });
  });
  return () => ended + [...open].reduce((sum, socket) => sum + socket.bytesWritten, 0);
}
