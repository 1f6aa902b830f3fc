/** Cuts the accepted events of a group into batches. One writer serves group after group, in the same memory. */
import type { NewBatch } from './batch.ts';
import type { ByteSource } from './byteWriter.ts';
import { closeEvent, createDraft, type Draft, finishDraft, openEvent } from './drafts.ts';
import type { EventTable } from './eventTable.ts';
import type { HashIndex } from './hashIndex.ts';
import { HASH_BYTES } from './identity.ts';
import type { PlainResolved, PlainWriter } from './plainWriter.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';
import type { Segments } from './segments.ts';

/** A batch and where its events' fields stand. All of it stands in the writer's memory until the next group begins. */
export interface WrittenBatch extends NewBatch {
  readonly mark: string;
  readonly table: EventTable;
}

export interface BatchWriter {
  /** Begins a group behind the event `seq`. */
  begin(seq: number): void;
  /** Events added from now on have this mark; they are in no batch with others. */
  mark(mark: string): void;
  addPlain(input: ByteSource, resolved: PlainResolved, hash: Buffer): void;
  addResolved(event: ResolvedEvent, hash: Buffer): void;
  /** An event of this group. */
  eventAt(seq: number): ResolvedEvent;
  finish(): readonly WrittenBatch[];
  /** Takes the group's events out of the index, when they are not to be stored. */
  undo(): void;
  /** Of the newest event added. */
  readonly seq: number;
}

export interface BatchWriterOptions {
  readonly fields: readonly string[];
  readonly plainWriter: PlainWriter;
  readonly segments: Pick<Segments, 'cut'>;
  /** Knows every event as soon as it is added. */
  readonly index: Pick<HashIndex, 'add' | 'remove'>;
}

export function createBatchWriter({ fields, plainWriter, segments, index }: BatchWriterOptions): BatchWriter {
  const drafts: Draft[] = [];
  let written: WrittenBatch[] = [];
  let [firstSeq, seq] = [1, 0];
  let mark = '';
  const draftAt = (at: number): Draft => {
    drafts[at] ??= createDraft(fields);
    return drafts[at];
  };
  const current = (): Draft => draftAt(written.length);
  const cut = (): void => {
    const draft = current();
    if (draft.count === 0) return;
    written.push({ ...finishDraft(draft, firstSeq), firstSeq, mark, profiles: segments.cut() });
    draft.count = 0;
    firstSeq = seq + 1;
  };
  const added = (isFull: boolean, hash: Buffer): void => {
    seq += 1;
    index.add(hash, 0, seq);
    if (isFull) cut();
  };
  return {
    begin: (lastSeq) => {
      for (const draft of drafts) draft.count = 0;
      written = [];
      mark = '';
      seq = lastSeq;
      firstSeq = lastSeq + 1;
    },
    mark: (next) => {
      if (next !== mark) cut();
      mark = next;
    },
    addPlain: (input, resolved, hash) => added(plainWriter(current(), input, resolved, hash), hash),
    addResolved: (event, hash) => {
      const draft = current();
      writeResolved(draft, event);
      added(closeEvent(draft, hash), hash);
    },
    eventAt: (wanted) => {
      const batch = written.findLast((earlier) => earlier.firstSeq <= wanted && wanted < earlier.firstSeq + earlier.table.count);
      const draft = draftAt(batch ? written.indexOf(batch) : written.length);
      const row = wanted - (batch?.firstSeq ?? firstSeq);
      return JSON.parse(draft.writer.bytes.toString('utf8', draft.table.events[2 * row], draft.table.events[2 * row + 1]));
    },
    finish: () => {
      cut();
      return written;
    },
    undo: () => {
      cut();
      for (const batch of written) {
        for (let row = 0; row < batch.table.count; row++) index.remove(batch.hashes, row * HASH_BYTES, batch.firstSeq + row);
      }
    },
    get seq() {
      return seq;
    },
  };
}

/** Its table row says only where it stands. */
function writeResolved(draft: Draft, event: ResolvedEvent): void {
  const text = JSON.stringify(event);
  const row = openEvent(draft, 3 * text.length);
  const { writer, table } = draft;
  writer.end += writer.bytes.write(text, writer.end, 'utf8');
  const width = 2 * table.fields.length;
  table.ranges.fill(0, row * width, (row + 1) * width);
  table.timeMs[row] = event.timeMs;
  table.amount[row] = event.amount ?? Number.NaN;
  table.unconverted[row] = event.unconverted ? 1 : 0;
  table.unread[row] = 1;
}
