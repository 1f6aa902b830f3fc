import type { IncomingMessage } from 'node:http';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a page may open a socket, or change anything: one that this server served, asked for by a name of this machine (else a foreign page
 * could reach the server through a name of its own). Programs send no Origin and are not concerned.
 */
export function isOwnOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const host = headers.host?.toLowerCase() ?? '';
  if (!LOOPBACK.has(host.replace(/:\d+$/, ''))) return false;
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === host;
}
