/** Sends a file: piece by piece, each acknowledged before the next, with a tally of what became of the rows. */
import { offerCurrency } from '../../live/imports.ts';
import { type Sent, type SentWith, sendEvents } from '../../live/sendEvents.ts';
import type { ImportPlan, Row } from '../../model/import/fields.ts';
import { isBlank, type RowFault, type ServerFault, toEvent } from '../../model/import/rowEvent.ts';
import { createRowIds } from '../../model/import/rowIds.ts';
import type { Rejection } from '../../protocol/event.ts';
import type { LineChunk, TableChunk } from './chunk.ts';

/** A row that was not taken. */
export interface BadRow {
  /** As the reader's own programs count: line of the spreadsheet or file. */
  readonly number: number;
  /** The column, or the path of the field; empty for the whole row. */
  readonly field: string;
  /** What is wrong: ours, to be said in the reader's language, or the server's own words. */
  readonly why: RowFault | string;
}

/** What has become of the rows so far. */
export interface Tally {
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** The first of them. */
  readonly bad: readonly BadRow[];
}

export const NOTHING: Tally = { read: 0, accepted: 0, duplicates: 0, rejected: 0, bad: [] };
/** So many rejections are kept to be listed. */
export const MOST_LISTED = 10_000;

const MOST_LINES = 2000;
const MOST_CHARACTERS = 2_000_000;

interface Batch {
  readonly lines: string[];
  readonly numbers: number[];
  readonly bad: BadRow[];
  characters: number;
}

/** Sends the rows of a table as events. Ends early, with what was acknowledged, when `signal` aborts; throws the server's refusal. */
export async function importTable(chunks: AsyncIterable<TableChunk>, plan: ImportPlan, fileName: string, watch: Watch): Promise<Tally> {
  const currency = onlyCurrency(plan);
  try {
    if (currency !== null) await offerCurrency(currency, watch.signal);
  } catch (problem) {
    if (!watch.signal.aborted) throw problem;
  }
  return send(eventsOf(chunks, plan, fileName), watch, plan);
}

/** Of all amounts; null where there are none, or each row says its own. */
function onlyCurrency({ columns, currency }: ImportPlan): string | null {
  const has = (target: string) => columns.some((column) => column.target === target);
  return currency !== null && /^[A-Z]{3}$/.test(currency) && has('amount') && !has('currency') ? currency : null;
}

/** Sends lines that are events as they are; see {@link importTable}. */
export async function importLines(chunks: AsyncIterable<LineChunk>, watch: Watch): Promise<Tally> {
  return send(linesOf(chunks), watch, null);
}

export interface Watch {
  readonly signal: AbortSignal;
  /** What all of it is sent with, so that it can be undone together. */
  readonly label: SentWith;
  /** Called after each acknowledgement. */
  onTally(tally: Tally): void;
}

/** A row or line as it will be sent, or why it cannot be. */
export interface Item {
  readonly number: number;
  readonly made: string | RowFault;
  readonly read: number;
}

async function* eventsOf(chunks: AsyncIterable<TableChunk>, plan: ImportPlan, fileName: string): AsyncGenerator<readonly Item[]> {
  let idOf: ReturnType<typeof createRowIds> | null = null;
  let before = 0;
  for await (const { names, rows, first, numbers, read } of chunks) {
    idOf ??= createRowIds(fileName, names);
    const readAt = sharesOf(before, read, rows.length);
    before = read;
    const whole = withLateColumns(plan, names);
    for (let from = 0; from < rows.length; from += MOST_LINES) {
      const items: Item[] = [];
      const part = rows.slice(from, from + MOST_LINES);
      for (const [at, row] of part.entries()) {
        const number = numbers?.[from + at] ?? first + from + at;
        if (row === null || !isBlank(row)) items.push({ number, read: readAt(from + at), made: madeOf(row, whole, idOf) });
      }
      yield items;
    }
  }
}

/** Columns that nobody has seen before the file was sent are kept under their own names. */
function withLateColumns(plan: ImportPlan, names: readonly string[]): ImportPlan {
  const late = names.slice(plan.columns.length).map((name) => ({ name, target: 'own' as const }));
  return late.length === 0 ? plan : { ...plan, columns: [...plan.columns, ...late] };
}

