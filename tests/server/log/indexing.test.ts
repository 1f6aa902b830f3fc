/** A log that is opened again is read before it knows all identities in it; who sends meanwhile is answered as ever. */
import { describe, expect, it } from 'vitest';
import { allEvents, appendBytes, appendJson, bytes, makeFolder, openTestLog, sent } from './logFixture.ts';

const EVENTS = 45_000;
const LINES = Array.from({ length: EVENTS }, (_, at) => JSON.stringify(sent(`${at}`))).join('\n');

function openFull(): ReturnType<typeof openTestLog> {
  const dir = makeFolder();
  const log = openTestLog(dir);
  expect(appendBytes(log, bytes(LINES), 'ndjson')).toMatchObject({ accepted: EVENTS, seq: EVENTS });
  log.close();
  return openTestLog(dir);
}

describe('a log that was opened again', () => {
  it('is read while it learns its identities, a piece at a time', () => {
    const log = openFull();
    let pieces = 0;
    do {
      expect(log.seq()).toBe(EVENTS);
      expect(log.readAfter(EVENTS - 2)?.count).toBe(2);
      pieces += 1;
    } while (log.index());
    expect(pieces).toBeGreaterThan(2);
    expect(allEvents(log)).toHaveLength(EVENTS);
    expect(appendBytes(log, bytes(LINES), 'ndjson')).toMatchObject({ accepted: 0, duplicates: EVENTS });
    log.close();
  });

  it('knows every repeat that is sent before, and joins no batches until then', () => {
    const log = openFull();
    log.index();
    log.tidy();
    expect(appendJson(log, [sent('new'), sent('0'), sent(`${EVENTS - 1}`)])).toMatchObject({ accepted: 1, duplicates: 2, seq: EVENTS + 1 });
    expect(log.index()).toBe(false);
    log.close();
  });

  it('has room for what it holds: at most twice what it would have grown to', () => {
    const dir = makeFolder();
    const grown = openTestLog(dir);
    appendBytes(grown, bytes(LINES), 'ndjson');
    const { indexBytes } = grown.state();
    grown.close();
    const log = openTestLog(dir);
    while (log.index());
    expect(log.state().indexBytes).toBeLessThanOrEqual(2 * indexBytes);
    log.close();
  });
});
