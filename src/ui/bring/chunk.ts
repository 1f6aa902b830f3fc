/** A file that is read piece by piece. */
import type { Row } from '../../model/import/fields.ts';

/** Some rows of a table, in the order of the file. */
export interface TableChunk {
  readonly names: readonly string[];
  /** Null for what could not be read as a row. */
  readonly rows: readonly (Row | null)[];
  /** Number of the first row as the reader's own programs count it: lines of a spreadsheet with its head, else from 1. */
  readonly first: number;
  /** That of each row, where they do not follow on each other. */
  readonly numbers?: readonly number[];
  /** Share of the file read so far, 0 to 1. */
  readonly read: number;
}

/** Lines that are events already. */
export interface LineChunk {
  readonly lines: readonly string[];
  /** Number of each line in the file, from 1. */
  readonly numbers: readonly number[];
  readonly read: number;
}

const PIECE_BYTES = 1 << 20;

/** A file's text, a megabyte at a time. */
export async function* textPieces(file: Blob): AsyncGenerator<{ readonly text: string; readonly read: number }> {
  const decoder = new TextDecoder(await encodingOf(file));
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const end = Math.min(file.size, at + PIECE_BYTES);
    const bytes = await file.slice(at, end).arrayBuffer();
    yield { text: decoder.decode(bytes, { stream: end < file.size }), read: end / file.size };
  }
}

/** The whole text of a file, or of its beginning. */
export async function wholeText(file: Blob): Promise<string> {
  return new TextDecoder(await encodingOf(file)).decode(await file.arrayBuffer());
}

/** The encoding of a text file: UTF-8 or UTF-16 by its mark; UTF-8 where every byte agrees, else that of Western European Windows. */
export async function encodingOf(file: Blob): Promise<string> {
  const mark = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  if (mark[0] === 0xfe && mark[1] === 0xff) return 'utf-16be';
  // The beginning alone may end within a letter.
  if (mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf) return 'utf-8';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      decoder.decode(await file.slice(at, at + PIECE_BYTES).arrayBuffer(), { stream: at + PIECE_BYTES < file.size });
    }
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
