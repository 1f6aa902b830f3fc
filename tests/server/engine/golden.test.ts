/** The contract by example: small worlds with figures worked out by hand, answered by the archive and by the oracle. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFixedOne } from '../../../server/log/decimal.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/settings.ts';
import type { Cell, Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { answer } from '../../oracle/oracle.ts';
import { EPOCH, NOW_MS, openTestArchive } from './openArchive.ts';

interface Written extends Partial<Omit<ResolvedEvent, 'amount'>> {
  readonly type: string;
  readonly time: string;
  readonly amount?: string;
}

interface Golden {
  readonly about: string;
  readonly settings: Partial<Settings>;
  readonly events: readonly Written[];
  readonly cases: readonly {
    title: string;
    query: Query;
    nowMs?: number;
    rows: readonly (readonly Cell[])[];
    answer?: Partial<QueryAnswer>;
  }[];
}

const FOLDER = new URL('golden/', import.meta.url);
/** Ends of intervals are written to six digits. */
const WRITTEN_DIGITS = 1e-6;

for (const file of readdirSync(FOLDER)) {
  const golden = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Golden;
  const settings = { ...DEFAULT_SETTINGS, ...golden.settings };
  const events = golden.events.map(toEvent);

  describe(`${file}: ${golden.about}`, () => {
    let archive: Awaited<ReturnType<typeof openTestArchive>>;
    beforeAll(async () => {
      archive = await openTestArchive(settings);
      archive.append(events);
    });
    afterAll(() => archive.close());

    it.each(golden.cases)('$title', async ({ query, nowMs = NOW_MS, rows, answer: rest = {} }) => {
      for (const given of [await archive.ask(query, nowMs), answer(events, query, { settings, epoch: EPOCH, nowMs })]) {
        expect(given.rows.map((row, at) => row.map((cell, column) => settle(cell, rows[at]?.[column])))).toEqual(rows);
        expect(given).toMatchObject(rest);
      }
    });
  });
}

function toEvent({ type, time, amount, ...event }: Written, at: number): ResolvedEvent {
  const nothing = { subject: null, country: null, region: null, city: null, cell: null, segment: null, unconverted: false };
  return {
    source: 'shop',
    id: `e${at + 1}`,
    seq: at + 1,
    receivedMs: NOW_MS,
    data: {},
    ...nothing,
    ...event,
    type: `io.orrery.${type}`,
    timeMs: Date.parse(time),
    amount: amount === undefined ? null : toFixedOne(amount),
  };
}

function settle(cell: Cell, written: Cell | undefined): Cell {
  const isClose = typeof cell === 'number' && typeof written === 'number' && Math.abs(cell - written) < WRITTEN_DIGITS;
  return isClose && written % 1 !== 0 ? written : cell;
}
