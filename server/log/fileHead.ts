/**
 * The first hundred bytes of the log's file, by which SQLite reads all the others. They are nearly the same in every log, so that
 * damage in them is seen, and mended in a copy, where SQLite itself would call the whole file unreadable or another program's.
 * https://www.sqlite.org/fileformat2.html#the_database_header
 */
import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, writeSync } from 'node:fs';

const HEAD_BYTES = 100;
const PAGE_BYTES = 4096;
const VERSIONS = 18;
const WRITE_AHEAD = 2;
const CHANGES = 24;
const PAGES = 28;
const FREE_PAGES = 32;
const FORMAT = 60;
const FORMAT_AGAIN = 68;
const VALID_FOR = 92;

/** What stands where, always. */
const CONSTANTS: readonly (readonly [at: number, bytes: Buffer])[] = [
  [0, Buffer.from('SQLite format 3\0')],
  [16, Buffer.of(PAGE_BYTES >> 8, 0)],
  [20, Buffer.of(0, 64, 32, 32)],
  [72, Buffer.alloc(20)],
];
/** Schema format and text encoding: not yet there in a file that never got beyond its write-ahead log. */
const LATER: readonly (readonly [at: number, bytes: Buffer])[] = [
  [44, Buffer.of(0, 0, 0, 4)],
  [56, Buffer.of(0, 0, 0, 1)],
];

/** Whether the file's first bytes are those of a log; one that is shorter is none yet. */
export function isFileHeadIntact(path: string): boolean {
  if (!existsSync(path) || statSync(path).size < HEAD_BYTES) return true;
  const head = readHead(path);
  const [write, read] = [head[VERSIONS], head[VERSIONS + 1]];
  const isConstant = ([at, bytes]: readonly [number, Buffer]) => bytes.equals(head.subarray(at, at + bytes.length));
  return (
    CONSTANTS.every(isConstant) &&
    LATER.every((entry) => isConstant(entry) || head.readUInt32BE(entry[0]) === 0) &&
    write === read &&
    (write === 1 || write === WRITE_AHEAD) &&
    (existsSync(`${path}-wal`) || isPageCountRight(head, statSync(path).size)) &&
    (head.readUInt32BE(FORMAT_AGAIN) === 0 || head.readUInt32BE(FORMAT_AGAIN) === head.readUInt32BE(FORMAT))
  );
}

/** Of a file that was closed in order; beside a write-ahead log it may be behind. */
function isPageCountRight(head: Buffer, size: number): boolean {
  return head.readUInt32BE(CHANGES) !== head.readUInt32BE(VALID_FOR) || head.readUInt32BE(PAGES) * PAGE_BYTES === size;
}

/** Copies a log whose first bytes are damaged, with the right ones, for reading. */
export function copyMended(path: string, copy: string): void {
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  const head = readHead(path);
  for (const [at, bytes] of [...CONSTANTS, ...LATER]) bytes.copy(head, at);
  head.fill(WRITE_AHEAD, VERSIONS, VERSIONS + 2);
  head.writeUInt32BE(Math.floor(statSync(path).size / PAGE_BYTES), PAGES);
  head.fill(0, FREE_PAGES, FREE_PAGES + 8);
  head.copy(head, VALID_FOR, CHANGES, CHANGES + 4);
  const file = openSync(copy, 'r+');
  writeSync(file, head, 0, HEAD_BYTES, 0);
  closeSync(file);
}

function readHead(path: string): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const file = openSync(path, 'r');
  readSync(file, head, 0, HEAD_BYTES, 0);
  closeSync(file);
  return head;
}
