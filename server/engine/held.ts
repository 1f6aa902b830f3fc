/** What an archive holds, kept beside its rows so that it can be checked when it is opened. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { RowBatch } from './rows.ts';

export interface Held {
  /** Sequence number up to which events were taken in. */
  readonly seq: number;
  readonly rows: number;
  /** Sum of the rows' sequence numbers. */
  readonly seqSum: bigint;
  /** Rows whose amount has no rate. */
  readonly unconverted: number;
  /** Least and greatest event time (ms); Infinity and -Infinity without rows. */
  readonly fromMs: number;
  readonly toMs: number;
}

const NO_TIMES = { fromMs: Infinity, toMs: -Infinity };
export const NOTHING_HELD: Held = { seq: 0, rows: 0, seqSum: 0n, unconverted: 0, ...NO_TIMES };

export function withBatch(held: Held, { count, firstSeq, timeMs, unconverted: lacking }: RowBatch): Held {
  let { fromMs, toMs, unconverted } = held;
  for (let row = 0; row < count; row++) {
    const time = timeMs[row] as number;
    if (time < fromMs) fromMs = time;
    if (time > toMs) toMs = time;
    unconverted += lacking[row] as number;
  }
  const seqSum = held.seqSum + (BigInt(count) * BigInt(2 * firstSeq + count - 1)) / 2n;
  return { seq: firstSeq + count - 1, rows: held.rows + count, seqSum, unconverted, fromMs, toMs };
}

/** Reads what an archive holds. Throws when it was made from another log or otherwise, or when its rows are not those it should have. */
export async function readHeld(connection: DuckDBConnection, epoch: string, fingerprint: string): Promise<Held> {
  const [made] = await rowsOf(connection, 'SELECT epoch, fingerprint FROM made_from');
  if (made?.[0] !== epoch) throw new Error('made from another log');
  if (made[1] !== fingerprint) throw new Error('made with other settings');
  const [noted] = await rowsOf(connection, 'SELECT applied_seq, row_count, seq_sum FROM progress');
  const [found] = await rowsOf(connection, 'SELECT count(*), sum(seq), max(seq), sum(unconverted), min(time_ms), max(time_ms) FROM events');
  const [seq = 0n, rows = 0n, seqSum = 0n] = toBigints(noted);
  const [foundRows, foundSum, last = 0n, unconverted = 0n, fromMs, toMs] = toBigints(found);
  if (rows !== foundRows || seqSum !== foundSum || last > seq) throw new Error('its rows do not fit its progress');
  const times = rows > 0n ? { fromMs: Number(fromMs), toMs: Number(toMs) } : NO_TIMES;
  return { seq: Number(seq), rows: Number(rows), seqSum, unconverted: Number(unconverted), ...times };
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<DuckDBValue[][]> {
  return (await connection.run(sql)).getRows();
}

function toBigints(row: readonly DuckDBValue[] = []): bigint[] {
  return row.map((value) => (typeof value === 'bigint' || typeof value === 'number' ? BigInt(value) : 0n));
}
