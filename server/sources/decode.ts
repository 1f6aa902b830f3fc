/** Untrusted input becomes an `Event` here, once; inside, nothing re-checks. */
import type { Event } from '../../src/protocol/event.ts';
import { decodeData, decodeExtensions } from './decodeData.ts';
import { DecodeFault, shown } from './decodeFault.ts';
import { checkPlan } from './decodePlan.ts';
import { decodeName, isUnstorable } from './decodeText.ts';
import { decodeTime } from './decodeTime.ts';

/** Largest event, as JSON in UTF-8. */
export const MAX_EVENT_BYTES = 65_536;
export const MAX_SOURCE_CHARACTERS = 1024;
export const MAX_ID_CHARACTERS = 512;
export const MAX_TYPE_CHARACTERS = 256;
export const MAX_SUBJECT_CHARACTERS = 512;
const ENVELOPE = new Set(['specversion', 'id', 'source', 'type', 'subject', 'time', 'data', 'datacontenttype', 'data_base64']);
const JSON_MEDIA = /^application\/(?:[\w.+-]+\+)?json\s*(?:;.*)?$/i;

/** The decoded event, or the reason why it cannot be one. Never throws, whatever the value. */
export function decodeEvent(value: unknown, declared?: ReadonlySet<string>): Event | DecodeFault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new DecodeFault('not_an_event', '', `an event is a JSON object, not ${shown(value)}`);
  }
  const sent = value as Readonly<Record<string, unknown>>;
  const fault = checkEnvelope(sent);
  if (fault) return fault;
  const source = decodeName(sent.source, 'source', MAX_SOURCE_CHARACTERS);
  if (source instanceof DecodeFault) return source;
  const id = decodeName(sent.id, 'id', MAX_ID_CHARACTERS);
  if (id instanceof DecodeFault) return id;
  const type = decodeName(sent.type, 'type', MAX_TYPE_CHARACTERS);
  if (type instanceof DecodeFault) return type;
  const subject = decodeSubject(sent.subject);
  if (subject instanceof DecodeFault) return subject;
  const timeMs = sent.time === undefined || sent.time === null ? null : decodeTime(sent.time);
  if (timeMs instanceof DecodeFault) return timeMs;
  const data = decodeData(sent.data, declared);
  if (data instanceof DecodeFault) return data;
  const misplanned = checkPlan({ type, subject, data });
  if (misplanned) return misplanned;
  const others = Object.entries(sent).filter(([name]) => !ENVELOPE.has(name));
  if (others.length === 0) return { source, id, type, subject, timeMs, data };
  const extensions = decodeExtensions(others);
  if (extensions instanceof DecodeFault) return extensions;
  return { source, id, type, subject, timeMs, data, extensions };
}

function decodeSubject(value: unknown): string | null | DecodeFault {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value.trim() === '') return null;
  return decodeName(value, 'subject', MAX_SUBJECT_CHARACTERS);
}

function checkEnvelope(sent: Readonly<Record<string, unknown>>): DecodeFault | undefined {
  if (sent.specversion !== '1.0') {
    const problem = sent.specversion === undefined ? 'is missing' : `${shown(sent.specversion)} is not supported`;
    return new DecodeFault('unsupported_specversion', 'specversion', `specversion: ${problem}; send CloudEvents "1.0"`);
  }
  if (sent.data_base64 !== undefined && sent.data_base64 !== null) {
    return new DecodeFault('unsupported_data', 'data_base64', 'data_base64: binary data is not read; send data as a JSON object');
  }
  return checkContentType(sent.datacontenttype);
}

function checkContentType(type: unknown): DecodeFault | undefined {
  if (type === undefined || type === null) return undefined;
  if (typeof type === 'string' && !isUnstorable(type) && JSON_MEDIA.test(type.trim())) return undefined;
  const reason = `datacontenttype: ${shown(type)} is not read; send application/json and data as a JSON object`;
  return new DecodeFault('unsupported_data', 'datacontenttype', reason);
}
