/** Names that stand twice in an object of a JSON text: `JSON.parse` keeps the last, and what was said first would be lost without a word. */

interface Open {
  /** Those that the object has had; of a list none. */
  readonly names: Set<string>;
  /** That whose value comes. */
  name: string | null;
}

/** Nobody reads what is nested deeper; what is would take too much memory. */
const MOST_LEVELS = 100;

/** The path of the first name that stands in its object twice, such as `where.country`; null without one. `text` is well-formed JSON. */
export function repeatedName(text: string): string | null {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (open.length > MOST_LEVELS) return null;
    if (sign === '{' || sign === '[') open.push({ names: new Set(), name: null });
    else if (sign === '}' || sign === ']') open.pop();
    if (sign !== '"') continue;
    const end = endOfText(text, at);
    const inner = open.at(-1);
    if (inner && isName(text, end)) {
      inner.name = JSON.parse(text.slice(at, end)) as string;
      if (inner.names.has(inner.name)) return open.flatMap(({ name }) => name ?? []).join('.');
      inner.names.add(inner.name);
    }
    at = end - 1;
  }
  return null;
}

/** Behind the closing quote of the text that begins at `from`. */
function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Whether a colon follows. */
function isName(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}
