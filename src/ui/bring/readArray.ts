/** A file that is one JSON array, or JSON objects over several lines each, cut piece by piece, so that a large one is never in memory at once. */
import { type LineChunk, textPieces, wholeText } from './chunk.ts';

/** Whether the file begins as an array does. */
export async function isArrayFile(file: Blob): Promise<boolean> {
  return /^\s*\[/.test(await wholeText(file.slice(0, 1024)));
}

/** The elements as lines, numbered from 1. Another array may follow at its end; an end that is missing leaves the last element as it is. */
export function readArray(file: Blob): AsyncGenerator<LineChunk> {
  return cutLines(file, createCutter());
}

/** JSON objects one after the other as lines, numbered from 1, however many lines of the file each has. */
export function readObjects(file: Blob): AsyncGenerator<LineChunk> {
  return cutLines(file, createObjectCutter());
}

async function* cutLines(file: Blob, cutter: Cutter): AsyncGenerator<LineChunk> {
  let number = 0;
  for await (const { text, read } of textPieces(file)) {
    const lines = cutter.take(text, read >= 1);
    yield { lines, numbers: lines.map(() => ++number), read };
  }
}

interface Cutter {
  /** The elements that end in this piece. */
  take(text: string, isLast: boolean): string[];
}

/** Follows a JSON text letter by letter, wherever it is cut: tells of what opens, closes and parts, outside of texts. */
function createReader(): (letter: string) => 'open' | 'close' | 'comma' | null {
  let [isText, isEscaped] = [false, false];
  return (letter) => {
    if (isEscaped) isEscaped = false;
    else if (letter === '"') isText = !isText;
    else if (isText) isEscaped = letter === '\\';
    else if (letter === '[' || letter === '{') return 'open';
    else if (letter === ']' || letter === '}') return 'close';
    else if (letter === ',') return 'comma';
    return null;
  };
}

function createCutter(): Cutter {
  const read = createReader();
  /** 0 before the array, 1 between its elements, more inside of one. */
  let depth = 0;
  let element = '';
  return {
    take(text, isLast) {
      const lines: string[] = [];
      let from = 0;
      const cut = (to: number): void => {
        element += text.slice(from, to);
        from = to + 1;
        const line = oneLine(element);
        if (line !== '') lines.push(line);
        element = '';
      };
      for (let at = 0; at < text.length; at++) {
        const found = read(text[at] as string);
        if (found === 'open') {
          depth += 1;
          if (depth === 1) from = at + 1;
        } else if (found === 'close') {
          depth -= 1;
          if (depth === 0) cut(at);
          depth = Math.max(0, depth);
        } else if (found === 'comma' && depth === 1) cut(at);
      }
      if (depth === 0) return lines;
      if (isLast) cut(text.length);
      else element += text.slice(from);
      return lines;
    },
  };
}

function createObjectCutter(): Cutter {
  const read = createReader();
  let depth = 0;
  let element = '';
  return {
    take(text, isLast) {
      const lines: string[] = [];
      let from = 0;
      for (let at = 0; at < text.length; at++) {
        const found = read(text[at] as string);
        if (found === 'open') depth += 1;
        // What parts two objects is of neither; anything else stays, and is told as unreadable.
        else if (found === 'comma' && depth === 0 && (element + text.slice(from, at)).trim() === '') [element, from] = ['', at + 1];
        else if (found === 'close') {
          depth -= 1;
          if (depth > 0) continue;
          depth = 0;
          lines.push(oneLine(element + text.slice(from, at + 1)));
          [element, from] = ['', at + 1];
        }
      }
      element += text.slice(from);
      if (isLast && element.trim() !== '') lines.push(oneLine(element));
      return lines;
    },
  };
}

/** Line ends within JSON stand between its parts only. */
function oneLine(json: string): string {
  return json.replace(/[\r\n]+/g, ' ').trim();
}
