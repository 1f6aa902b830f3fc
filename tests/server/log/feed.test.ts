import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventTable } from '../../../server/log/eventTable.ts';
import { attachFeed, type FedBatch, type FeedMessage, type FeedReply } from '../../../server/log/feed.ts';
import { createFeedWriter, type FeedWriter } from '../../../server/log/feedWriter.ts';
import { createTableReader } from '../../../server/log/readEventTable.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { SqliteLog } from '../../../server/log/sqliteLog.ts';
import { appendJson, makeFolder, openTestLog, sent } from './logFixture.ts';

interface Fed {
  readonly log: SqliteLog;
  readonly port: MessagePort;
}

/** A log that feeds the other end of a channel. */
function openFed(dir = makeFolder()): Fed {
  const { port1, port2 } = new MessageChannel();
  const writer: { current: FeedWriter | null } = { current: null };
  const log = openTestLog(dir, { onCommitted: (batch) => writer.current?.committed(batch) });
  writer.current = createFeedWriter(port1, log, (error) => {
    throw error;
  });
  onTestFinished(() => {
    writer.current?.close();
    log.close();
  });
  return { log, port: port2 };
}

/** Takes batches in until `seq`; answers the numbers of their events in order. */
function takeUntil(
  port: MessagePort,
  appliedSeq: number,
  seq: number,
  onBatch: (batch: FedBatch) => void | Promise<void> = () => {},
): Promise<number[]> {
  const seqs: number[] = [];
  return new Promise((resolve) => {
    const stop = attachFeed(port, {
      appliedSeq,
      readTable,
      apply: (batch) => {
        const events = batch.tables.flatMap(eventsOf);
        expect(events).toHaveLength(batch.count);
        expect(events[0]?.seq).toBe(batch.firstSeq);
        seqs.push(...events.map((event) => event.seq));
        if (seqs.at(-1) === seq) {
          stop();
          resolve(seqs);
        }
        return onBatch(batch);
      },
    });
  });
}

const readTable = createTableReader([]);

/** The events of a table, which must say where each stands. */
function eventsOf({ count, firstSeq, bytes, events }: EventTable): ResolvedEvent[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, at) => {
    const event = JSON.parse(text.toString('utf8', events[2 * at], events[2 * at + 1])) as ResolvedEvent;
    expect(event.seq).toBe(firstSeq + at);
    return event;
  });
}

