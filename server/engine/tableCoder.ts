/**
 * From events as bytes to coded rows: texts are looked up by their bytes, numbers read from their digits; only what is unusual is parsed.
 * Column by column, some rows at a time: so many that look-ups wait for memory together, so few that their bytes stay in the nearest cache.
 */
import type { EventTable } from '../log/eventTable.ts';
import type { Settings } from '../settings.ts';
import type { MutableDictionaries } from './dictionaries.ts';
import { codedDimensions, numberFields, numberReader, resolvedOf, textReader, toText } from './eventTexts.ts';
import { fixedAt } from './fixedBytes.ts';
import { createKeyCoder } from './keyCoder.ts';
import { isPlanCode } from './planEvents.ts';
import { planOf } from './plans.ts';
import { receivedTimes } from './receivedTimes.ts';
import { RowColumns } from './rowColumns.ts';
import type { PlanRow, RowBatch, Verbatim } from './rows.ts';
import { type TableBytes, toTableBytes, valueAt } from './tableBytes.ts';
import { layOut, type Place, type TableLayout } from './tableLayout.ts';
import { TextBlock } from './textBlock.ts';
import { verbatimOf } from './verbatims.ts';
import { createZone } from './zone.ts';

const BLOCK_ROWS = 64;
const [QUOTE, LETTER_F, LETTER_T] = [0x22, 0x66, 0x74];

/** A coder of tables; it gives every new text the next code of its dictionary. Tables must come in the order of their sequence. */
export function createTableCoder(
  settings: Pick<Settings, 'timezone' | 'metrics' | 'dimensions'>,
  dictionaries: MutableDictionaries,
): (table: EventTable) => RowBatch {
  const zone = createZone(settings.timezone);
  const dimensions = codedDimensions(settings);
  const fields = numberFields(settings).filter((name) => name !== 'amount');
  const texts = dimensions.map((name) => ({ dictionary: dictionaries.of(name), read: textReader(name) }));
  const numbers = fields.map(numberReader);
  const type = dimensions.indexOf('type');
  const codeKeys = createKeyCoder(dimensions, dictionaries, BLOCK_ROWS);
  const blocks = dimensions.map(() => new TextBlock(BLOCK_ROWS));
  let known: { readonly names: string; readonly layout: TableLayout } | null = null;

  function layoutOf(table: EventTable): TableLayout {
    const names = table.fields.join();
    if (known?.names !== names) known = { names, layout: layOut(table, dimensions, fields) };
    return known.layout;
  }

  /** Finds the texts of some rows in the order in which they stand, for all columns at once. */
  function gatherTexts({ bytes, view, ranges, unread }: TableBytes, { width, texts }: TableLayout, first: number, end: number): void {
    for (const block of blocks) block.begin(view);
    for (let row = first; row < end; row++) {
      const start = row * width;
      const isUnread = unread[row] !== 0;
      for (let text = 0; text < texts.length; text++) {
        const { column, at } = texts[text] as Place;
        const to = ranges[start + at + 1] as number;
        if (to === 0 && !isUnread) continue;
        const from = ranges[start + at] as number;
        const block = blocks[column] as TextBlock;
        if (!isUnread && bytes[from] === QUOTE) block.add(row, from + 1, to - 1);
        else block.add(row, 0, 0);
      }
    }
  }

  function codeTexts(table: TableBytes, { width }: TableLayout, { column, at }: Place, columns: RowColumns): void {
    const block = blocks[column] as TextBlock;
    if (block.isEmpty) return;
    const { dictionary, read } = texts[column] as (typeof texts)[number];
    block.code(dictionary, columns.codes(column), (row) =>
      table.unread[row] === 0 ? toText(valueAt(table, row * width + at)) : read(table.eventAt(row)),
    );
  }

  function readNumbers(table: TableBytes, width: number, { column, at }: Place, columns: RowColumns, first: number, end: number): void {
    const { bytes, ranges, unread } = table;
    for (let row = first, place = first * width + at; row < end; row++, place += width) {
      const to = ranges[place + 1] as number;
      if (unread[row] !== 0) columns.setNumber(column, row, (numbers[column] as (typeof numbers)[number])(table.eventAt(row)));
      else if (to !== 0) columns.setNumber(column, row, fixedAt(bytes, ranges[place] as number, to));
    }
  }

  function readRest(table: TableBytes, layout: TableLayout, row: number, columns: RowColumns): void {
    const { bytes, ranges, unread } = table;
    // Without it, an event has its range at the first byte, which opens the list.
    const first = bytes[ranges[row * layout.width + layout.resolved] as number];
    if (unread[row] !== 0) columns.resolved[row] = resolvedOf(table.eventAt(row));
    else if (first === LETTER_T || first === LETTER_F) columns.resolved[row] = first === LETTER_T ? 1 : 0;
    // A plan is no sale: what the workspace sums leaves it out.
    if (isPlanCode(columns.codeAt(type, row))) for (let number = 0; number < fields.length; number++) columns.clearNumber(number, row);
  }

  return (events) => {
    const { count, firstSeq, timeMs, amount, unconverted, unread } = events;
    const layout = layoutOf(events);
    const table = toTableBytes(events);
    const columns = new RowColumns(count, dimensions.length, fields.length);
    const verbatims: Verbatim[] = [];
    const plans: PlanRow[] = [];
    for (let first = 0; first < count; first += BLOCK_ROWS) {
      const end = Math.min(first + BLOCK_ROWS, count);
      gatherTexts(table, layout, first, end);
      for (const place of layout.texts) codeTexts(table, layout, place, columns);
      codeKeys(table, layout, columns, first, end);
      for (const place of layout.numbers) readNumbers(table, layout.width, place, columns, first, end);
      for (let row = first; row < end; row++) readRest(table, layout, row, columns);
    }
    for (let row = 0; row < count; row++) {
      const at = row * layout.width + layout.text;
      if (unread[row] !== 0) {
        const event = table.eventAt(row);
        timeMs[row] = event.timeMs;
        amount[row] = event.amount ?? Number.NaN;
        unconverted[row] = event.unconverted ? 1 : 0;
      }
      columns.offsetMs[row] = zone.offsetAt(timeMs[row] as number);
      if (unread[row] !== 0 || table.ranges[at + 1] !== 0) {
        const verbatim = verbatimOf(firstSeq + row, unread[row] === 0 ? valueAt(table, at) : table.eventAt(row).data.text);
        if (verbatim) verbatims.push(verbatim);
      }
      const plan = isPlanCode(columns.codeAt(type, row)) ? planOf(table.eventAt(row)) : null;
      if (plan) plans.push(plan);
    }
    return {
      count,
      firstSeq,
      timeMs,
      offsetMs: columns.offsetMs,
      codes: columns.codesBy(dimensions),
      numbers: { amount, ...columns.numbersBy(fields) },
      resolved: columns.resolved,
      unconverted,
      receivedMs: receivedTimes(table.bytes, events.events, count),
      verbatims,
      plans,
    };
  };
}
