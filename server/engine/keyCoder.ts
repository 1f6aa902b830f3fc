/** Codes of orders and contacts from the bytes of a table: their keys are made of several fields, and only for some types of events. */
import type { EventData } from '../../src/protocol/event.ts';
import type { ResolvedEvent } from '../log/resolvedEvent.ts';
import { codeOf } from './coder.ts';
import { type MutableDictionaries, TYPE_CODE } from './dictionaries.ts';
import { contactKey, orderKey } from './eventTexts.ts';
import type { RowColumns } from './rowColumns.ts';
import type { TableLayout } from './tableLayout.ts';
import { keyCodeAt, type TableBytes, valueAt } from './textBytes.ts';

type KeyCoder = (table: TableBytes, layout: TableLayout, row: number, columns: RowColumns) => void;

/** Sets the codes of a row's order or contact; the row's type must be coded already. `dimensions` are the names of the code columns. */
export function createKeyCoder(dimensions: readonly string[], dictionaries: MutableDictionaries): KeyCoder {
  const [orders, contacts] = [dictionaries.of('order'), dictionaries.of('contact')];
  const [typeColumn = 0, orderColumn = 0, contactColumn = 0] = ['type', 'order', 'contact'].map((name) => dimensions.indexOf(name));
  return (table, layout, row, columns) => {
    const start = row * layout.width;
    const { ranges } = table;
    const type = columns.codeAt(typeColumn, row);
    if (type === TYPE_CODE.orderCompleted) {
      const text = ranges[start + layout.order + 1] === 0 ? layout.id : layout.order;
      const code = keyCodeAt(orders, table, start + layout.source, start + text);
      columns.setCode(orderColumn, row, code >= 0 ? code : codeOf(orders, orderKey(keyedAt(table, layout, start))));
    } else if (type === TYPE_CODE.contactOpened || type === TYPE_CODE.contactClosed) {
      const isNamed = ranges[start + layout.contact + 1] !== 0;
      const code = isNamed
        ? keyCodeAt(contacts, table, start + layout.source, start + layout.contact)
        : keyCodeAt(contacts, table, -1, start + layout.id);
      columns.setCode(contactColumn, row, code >= 0 ? code : codeOf(contacts, contactKey(keyedAt(table, layout, start))));
    }
  };
}

/** What a key is made of, as strings. */
function keyedAt(table: TableBytes, { type, source, id, order, contact }: TableLayout, start: number) {
  const textAt = (at: number): string => String(valueAt(table, start + at));
  const data = { order: valueAt(table, start + order), contact: valueAt(table, start + contact) } as EventData;
  return { type: textAt(type), source: textAt(source), id: textAt(id), data } satisfies Partial<ResolvedEvent>;
}
