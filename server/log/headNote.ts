/**
 * A note beside the log of the newest acknowledged sequence number, written without sync after every commit. SQLite takes a damaged
 * write-ahead log for a short one; the note is how a missing tail is noticed. After a power cut it may be behind, never ahead.
 */
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const NOTE_FILE = 'log.head';
const WIDTH = 64;

export interface HeadNote {
  write(seq: number): void;
  close(): void;
}

/** Begins the note anew; the old one stands until it is overwritten. */
export function openHeadNote(dir: string, epoch: string): HeadNote {
  const file = openSync(join(dir, NOTE_FILE), constants.O_RDWR | constants.O_CREAT);
  ftruncateSync(file, WIDTH);
  return {
    write: (seq) => {
      writeSync(file, `${epoch} ${seq}`.padEnd(WIDTH), 0, 'latin1');
    },
    close: () => closeSync(file),
  };
}

/** The newest sequence number noted and the epoch it belongs to; null when there is no readable note. */
export function readHeadNote(dir: string): { readonly epoch: string; readonly seq: number } | null {
  try {
    const [epoch = '', seq = ''] = readFileSync(join(dir, NOTE_FILE), 'latin1').trim().split(' ');
    return /^\d{1,15}$/.test(seq) ? { epoch, seq: Number(seq) } : null;
  } catch {
    return null;
  }
}
