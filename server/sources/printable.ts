import { messageOf } from '../../src/protocol/messageOf.ts';

/** A line of text for a terminal: signs that would command it, which names and reasons may hold, stand as signs that say nothing. */
export function printable(line: string): string {
  return line.replaceAll(/\p{Cc}/gu, '\ufffd');
}

/** A file of one line would fill the terminal, and what customers wrote with it. */
const MOST_LINE_CHARACTERS = 300;

/** What went wrong, for a terminal: DuckDB quotes the lines of files that it cannot read, whole. */
export function printableError(error: unknown): string {
  const lines = messageOf(error)
    .split('\n')
    .map((line) => printable(line.trimEnd()));
  return lines.map((line) => (line.length > MOST_LINE_CHARACTERS ? `${line.slice(0, MOST_LINE_CHARACTERS)}…` : line)).join('\n');
}