/** A row as it is sent, or why it cannot be; null is a row that could not be read. */
export function madeOf(row: Row | null, plan: ImportPlan, idOf: (row: Row) => string): Item['made'] {
  if (row === null) return { column: '', kind: 'unreadable', value: '' };
  const event = toEvent(row, plan, idOf(row));
  return 'kind' in event ? event : JSON.stringify(event);
}

async function* linesOf(chunks: AsyncIterable<LineChunk>): AsyncGenerator<readonly Item[]> {
  let before = 0;
  for await (const { lines, numbers, read } of chunks) {
    const readAt = sharesOf(before, read, lines.length);
    yield lines.map((made, at) => ({ made, number: numbers[at] ?? 0, read: readAt(at) }));
    before = read;
  }
}

/** The share of the file that is read with each of the rows of a piece, from `before` it to `behind` it. */
function sharesOf(before: number, behind: number, rows: number): (at: number) => number {
  return (at) => behind - (behind - before) * (1 - (at + 1) / rows);
}

async function send(pieces: AsyncIterable<readonly Item[]>, { signal, onTally, label }: Watch, plan: ImportPlan | null): Promise<Tally> {
  let tally = NOTHING;
  let batch = emptyBatch();
  const flush = async (read: number) => {
    if (batch.lines.length + batch.bad.length === 0) return;
    const answer = batch.lines.length === 0 ? { accepted: 0, duplicates: 0, rejected: [] } : await sendEvents(batch.lines, signal, label);
    tally = added(tally, batch, answer, plan, read);
    batch = emptyBatch();
    onTally(tally);
  };
  try {
    for await (const items of pieces) {
      for (const { made, number, read } of items) {
        signal.throwIfAborted();
        if (typeof made === 'string') {
          batch.lines.push(made);
          batch.numbers.push(number);
          batch.characters += made.length;
        } else batch.bad.push({ number, field: made.column, why: made });
        if (batch.lines.length + batch.bad.length >= MOST_LINES || batch.characters >= MOST_CHARACTERS) await flush(read);
      }
    }
    await flush(1);
  } catch (problem) {
    if (!signal.aborted) throw problem;
  }
  return tally;
}

function emptyBatch(): Batch {
  return { lines: [], numbers: [], bad: [], characters: 0 };
}

function added(tally: Tally, batch: Batch, answer: Sent, plan: ImportPlan | null, read: number): Tally {
  const refused = answer.rejected.map((rejection) => badRow(rejection, batch.numbers, plan));
  const room = MOST_LISTED - tally.bad.length;
  const bad = room > 0 ? [...batch.bad, ...refused].sort((a, b) => a.number - b.number).slice(0, room) : [];
  return {
    read,
    accepted: tally.accepted + answer.accepted,
    duplicates: tally.duplicates + answer.duplicates,
    rejected: tally.rejected + refused.length + batch.bad.length,
    bad: bad.length === 0 ? tally.bad : [...tally.bad, ...bad],
  };
}

/** Rejections of rows in the words of this page; those of the sender's own events stay in the server's. */
const SAID: Readonly<Record<string, ServerFault>> = {
  id_conflict: 'conflict',
  too_large: 'tooLarge',
  too_long: 'tooLong',
  out_of_range: 'beyond',
};

/** What the server refused, as the reader's file has it: `numbers` are those of the rows that were sent. */
export function badRow({ index, code, field, reason }: Rejection, numbers: readonly number[], plan: ImportPlan | null): BadRow {
  const number = numbers[index] ?? 0;
  const kind = plan && field === 'time' && code === 'out_of_range' ? 'years' : plan && SAID[code];
  if (kind === 'conflict') return { number, field: '', why: { column: '', kind, value: '' } };
  const column = columnOf(field, plan);
  if (kind) return { number, field: column, why: { column, kind, value: '' } };
  return { number, field: column, why: reason.startsWith(`${field}: `) ? reason.slice(field.length + 2) : reason };
}

/** The column that fills a field the server names, such as `data.amount`. */
function columnOf(field: string, plan: ImportPlan | null): string {
  const target = field === 'subject' ? 'customer' : field.replace(/^data\./, '');
  return plan?.columns.find((column) => column.target === target)?.name ?? field;
}