function upTo(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function many(from: number, count: number) {
  return Array.from({ length: count }, (_, at) => sent(String(from + at)));
}

/** Lets everything that is on its way arrive. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('the feed', () => {
  it('gives every event once and in order: those stored before and those that come', async () => {
    const { log, port } = openFed();
    appendJson(log, many(0, 5000));
    const taken = takeUntil(port, 0, 7003);
    await settle();
    appendJson(log, many(5000, 2000));
    for (let at = 0; at < 3; at++) appendJson(log, sent(`single ${at}`));
    expect(await taken).toEqual(upTo(1, 7003));
  });

  it('goes on after what the engine has, even from the middle of a batch', async () => {
    const { log, port } = openFed();
    appendJson(log, many(0, 3000));
    expect(await takeUntil(port, 1234, 3000)).toEqual(upTo(1235, 3000));
  });

  it('joins small batches when it reads them back', async () => {
    const { log, port } = openFed();
    for (let at = 0; at < 100; at++) appendJson(log, sent(String(at)));
    const counts: number[] = [];
    await takeUntil(port, 0, 100, ({ count }) => {
      counts.push(count);
    });
    expect(counts).toEqual([100]);
  });

  it('keeps few batches outstanding while the engine is slow, and catches up', async () => {
    const { log, port } = openFed();
    const received: Extract<FeedMessage, { type: 'batch' }>[] = [];
    const collect = (message: FeedMessage) => {
      if (message.type === 'batch') received.push(message);
    };
    port.on('message', collect);
    port.postMessage({ type: 'ready', appliedSeq: 0 });
    await settle();
    for (let at = 0; at < 20; at++) {
      appendJson(log, many(at * 4000, 4000));
      await settle();
    }
    expect(received.length).toBeLessThanOrEqual(32);
    expect(received.reduce((sum, batch) => sum + batch.count, 0)).toBeLessThanOrEqual(44_000);
    port.off('message', collect);
    expect(await takeUntil(port, 0, 80_000)).toEqual(upTo(1, 80_000));
  });

  it('waits for a batch to be applied before the next', async () => {
    const { log, port } = openFed();
    for (let at = 0; at < 3; at++) appendJson(log, many(at * 4000, 4000));
    let applying = 0;
    await takeUntil(port, 0, 12_000, async () => {
      applying += 1;
      expect(applying).toBe(1);
      await settle();
      applying -= 1;
    });
  });

  it('starts anew on the same port without gap or repeat', async () => {
    const { log, port } = openFed();
    appendJson(log, many(0, 30_000));
    await new Promise<void>((resolve) => {
      const apply = ({ firstSeq }: FedBatch): void => {
        if (firstSeq < 8000) return;
        stop();
        resolve();
      };
      const stop = attachFeed(port, { appliedSeq: 0, readTable, apply });
    });
    expect(await takeUntil(port, 0, 30_000)).toEqual(upTo(1, 30_000));
  });

  it('acknowledges what comes a second time, and goes on', async () => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const heard: FeedReply[] = [];
    port1.on('message', (reply: FeedReply) => heard.push(reply));
    const begun: number[] = [];
    attachFeed(port2, { appliedSeq: 0, readTable, apply: ({ firstSeq }) => void begun.push(firstSeq) });
    for (const firstSeq of [1, 1, 2]) {
      const change = { seq: firstSeq, number: 1, withdrawn: firstSeq === 1 };
      port1.postMessage({ type: 'batch', firstSeq, count: 1, payload: new Uint8Array(0), change } satisfies FeedMessage);
    }
    await settle();
    expect(begun).toEqual([1, 2]);
    expect(heard).toEqual([{ type: 'ready', appliedSeq: 0 }, ...[1, 1, 2].map((seq) => ({ type: 'applied', seq }))]);
  });

  it('takes nothing in and acknowledges nothing once it is stopped, not even what had come before', async () => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const heard: FeedReply[] = [];
    port1.on('message', (reply: FeedReply) => heard.push(reply));
    const begun: number[] = [];
    let finish = (): void => {};
    const apply = ({ firstSeq }: FedBatch): Promise<void> => {
      begun.push(firstSeq);
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const stop = attachFeed(port2, { appliedSeq: 0, readTable, apply });
    for (const firstSeq of [1, 2, 3]) {
      const change = { seq: firstSeq, number: 1, withdrawn: firstSeq !== 2 };
      port1.postMessage({ type: 'batch', firstSeq, count: 1, payload: new Uint8Array(0), change } satisfies FeedMessage);
    }
    await settle();
    stop();
    finish();
    await settle();
    expect(begun).toEqual([1]);
    expect(heard).toEqual([{ type: 'ready', appliedSeq: 0 }]);
  });

  it('goes on over a restart of the log', async () => {
    const dir = makeFolder();
    const first = openTestLog(dir);
    appendJson(first, many(0, 500));
    first.close();
    const { log, port } = openFed(dir);
    const taken = takeUntil(port, 200, 600);
    await settle();
    appendJson(log, many(500, 100));
    expect(await taken).toEqual(upTo(201, 600));
  });

  it('says so when the engine knows more than the log', async () => {
    const { log, port } = openFed();
    appendJson(log, many(0, 3));
    const ahead = await new Promise<number>((resolve) => attachFeed(port, { appliedSeq: 4, readTable, apply: () => {}, onAhead: resolve }));
    expect(ahead).toBe(3);
  });
});
