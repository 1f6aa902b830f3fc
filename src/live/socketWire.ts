/** A line over a socket, its frames read in the thread that opens it. */
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../protocol/live.ts';
import { createFrameReader } from './frameReader.ts';
import type { Wire, WireAddress, WireNews, WireOrder } from './wire.ts';

const SETTINGS = { transports: ['websocket'], reconnectionDelay: 250, reconnectionDelayMax: 3000, timeout: 5000, forceNew: true };

export function openSocketWire({ url, query }: WireAddress, hear: (news: WireNews) => void): Wire {
  const settings = { ...SETTINGS, query: { ...query } };
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = url === undefined ? io(settings) : io(url, settings);
  const reader = createFrameReader();

  socket.on('hello', (message) => hear({ kind: 'hello', message }));
  socket.on('heartbeat', (message) => hear({ kind: 'heartbeat', message }));
  socket.on('library', (message) => hear({ kind: 'library', message }));
  socket.on('imports', () => hear({ kind: 'imports' }));
  socket.on('refused', (message) => hear({ kind: 'refused', message }));
  socket.on('room', (message) => hear({ kind: 'room', message }));
  socket.on('resumed', (message) => hear({ kind: 'resumed', message }));
  socket.on('snapshot', (message, frame) => hear(reader.snapshot(message, toBytes(frame))));
  socket.on('delta', (message, frame) => {
    for (const news of reader.delta(message, toBytes(frame))) hear(news);
  });
  socket.io.on('open', () => hear({ kind: 'opened' }));
  socket.on('disconnect', () => hear({ kind: 'lost' }));
  socket.on('connect_error', () => hear({ kind: 'lost' }));

  function say(order: WireOrder): void {
    switch (order.kind) {
      case 'subscribe':
        reader.expect(order.message);
        if (socket.connected) socket.emit('subscribe', order.message);
        return;
      case 'unsubscribe':
        reader.forget(order.message.id);
        if (socket.connected) socket.emit('unsubscribe', order.message);
        return;
      case 'follow':
        if (socket.connected) socket.emit('follow', order.message);
        return;
      case 'renew':
        socket.disconnect().connect();
        return;
      case 'hangUp':
        socket.disconnect();
    }
  }

  return {
    say,
    close() {
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}

/** A browser gives binary attachments as ArrayBuffer, Node as a Uint8Array. */
function toBytes(frame: Uint8Array | ArrayBuffer): Uint8Array {
  return frame instanceof Uint8Array ? frame : new Uint8Array(frame);
}
