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

function createCutter(): Cutter {
  /** 0 before the array, 1 between its elements, more inside of one. */
  let depth = 0;
  let [isText, isEscaped] = [false, false];
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
        const letter = text[at];
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (letter === '\\') isEscaped = true;
          else if (letter === '"') isText = false;
        } else if (letter === '"') isText = true;
        else if (letter === '[' || letter === '{') {
          depth += 1;
          if (depth === 1) from = at + 1;
        } else if (letter === ']' || letter === '}') {
          depth -= 1;
          if (depth === 0) cut(at);
          depth = Math.max(0, depth);
        } else if (letter === ',' && depth === 1) cut(at);
      }
      if (depth === 0) return lines;
      if (isLast) cut(text.length);
      else element += text.slice(from);
      return lines;
    },
  };
}

function createObjectCutter(): Cutter {
  let [depth, isText, isEscaped] = [0, false, false];
  let element = '';
  return {
    take(text, isLast) {
      const lines: string[] = [];
      let from = 0;
      for (let at = 0; at < text.length; at++) {
        const letter = text[at];
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (letter === '\\') isEscaped = true;
          else if (letter === '"') isText = false;
        } else if (letter === '"') isText = true;
        else if (letter === '{' || letter === '[') depth += 1;
        else if (letter === '}' || letter === ']') {
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
