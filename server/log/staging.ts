/** One group commit in the making: items become resolved events, repeats or rejections, in the order they came. */
import type { AppendResult, Event, Rejection } from '../../src/protocol/event.ts';
import { decodeEvent } from '../sources/decode.ts';
import { decodeData } from '../sources/decodeData.ts';
import { DecodeFault } from '../sources/decodeFault.ts';
import { eachLine, type Item, type Lines, lineItem } from '../sources/decodeRequest.ts';
import type { BatchWriter, WrittenBatch } from './batchWriter.ts';
import { ByteSource } from './byteWriter.ts';
import { amountOf } from './conversion.ts';
import { HASH_BYTES, identityOf, saysTheSame } from './identity.ts';
import type { Contents } from './openedLog.ts';
import { originOf } from './placeRoles.ts';
import type { PlainStaging } from './plainStaging.ts';
import type { NewRejected } from './rejectedTrail.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';
import type { Resolvers } from './resolvers.ts';

/** What is kept of a rejected item. */
const MAX_REJECTED_CHARACTERS = 65_536;

export interface StagingOptions extends Resolvers {
  readonly contents: Contents;
  readonly writer: BatchWriter;
  readonly plain: PlainStaging;
  /** A stored event. */
  readonly eventAt: (seq: number) => ResolvedEvent;
  readonly receivedMs: number;
}

export interface Staging {
  /** Takes the items of one request in; `mark` is that of their import. `onAccepted` hears of each event with its item's index. Their `seq` is the log's once the group is committed. */
  add(request: readonly Item[] | Lines, mark?: string, onAccepted?: (index: number, seq: number) => void): Omit<AppendResult, 'seq'>;
  batches(): readonly WrittenBatch[];
  rejected(): readonly NewRejected[];
  /** Takes everything back; without it, the events count as known from now on. */
  undo(): void;
}

type Outcome = 'accepted' | 'duplicate' | DecodeFault;

export function createStaging(options: StagingOptions): Staging {
  const { contents, writer, plain, receivedMs } = options;
  const rejected: NewRejected[] = [];
  const hash = Buffer.alloc(HASH_BYTES);
  writer.begin(contents.seq);

  const known = (event: Event): ResolvedEvent | null => {
    let found: ResolvedEvent | null = null;
    contents.index.find(hash, 0, (seq) => {
      if (contents.imports.isWithdrawn(seq)) return false;
      const stored = seq > contents.seq ? writer.eventAt(seq) : options.eventAt(seq);
      const same = stored.source === event.source && stored.id === event.id;
      if (same) found = stored;
      return same;
    });
    return found;
  };

  const take = (value: unknown): Outcome => {
    const event = decodeEvent(value, options.declared);
    if (event instanceof DecodeFault) return event;
    contents.writeHash(identityOf(event), hash, 0);
    const earlier = known(event);
    if (earlier)
      return saysTheSame(event, earlier) || saysTheSame(event, readAnew(earlier, options.declared)) ? 'duplicate' : conflict(event);
    writer.addResolved(resolve(event, writer.seq + 1, options), hash);
    return 'accepted';
  };

  const addItems = (
    each: (visit: (item: Item | 'accepted', index: number) => void) => void,
    onAccepted?: (index: number, seq: number) => void,
  ): Omit<AppendResult, 'seq'> => {
    let [accepted, duplicates] = [0, 0];
    const rejections: Rejection[] = [];
    each((item, index) => {
      const outcome = item === 'accepted' ? item : 'fault' in item ? item.fault : take(item.value);
      if (outcome === 'accepted') {
        accepted += 1;
        onAccepted?.(index, writer.seq);
      } else if (outcome === 'duplicate') duplicates += 1;
      else if (item !== 'accepted') {
        rejections.push(outcome.at(index));
        rejected.push({ ...kept(outcome), at_ms: receivedMs, item: index, payload: payloadOf(item) });
      }
    });
    return { accepted, duplicates, rejected: rejections };
  };

  return {
    add: (request, mark = '', onAccepted) => {
      writer.mark(mark);
      return addItems((visit) => {
        if (!('bytes' in request)) return request.forEach(visit);
        const input = new ByteSource(request.bytes);
        let index = 0;
        eachLine(request.bytes, (from, to) => {
          const item = request.wellFormed && plain.take(input, from, to, receivedMs) ? 'accepted' : lineItem(request, from, to);
          if (item) visit(item, index++);
        });
      }, onAccepted);
    },
    batches: () => writer.finish(),
    rejected: () => rejected,
    undo: () => {
      writer.undo();
      contents.segments.undo();
    },
  };
}

function resolve(event: Event, seq: number, { gazetteer, convert, contents, receivedMs }: StagingOptions): ResolvedEvent {
  const timeMs = event.timeMs ?? receivedMs;
  const { country, region, city, cell } = gazetteer.resolve(event.data);
  const { amount, unconverted } = convert(amountOf(event.data), event.data.currency, timeMs);
  const segment = contents.segments.resolve(event);
  const origin = originOf(event.data, gazetteer);
  return { seq, ...event, timeMs, receivedMs, country, region, city, cell, ...origin, amount, unconverted, segment };
}

/** As it would be read today: a name may have been declared since, or become a known one. */
function readAnew(stored: ResolvedEvent, declared: ReadonlySet<string>): ResolvedEvent {
  const data = decodeData(stored.data, declared);
  return data instanceof DecodeFault ? stored : { ...stored, data };
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
