/** CloudEvents binary mode: the attributes are HTTP headers `ce-*`, the body is the data. */
import type { IncomingHttpHeaders } from 'node:http';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { RequestError } from '../parts.ts';

const PREFIX = 'ce-';

/** Whether a request carries its event's attributes in headers. */
export function isBinaryMode(headers: IncomingHttpHeaders): boolean {
  return headers['ce-specversion'] !== undefined || headers['ce-id'] !== undefined;
}

/** One structured event from the headers and the body, as JSON. Throws {@link RequestError} 400 when the body is not JSON. */
export function toStructured(headers: IncomingHttpHeaders, body: Uint8Array): Uint8Array {
  const event: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(PREFIX) || value === undefined) continue;
    const attribute = name.slice(PREFIX.length);
    if (attribute !== 'data' && attribute !== '__proto__') event[attribute] = percentDecoded(String(value), name);
  }
  if (headers['content-type'] !== undefined) event.datacontenttype = headers['content-type'];
  if (body.byteLength > 0) event.data = parseData(body);
  return new TextEncoder().encode(JSON.stringify(event));
}

function percentDecoded(value: string, name: string): string {
  try {
    return decodeURIComponent(value.replace(/^"(.*)"$/, '$1'));
  } catch {
    throw new RequestError(400, 'invalid_header', `${name}: is not percent-encoded UTF-8`);
  }
}

function parseData(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new RequestError(400, 'invalid_json', `body: is not JSON in UTF-8: ${messageOf(error)}`);
  }
}
