/** One group commit in the making: items become resolved events, repeats or rejections, in the order they came. */
import type { AppendResult, Event, Rejection } from '../../src/protocol/event.ts';
import type { Gazetteer } from '../geo/gazetteer.ts';
import { decodeEvent } from '../sources/decode.ts';
import { DecodeFault } from '../sources/decodeFault.ts';
import type { Item } from '../sources/decodeRequest.ts';
import type { NewBatch } from './batch.ts';
import type { Converted } from './conversion.ts';
import { HASH_BYTES, identityKey, saysTheSame, writeIdentityHash } from './identity.ts';
import type { Contents } from './openedLog.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';
import type { NewRejected } from './store.ts';

export const MAX_BATCH_EVENTS = 2000;
const MAX_BATCH_CHARACTERS = 1_000_000;
/** What is kept of a rejected item. */
const MAX_REJECTED_CHARACTERS = 65_536;

export interface Resolvers {
  readonly gazetteer: Pick<Gazetteer, 'resolve'>;
  readonly convert: (data: Event['data'], timeMs: number) => Converted;
  /** Names in `data` that the workspace sums. */
  readonly declared: ReadonlySet<string>;
}

export interface StagingOptions extends Resolvers {
  readonly contents: Contents;
  readonly eventAt: (seq: number) => ResolvedEvent;
  readonly receivedMs: number;
}

export interface Staging {
  /** Takes the items of one request in. Their `seq` is the log's once the group is committed. */
  add(items: readonly Item[]): Omit<AppendResult, 'seq'>;
  batches(): readonly NewBatch[];
  rejected(): readonly NewRejected[];
  readonly seq: number;
}

export function createStaging(options: StagingOptions): Staging {
  const { contents, receivedMs } = options;
  const pending = new Map<string, ResolvedEvent>();
  const rejected: NewRejected[] = [];
  const writer = createBatchWriter(contents);
  const scratch = Buffer.alloc(HASH_BYTES);

  const known = (event: Event, key: string): ResolvedEvent | null => {
    const waiting = pending.get(key);
    if (waiting) return waiting;
    writeIdentityHash(key, scratch, 0);
    let found: ResolvedEvent | null = null;
    contents.index.find(scratch, 0, (seq) => {
      const stored = options.eventAt(seq);
      const same = stored.source === event.source && stored.id === event.id;
      if (same) found = stored;
      return same;
    });
    return found;
  };

  const take = (value: unknown): 'accepted' | 'duplicate' | DecodeFault => {
    const event = decodeEvent(value, options.declared);
    if (event instanceof DecodeFault) return event;
    const key = identityKey(event);
    const earlier = known(event, key);
    if (earlier) return saysTheSame(event, earlier) ? 'duplicate' : conflict(event);
    const resolved = resolve(event, writer.seq + 1, options);
    pending.set(key, resolved);
    writer.add(resolved, scratch);
    return 'accepted';
  };

  return {
    add: (items) => {
      let [accepted, duplicates] = [0, 0];
      const rejections: Rejection[] = [];
      items.forEach((item, index) => {
        const outcome = 'fault' in item ? item.fault : take(item.value);
        if (outcome === 'accepted') accepted += 1;
        else if (outcome === 'duplicate') duplicates += 1;
        else {
          rejections.push(outcome.at(index));
          rejected.push({ ...kept(outcome), at_ms: receivedMs, item: index, payload: payloadOf(item) });
        }
      });
      return { accepted, duplicates, rejected: rejections };
    },
    batches: writer.finish,
    rejected: () => rejected,
    get seq() {
      return writer.seq;
    },
  };
}

function resolve(event: Event, seq: number, { gazetteer, convert, contents, receivedMs }: StagingOptions): ResolvedEvent {
  const timeMs = event.timeMs ?? receivedMs;
  const { country, region, city, cell } = gazetteer.resolve(event.data);
  const { amount, unconverted } = convert(event.data, timeMs);
  const segment = contents.segments.resolve(event);
  return { seq, ...event, timeMs, receivedMs, country, region, city, cell, amount, unconverted, segment };
}

function conflict(event: Event): DecodeFault {
  const reason = `id: an event ${JSON.stringify(event.id)} of this source is stored with other content; the first stays, give a new event a new id`;
  return new DecodeFault('id_conflict', 'id', reason);
}

function kept({ code, field, reason }: DecodeFault): Pick<NewRejected, 'code' | 'field' | 'reason'> {
  return { code, field, reason };
}

function payloadOf(item: Item): string {
  const text = 'text' in item && item.text !== undefined ? item.text : 'value' in item ? toText(item.value) : '';
  return text.slice(0, MAX_REJECTED_CHARACTERS).replaceAll('\0', '\ufffd');
}

function toText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'nested too deeply to show';
  }
}

interface BatchWriter {
  add(event: ResolvedEvent, hash: Buffer): void;
  finish(): readonly NewBatch[];
  readonly seq: number;
}

/** Cuts the accepted events into batches. */
function createBatchWriter({ segments, seq: lastSeq }: Contents): BatchWriter {
  const batches: NewBatch[] = [];
  let texts: string[] = [];
  let characters = 0;
  let seq = lastSeq;
  const hashes = Buffer.alloc(MAX_BATCH_EVENTS * HASH_BYTES);
  const cut = (): void => {
    if (texts.length === 0) return;
    const used = Buffer.from(hashes.subarray(0, texts.length * HASH_BYTES));
    const payload = Buffer.from(`[${texts.join(',')}]`, 'utf8');
    batches.push({ firstSeq: seq - texts.length + 1, hashes: used, profiles: segments.cut(), payload });
    texts = [];
    characters = 0;
  };
  return {
    add: (event, hash) => {
      const text = JSON.stringify(event);
      hash.copy(hashes, texts.length * HASH_BYTES);
      texts.push(text);
      characters += text.length;
      seq += 1;
      if (texts.length === MAX_BATCH_EVENTS || characters >= MAX_BATCH_CHARACTERS) cut();
    },
    finish: () => {
      cut();
      return batches;
    },
    get seq() {
      return seq;
    },
  };
}
