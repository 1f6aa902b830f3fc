/** What is answered to a sender whose request cannot be read as HTTP: an error like every other. */
import type { Socket } from 'node:net';

interface Answer {
  readonly status: string;
  readonly code: string;
  readonly message: string;
}

const ANSWERS: ReadonlyMap<string | undefined, Answer> = new Map([
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: '408 Request Timeout', code: 'too_slow', message: 'request: did not arrive in time; send it in smaller parts' },
  ],
  [
    'HPE_HEADER_OVERFLOW',
    {
      status: '431 Request Header Fields Too Large',
      code: 'too_large',
      message: 'headers: larger than 16 KiB together with the address; ask for less, or send it in a body',
    },
  ],
]);

/** Answers, and ends the connection: what comes next on it cannot be told from what was wrong. */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code, message } = ANSWERS.get(error.code) ?? {
    status: '400 Bad Request',
    code: 'bad_request',
    message: `request: is not well-formed HTTP (${error.message})`,
  };
  const body = JSON.stringify({ error: { code, message } });
  const head = [`HTTP/1.1 ${status}`, 'content-type: application/json; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`);
  socket.destroy(error);
}
