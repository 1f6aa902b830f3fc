/** Lines that have broken parsers, and endless more made from good ones: each as bytes without a line feed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sentEvent } from './world.ts';

const FOLDER = fileURLToPath(new URL('nasty', import.meta.url));
const LINE_FEED = 0x0a;
const DEEP = 100_000;

/** The kept lines of `tests/soak/nasty`, with `@SOURCE@` and `@ID@` where an event's own names belong. */
export function keptLines(): Buffer[] {
  return readdirSync(FOLDER).flatMap((name) => splitLines(readFileSync(join(FOLDER, name))));
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, from);
    const to = found === -1 ? bytes.length : found;
    lines.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return lines;
}

/** A kept line with names of its own. */
export function named(line: Buffer, source: string, id: string): Buffer {
  // As latin1 every byte stays what it is.
  return Buffer.from(line.toString('latin1').replaceAll('@SOURCE@', source).replaceAll('@ID@', id), 'latin1');
}

/** Lines too large to keep in a file: deep ones, long ones, ones with very many names. */
export function hugeLines(source: string, id: string): Buffer[] {
  const event = (data: string) =>
    `{"specversion":"1.0","source":"${source}","id":"${id}","type":"io.orrery.order.completed","time":"2026-02-03T10:00:00Z","data":${data}}`;
  return [
    '['.repeat(DEEP),
    '['.repeat(DEEP) + ']'.repeat(DEEP),
    '{"a":'.repeat(DEEP),
    `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
    event(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    event(`{"own":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
    event(`{"own":${'{"a":'.repeat(8000)}1${'}'.repeat(8000)}}`),
    event(`{"own":${'['.repeat(500)}${']'.repeat(500)}}`),
    event(`{"text":"${'x'.repeat(65_000)}"}`),
    event(`{"text":"${'x'.repeat(66_000)}"}`),
    event(`{"text":"${'\\u0041'.repeat(10_000)}"}`),
    event(`{"text":"${'é'.repeat(40_000)}"}`),
    event(`{"${'k'.repeat(60_000)}":1}`),
    event(`{${Array.from({ length: 5000 }, (_, at) => `"k${at}":${at}`).join(',')}}`),
    event(`{"amount":${'9'.repeat(60_000)}}`),
    event(`{"amount":"0.${'0'.repeat(60_000)}1"}`),
    event(`{"own":[${'1,'.repeat(20_000)}1]}`),
    `"${'x'.repeat(100_000)}"`,
    ' '.repeat(70_000) + event('{}'),
    `${event('{}')}${'\t'.repeat(70_000)}`,
    '\\'.repeat(70_000),
  ].map((text) => Buffer.from(text));
}

const SNIPPETS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '\\u',
  '\\ud800',
  '\u0000',
  '\ufeff',
  '1e400',
  'null',
  '"__proto__"',
  '\r',
  '-',
  '.',
  'e',
  ' ',
];
const VALUES = [
  null,
  true,
  -1,
  1e21,
  '',
  ' ',
  '\ud800',
  '\u0000',
  [],
  {},
  'x'.repeat(1025),
  '12.345',
  '2026-02-03',
  [[1]],
  { a: { b: 1 } },
];

/** A good event that something happened to on its way: a value, bytes, or its end. */
export function mutatedLine(source: string, at: number, random: () => number): Buffer {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const event: Record<string, unknown> = { ...sentEvent(source, at) };
  if (random() < 0.5) {
    if (random() < 0.5) event[pick(Object.keys(event).filter((name) => name !== 'source' && name !== 'id'))] = pick(VALUES);
    else
      event.data = {
        ...(event.data as object),
        [pick(['amount', 'country', 'score', 'lat', 'own', 'text', '__proto__', ''])]: pick(VALUES),
      };
  }
  let bytes: Buffer = Buffer.from(JSON.stringify(event));
  for (let change = Math.floor(random() * 4); change > 0; change--) bytes = mutate(bytes, random, pick);
  return Buffer.from(bytes.map((byte) => (byte === LINE_FEED ? 0x20 : byte)));
}

function mutate(bytes: Buffer, random: () => number, pick: <T>(list: readonly T[]) => T): Buffer {
  const at = Math.floor(random() * bytes.length);
  const to = at + Math.floor(random() * 12);
  switch (Math.floor(random() * 6)) {
    case 0: {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return changed;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(SNIPPETS)), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 4:
      return bytes.subarray(0, at);
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(Math.floor(random() * 256)), bytes.subarray(at)]);
  }
}
