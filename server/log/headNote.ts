/**
 * A note beside the log of the newest acknowledged sequence number, written without sync after every commit. SQLite takes a damaged
 * write-ahead log for a short one; the note is how a missing tail is noticed. After a power cut it may be behind, never ahead.
 */
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const NOTE_FILE = 'log.head';
const WIDTH = 64;

export interface HeadNote {
  /** The newest sequence number and the number of the newest rejected record, 0 for none. */
  write(seq: number, rejected: number): void;
  close(): void;
}

/** Begins the note anew; the old one stands until it is overwritten. */
export function openHeadNote(dir: string, epoch: string): HeadNote {
  const file = openSync(join(dir, NOTE_FILE), constants.O_RDWR | constants.O_CREAT);
  ftruncateSync(file, WIDTH);
  return {
    write: (seq, rejected) => {
      writeSync(file, `${epoch} ${seq} ${rejected}`.padEnd(WIDTH), 0, 'latin1');
    },
    close: () => closeSync(file),
  };
}

export interface NotedHead {
  readonly epoch: string;
  readonly seq: number;
  readonly rejected: number;
}

/** What was noted last; null when there is no readable note. */
export function readHeadNote(dir: string): NotedHead | null {
  try {
    const [epoch = '', seq = '', rejected = '0'] = readFileSync(join(dir, NOTE_FILE), 'latin1').trim().split(' ');
    return /^\d{1,15} \d{1,15}$/.test(`${seq} ${rejected}`) ? { epoch, seq: Number(seq), rejected: Number(rejected) } : null;
  } catch {
    return null;
  }
}
