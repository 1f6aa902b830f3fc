/**
 * Requests that offer another protocol and are answered in this one. Many programs offer HTTP/2 with every first request (`Upgrade: h2c`), which
 * a server may pass over; but one that takes websockets is not given such requests by Node, and their senders would get no answer at all.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const OFFER = new Set(['upgrade', 'http2-settings']);

/** From here on the listeners of `upgrade` hear of wanted requests alone; every other one is read anew, without its offer. */
export function declineUpgrades(server: HttpServer, isWanted: (request: IncomingMessage) => boolean): void {
  const takers = server.listeners('upgrade');
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, rest: Buffer) => {
    if (isWanted(request)) {
      for (const take of takers) take.call(server, request, socket, rest);
      return;
    }
    socket.unshift(Buffer.concat([Buffer.from(headWithoutOffer(request), 'latin1'), rest]));
    server.emit('connection', socket);
  });
}

function headWithoutOffer({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const kept = name.toLowerCase() === 'connection' ? withoutOffer(value) : value;
    if (!OFFER.has(name.toLowerCase()) && kept !== '') lines.push(`${name}: ${kept}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function withoutOffer(connection: string): string {
  const options = connection.split(',').map((option) => option.trim());
  return options.filter((option) => !OFFER.has(option.toLowerCase())).join(', ');
}
