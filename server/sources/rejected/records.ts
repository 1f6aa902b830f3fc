/** Rejected records as lines of a file: written for a person's editor, read back with what was repaired. */
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import type { RejectedMark, RejectedRecord } from '../../parts.ts';

/** Longer payloads were cut when they were kept. */
const KEPT_CHARACTERS = 65_536;
const PAGE = 1000;

/** One payload to send again, and the record it stands for. */
export interface Repaired extends RejectedMark {
  /** One line of NDJSON. */
  readonly line: string;
}

/** All rejected records of a server, oldest first. */
export async function fetchRejected(url: string): Promise<RejectedRecord[]> {
  const pages: RejectedRecord[][] = [];
  for (let older = ''; ; ) {
    const response = await fetch(`${url}/v1/rejected?limit=${PAGE}${older}`);
    if (!response.ok) throw new Error(`the server does not list them (${response.status}): ${await response.text()}`);
    const { rejected } = (await response.json()) as { rejected: RejectedRecord[] };
    pages.push(rejected);
    const oldest = rejected.at(-1);
    if (!oldest || rejected.length < PAGE) return pages.flat().reverse();
    older = `&before=${oldest.number}`;
  }
}

/** A record as one line; its payload as JSON wherever that says the same as what was sent, else as text. */
export function toLine({ number, at, index, code, field, reason, payload }: RejectedRecord): string {
  return JSON.stringify({ number, at, index, code, field, reason, payload: toValue(payload) });
}

function toValue(payload: string): unknown {
  try {
    const value: unknown = JSON.parse(payload);
    // A string stays quoted as text, so that every string in a file is a payload's text; 1e400 and numbers of many digits would not survive.
    const isSame = typeof value !== 'string' && hasShortNumbers(payload) && isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
    return isSame ? value : payload;
  } catch {
    return payload;
  }
}

const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** So many digits every number of JavaScript keeps. */
const SAFE_DIGITS = 15;

/** Whether each number of a JSON text keeps its digits when it is read and written again. */
function hasShortNumbers(json: string): boolean {
  const digits = (number: string) =>
    number
      .replace(/[eE].*/, '')
      .replaceAll(/\D/g, '')
      .replace(/^0+/, '').length;
  return (json.match(TEXT_OR_NUMBER) ?? []).every((token) => token.startsWith('"') || digits(token) <= SAFE_DIGITS);
}

/** Reads a file of such lines. Throws with the line's number when one is none. */
export function readLines(text: string): Repaired[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at + 1)]));
}

function readLine(line: string, at: number): Repaired {
  const record = parseRecord(line, at);
  const { number, payload } = record;
  if (!Number.isSafeInteger(number) || typeof record.at !== 'string' || Number.isNaN(Date.parse(record.at))) {
    throw new Error(`line ${at}: number and at must stay as they were listed; they say which record this is`);
  }
  if (payload === undefined) throw new Error(`line ${at}: payload: is missing; delete the whole line to leave the record as it is`);
  return { number: Number(number), at: record.at, line: toEventLine(typeof payload === 'string' ? payload : JSON.stringify(payload)) };
}

function parseRecord(line: string, at: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new Error(`line ${at}: is not JSON: ${messageOf(error)}`);
  }
  throw new Error(`line ${at}: is no record; each line is a JSON object as \`npm run rejected\` lists it`);
}

/** The records that can be sent as they were: of the others not every byte was kept, and guessing would make up events. */
export function asTheyWere(records: readonly RejectedRecord[]): Repaired[] {
  return records
    .filter(({ payload }) => payload.length < KEPT_CHARACTERS && !payload.includes('\ufffd'))
    .map(({ number, at, payload }) => ({ number, at, line: toEventLine(payload) }));
}

/** Line breaks in JSON are but space; an empty line would not be counted. */
function toEventLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').trim() || 'null';
}
