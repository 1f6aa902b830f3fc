/** The bytes of a table, and the values that stand in them. */
import type { Json } from '../../src/protocol/event.ts';
import type { EventTable } from '../log/eventTable.ts';
import type { ResolvedEvent } from '../log/resolvedEvent.ts';

/** The bytes of a table, to be read one by one and in words, and where in them everything stands. */
export interface TableBytes extends Pick<EventTable, 'ranges' | 'unread'> {
  readonly bytes: Buffer;
  readonly view: DataView;
  /** The event of a row, parsed once. */
  eventAt(row: number): ResolvedEvent;
}

export function toTableBytes({ bytes: { buffer, byteOffset, byteLength }, ranges, unread, events }: EventTable): TableBytes {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const parsed = new Map<number, ResolvedEvent>();
  return {
    bytes,
    view: new DataView(buffer, byteOffset, byteLength),
    ranges,
    unread,
    eventAt(row) {
      const event: ResolvedEvent = parsed.get(row) ?? JSON.parse(bytes.toString('utf8', events[2 * row], events[2 * row + 1]));
      parsed.set(row, event);
      return event;
    },
  };
}

/** The value whose range stands at `at`. */
export function valueAt({ bytes, ranges }: Pick<TableBytes, 'bytes' | 'ranges'>, at: number): Json | undefined {
  const to = ranges[at + 1] as number;
  return to === 0 ? undefined : (JSON.parse(bytes.toString('utf8', ranges[at], to)) as Json);
}
