/** What stands in the log of a stopped server, read from its file. */
import { decodeBatch } from '../../server/log/feed.ts';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { openSqliteLog } from '../../server/log/sqliteLog.ts';
import { loadSettings } from '../../server/settings.ts';

export interface LogContents {
  readonly seq: number;
  readonly notices: readonly string[];
  readonly rejected: number;
}

/** Opens the log in `dir`, gives every event in order to `each`, and closes it. */
export function readLog(dir: string, each: (event: ResolvedEvent) => void): LogContents {
  const log = openSqliteLog({ dir, settings: loadSettings(dir), gazetteer: NOWHERE });
  try {
    let seq = 0;
    for (let batch = log.readAfter(0); batch; batch = log.readAfter(seq)) {
      for (const event of decodeBatch(batch.payload)) each(event);
      seq = batch.firstSeq + batch.count - 1;
    }
    const { notices, rejected } = log.state();
    return { seq: log.seq(), notices, rejected };
  } finally {
    log.close();
  }
}

/** Nothing is appended here. */
const NOWHERE = { resolve: () => ({ country: null, region: null, city: null, cell: null }) };
