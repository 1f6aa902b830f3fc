/** From events as bytes to coded rows: texts are looked up by their bytes, numbers read from their digits; only what is unusual is parsed. */
import type { Json } from '../../src/protocol/event.ts';
import type { EventTable } from '../log/eventTable.ts';
import type { ResolvedEvent } from '../log/resolvedEvent.ts';
import type { Settings } from '../settings.ts';
import { codeOf, resolvedOf } from './coder.ts';
import type { MutableDictionaries } from './dictionaries.ts';
import { codedDimensions, numberFields, numberReader, textReader } from './eventTexts.ts';
import { fixedAt } from './fixedBytes.ts';
import { createKeyCoder } from './keyCoder.ts';
import { isPlanCode, planOf } from './plans.ts';
import { receivedTimes } from './receivedTimes.ts';
import { RowColumns } from './rowColumns.ts';
import type { PlanRow, RowBatch, Verbatim } from './rows.ts';
import { layOut, type Place, type TableLayout } from './tableLayout.ts';
import { codeAt, type TableBytes, toTableBytes, valueAt } from './textBytes.ts';
import type { TextDictionary } from './textDictionary.ts';
import { verbatimOf } from './verbatims.ts';
import { createZone } from './zone.ts';

const [LETTER_F, LETTER_T] = [0x66, 0x74];

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
  const takeKeys = createKeyCoder(dimensions, dictionaries);
  let known: { readonly names: string; readonly layout: TableLayout } | null = null;

  function layoutOf(table: EventTable): TableLayout {
    const names = table.fields.join();
    if (known?.names !== names) known = { names, layout: layOut(table, dimensions, fields) };
    return known.layout;
  }

  function takeBytes(table: TableBytes, layout: TableLayout, row: number, columns: RowColumns): void {
    const { bytes, ranges } = table;
    const start = row * layout.width;
    for (let text = 0; text < layout.texts.length; text++) {
      const { column, at } = layout.texts[text] as Place;
      const { dictionary } = texts[column] as { readonly dictionary: TextDictionary };
      if (ranges[start + at + 1] !== 0) columns.setCode(column, row, codeAt(dictionary, table, start + at));
    }
    for (let number = 0; number < layout.numbers.length; number++) {
      const { column, at } = layout.numbers[number] as Place;
      const to = ranges[start + at + 1] as number;
      if (to !== 0) columns.setNumber(column, row, fixedAt(bytes, ranges[start + at] as number, to));
    }
    const first = bytes[ranges[start + layout.resolved] as number];
    if (first === LETTER_T || first === LETTER_F) columns.resolved[row] = first === LETTER_T ? 1 : 0;
    takeKeys(table, layout, row, columns);
  }

  function takeEvent(event: ResolvedEvent, row: number, columns: RowColumns): void {
    for (const [column, { dictionary, read }] of texts.entries()) columns.setCode(column, row, codeOf(dictionary, read(event)));
    for (const [column, read] of numbers.entries()) columns.setNumber(column, row, read(event));
    columns.resolved[row] = resolvedOf(event);
  }

  return (events) => {
    const { count, firstSeq, timeMs, amount, unconverted, unread } = events;
    const layout = layoutOf(events);
    const table = toTableBytes(events);
    const columns = new RowColumns(count, dimensions.length, fields.length);
    const verbatims: Verbatim[] = [];
    const plans: PlanRow[] = [];
    const takeText = (row: number, text: Json | undefined): void => {
      const verbatim = verbatimOf(firstSeq + row, text);
      if (verbatim) verbatims.push(verbatim);
    };
    for (let row = 0; row < count; row++) {
      if (unread[row] === 0) {
        takeBytes(table, layout, row, columns);
        const at = row * layout.width + layout.text;
        if (table.ranges[at + 1] !== 0) takeText(row, valueAt(table, at));
      } else {
        const event = eventAt(table, events, row);
        timeMs[row] = event.timeMs;
        amount[row] = event.amount ?? Number.NaN;
        unconverted[row] = event.unconverted ? 1 : 0;
        takeEvent(event, row, columns);
        takeText(row, event.data.text);
      }
      if (isPlanCode(columns.codeAt(type, row))) {
        const plan = planOf(eventAt(table, events, row));
        if (plan) plans.push(plan);
        // A plan is no sale: what the workspace sums leaves it out.
        for (let number = 0; number < fields.length; number++) columns.clearNumber(number, row);
      }
      columns.offsetMs[row] = zone.offsetAt(timeMs[row] as number);
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

function eventAt({ bytes }: TableBytes, { events }: EventTable, row: number): ResolvedEvent {
  return JSON.parse(bytes.toString('utf8', events[2 * row], events[2 * row + 1]));
}
