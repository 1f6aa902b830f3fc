/** Reads the frames of all subscriptions: keeps the table that each leads to, and tells what a frame has changed. */
import { applyFrame, createFrameTable, type FrameTable } from '../protocol/frame.ts';
import type { Delta, Snapshot } from '../protocol/live.ts';
import type { Subscribe } from '../protocol/subscribe.ts';
import { toChange } from './tableChange.ts';
import type { TableNews, WireNews } from './wire.ts';

interface Reading {
  readonly id: number;
  /** The dimensions of its rows. */
  readonly groups: string;
  table: FrameTable;
  /** Asked for again from the start: told whole, whatever the page holds of others. */
  isAgain: boolean;
  /** Null before its snapshot, and from a break to the next one. */
  at: { readonly view: string; version: number } | null;
}

export interface FrameReader {
  /** Call it with every subscription that is asked for. */
  expect(asked: Subscribe): void;
  forget(id: number): void;
  snapshot(message: Snapshot, frame: Uint8Array): WireNews;
  /** A release is one of a view: news for every subscription of it. */
  delta(message: Delta, frame: Uint8Array): WireNews[];
}

export function createFrameReader(): FrameReader {
  const readings = new Map<number, Reading>();

  /** The largest other table with the same dimensions. */
  function akinTo({ id, groups }: Reading): Reading | null {
    let most: Reading | null = null;
    for (const other of readings.values())
      if (other.id !== id && other.groups === groups && other.at !== null && other.table.rowCount > (most?.table.rowCount ?? 0))
        most = other;
    return most;
  }

  function read(reading: Reading, frame: Uint8Array, akin: Reading | null): TableNews {
    const change = toChange(reading.table, applyFrame(reading.table, frame, akin?.table), akin?.table ?? null);
    const isLike = change.added.areSame || change.added.picks !== null;
    return { change, like: isLike && akin?.at ? { id: akin.id, version: akin.at.version } : null };
  }

  function broken(reading: Reading): WireNews {
    reading.at = null;
    return { kind: 'broken', id: reading.id };
  }

  /** What `tell` makes of a frame; a frame that cannot be read breaks the subscription. */
  function attempt(reading: Reading, tell: () => WireNews): WireNews {
    try {
      return tell();
    } catch (error) {
      console.warn('A release of a live query could not be read; asking for its whole state', error);
      return broken(reading);
    }
  }

  return {
    expect({ id, query, have }) {
      const known = readings.get(id);
      const groups = JSON.stringify(query.groupBy ?? []);
      if (known?.groups !== groups) readings.set(id, { id, groups, table: createFrameTable(), isAgain: false, at: null });
      else known.isAgain = have === undefined;
    },
    forget: (id) => void readings.delete(id),
    snapshot(message, frame) {
      const { id, view, version } = message;
      const reading = readings.get(id);
      if (!reading) return { kind: 'broken', id };
      reading.table = createFrameTable();
      reading.at = { view, version };
      return attempt(reading, () => ({
        kind: 'snapshot',
        id,
        message,
        news: read(reading, frame, reading.isAgain ? null : akinTo(reading)),
      }));
    },
    delta(message, frame) {
      const { view, prev, version } = message;
      return Array.from(readings.values()).flatMap((reading): WireNews[] => {
        const { id, at } = reading;
        if (at?.view !== view || version <= at.version) return [];
        if (prev !== at.version) return [broken(reading)];
        at.version = version;
        return [attempt(reading, () => ({ kind: 'delta', id, message, news: read(reading, frame, null) }))];
      });
    },
  };
}
