/** From resolved events that are objects to coded rows. */

import { isPlanType } from '../../src/protocol/plan.ts';
import type { ResolvedEvent } from '../log/resolvedEvent.ts';
import type { Settings } from '../settings.ts';
import type { MutableDictionaries } from './dictionaries.ts';
import { codedDimensions, numberFields, numberReader, textReader, toIdText } from './eventTexts.ts';
import { planOf } from './plans.ts';
import { NOT_SAID, RowColumns } from './rowColumns.ts';
import type { PlanRow, RowBatch, Verbatim } from './rows.ts';
import type { TextDictionary } from './textDictionary.ts';
import { verbatimOf } from './verbatims.ts';
import { createZone } from './zone.ts';

type Coder = (events: readonly ResolvedEvent[]) => RowBatch;

/** Which columns are filled; by default all of the workspace. */
interface Wanted {
  readonly dimensions?: readonly string[];
  readonly numbers?: readonly string[];
}

/** A coder that gives every new text the next code of its dictionary. Events must come in the order of their sequence, without gaps. */
export function createCoder(
  settings: Pick<Settings, 'timezone' | 'metrics' | 'dimensions'>,
  dictionaries: MutableDictionaries,
  { dimensions = codedDimensions(settings), numbers = numberFields(settings) }: Wanted = {},
): Coder {
  const zone = createZone(settings.timezone);
  const texts = dimensions.map((name) => ({ read: textReader(name), dictionary: dictionaries.of(name) }));
  const fields = numbers.filter((name) => name !== 'amount');
  const readers = fields.map(numberReader);
  return (events) => {
    const columns = new RowColumns(events.length, dimensions.length, fields.length);
    const timeMs = new Float64Array(events.length);
    const amount = new Float64Array(events.length);
    const unconverted = new Uint8Array(events.length);
    const receivedMs = new Float64Array(events.length);
    const verbatims: Verbatim[] = [];
    const plans: PlanRow[] = [];
    // Event by event, because an event that is read again for the next column has left the processor's cache.
    for (let row = 0; row < events.length; row++) {
      const event = events[row] as ResolvedEvent;
      timeMs[row] = event.timeMs;
      columns.offsetMs[row] = zone.offsetAt(event.timeMs);
      amount[row] = event.amount ?? Number.NaN;
      columns.resolved[row] = resolvedOf(event);
      unconverted[row] = event.unconverted ? 1 : 0;
      receivedMs[row] = event.receivedMs;
      const verbatim = verbatimOf(event.seq, event.data.text);
      if (verbatim) verbatims.push(verbatim);
      const isPlan = isPlanType(event.type);
      const plan = isPlan ? planOf(event) : null;
      if (plan) plans.push(plan);
      for (let column = 0; column < texts.length; column++) {
        const { dictionary, read } = texts[column] as (typeof texts)[number];
        columns.setCode(column, row, codeOf(dictionary, read(event)));
      }
      // A plan is no sale: what the workspace sums leaves it out.
      for (let column = 0; column < readers.length && !isPlan; column++) {
        columns.setNumber(column, row, (readers[column] as (typeof readers)[number])(event));
      }
    }
    return {
      count: events.length,
      firstSeq: events[0]?.seq ?? 0,
      timeMs,
      offsetMs: columns.offsetMs,
      codes: columns.codesBy(dimensions),
      numbers: { amount, ...columns.numbersBy(fields) },
      resolved: columns.resolved,
      unconverted,
      receivedMs,
      verbatims,
      plans,
    };
  };
}

/** Code of what a raw text is as an id, 0 when nothing is left of it. Only tidy text is in a dictionary: what is found needs no tidying. */
export function codeOf(dictionary: TextDictionary, raw: string | null): number {
  if (raw === null) return 0;
  const known = dictionary.find(raw);
  if (known > 0) return known;
  const text = toIdText(raw);
  if (text === null) return 0;
  return text === raw ? dictionary.addLast() : dictionary.find(text) || dictionary.addLast();
}

/** 1 true, 0 false, 255 where the event does not say. */
export function resolvedOf({ data }: ResolvedEvent): number {
  return typeof data.resolved === 'boolean' ? Number(data.resolved) : NOT_SAID;
}
