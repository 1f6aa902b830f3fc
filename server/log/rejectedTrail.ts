/** Rejected records in the log's file: kept for repair, up to a size. */
import type Database from 'libsql';

type Connection = InstanceType<typeof Database>;

/** Rejected records are kept up to this size together; the oldest go first. */
const MAX_REJECTED_BYTES = 64 * 1024 * 1024;

/** One row of the table `rejected`. */
export interface RejectedRow {
  readonly number: number;
  readonly at_ms: number;
  readonly item: number;
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  readonly payload: string;
}

export type NewRejected = Omit<RejectedRow, 'number'>;

interface TrailSize {
  readonly count: number;
  readonly bytes: number;
}

export interface RejectedTrail {
  add(records: readonly NewRejected[]): void;
  read(limit: number, before: number): RejectedRow[];
  count(): number;
  /** What was counted is no longer sure. */
  forget(): void;
}

export function createRejectedTrail(db: Connection): RejectedTrail {
  const insert = db.prepare('INSERT INTO rejected VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
  const select = db.prepare(
    'SELECT number, at_ms, item, code, field, reason, payload FROM rejected WHERE number < ? ORDER BY number DESC LIMIT ?',
  );
  // Prepared when the log opens: a table whose columns have other names is found out while the log can still be repaired.
  const measure = db.prepare('SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM rejected');
  let kept: TrailSize | null = null;
  const size = (): TrailSize => {
    kept ??= measure.get() as TrailSize;
    return kept;
  };
  return {
    add: (records) => {
      for (const record of records) {
        const bytes = sizeOf(record);
        const before = size();
        insert.run(record.at_ms, record.item, record.code, record.field, record.reason, bytes, record.payload);
        kept = { count: before.count + 1, bytes: before.bytes + bytes };
      }
      if (size().bytes <= MAX_REJECTED_BYTES) return;
      dropOldest(db);
      kept = null;
    },
    read: (limit, before) => select.all(before, limit) as RejectedRow[],
    count: () => size().count,
    forget: () => {
      kept = null;
    },
  };
}

function sizeOf(record: NewRejected): number {
  return record.payload.length + record.reason.length + 100;
}

/** Makes room for a while: the newest three quarters stay. */
function dropOldest(db: Connection): void {
  const newest = 'SELECT number, sum(bytes) OVER (ORDER BY number DESC) AS newer FROM rejected';
  db.prepare(`DELETE FROM rejected WHERE number <= (SELECT max(number) FROM (${newest}) WHERE newer > ?)`).run(
    (MAX_REJECTED_BYTES * 3) / 4,
  );
}
