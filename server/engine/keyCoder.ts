/** Codes of orders and contacts from the bytes of a table: their keys are made of several fields, and only for some types of events. */
import { type MutableDictionaries, TYPE_CODE } from './dictionaries.ts';
import { contactKey, orderKey } from './eventTexts.ts';
import { KeyBlock } from './keyBlock.ts';
import type { RowColumns } from './rowColumns.ts';
import type { TableBytes } from './tableBytes.ts';
import type { TableLayout } from './tableLayout.ts';

/** Sets the codes of the orders and contacts in the rows from `first` to `end` (exclusive), whose types must be coded already. */
type KeyCoder = (table: TableBytes, layout: TableLayout, columns: RowColumns, first: number, end: number) => void;

/** `dimensions` are the names of the code columns, `mostRows` how many rows are coded at once. */
export function createKeyCoder(dimensions: readonly string[], dictionaries: MutableDictionaries, mostRows: number): KeyCoder {
  const [orders, contacts] = [dictionaries.of('order'), dictionaries.of('contact')];
  const [typeColumn = 0, orderColumn = 0, contactColumn = 0] = ['type', 'order', 'contact'].map((name) => dimensions.indexOf(name));
  const [orderKeys, contactKeys] = [new KeyBlock(mostRows), new KeyBlock(mostRows)];
  return (table, { width, source, id, order, contact }, columns, first, end) => {
    const { ranges, unread } = table;
    const types = columns.codes(typeColumn);
    orderKeys.begin();
    contactKeys.begin();
    for (let row = first; row < end; row++) {
      const start = row * width;
      const type = types[row];
      if (type === TYPE_CODE.orderCompleted) {
        if (unread[row] !== 0) orderKeys.addString(row);
        else orderKeys.add(table, row, start + source, start + (ranges[start + order + 1] === 0 ? id : order));
      } else if (type === TYPE_CODE.contactOpened || type === TYPE_CODE.contactClosed) {
        if (unread[row] !== 0) contactKeys.addString(row);
        else if (ranges[start + contact + 1] === 0) contactKeys.add(table, row, -1, start + id);
        else contactKeys.add(table, row, start + source, start + contact);
      }
    }
    orderKeys.code(
      orders,
      () => columns.codes(orderColumn),
      (row) => orderKey(table.eventAt(row)),
    );
    contactKeys.code(
      contacts,
      () => columns.codes(contactColumn),
      (row) => contactKey(table.eventAt(row)),
    );
  };
}
