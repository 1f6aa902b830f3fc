/** A line of text for a terminal: signs that would command it, which names and reasons may hold, stand as signs that say nothing. */
export function printable(line: string): string {
  return line.replaceAll(/\p{Cc}/gu, '\ufffd');
}
