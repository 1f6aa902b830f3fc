/** From resolved events that are objects to coded rows: the plain way, which the server's coder of bytes is held against and tests fill archives by. */

import type { MutableDictionaries } from '../../../server/engine/dictionaries.ts';
import { codedDimensions, numberFields, numberReader, resolvedOf, textReader } from '../../../server/engine/eventTexts.ts';
import { planOf } from '../../../server/engine/plans.ts';
import { RowColumns } from '../../../server/engine/rowColumns.ts';
import type { PlanRow, RowBatch, Verbatim } from '../../../server/engine/rows.ts';
import { codeOf } from '../../../server/engine/textBlock.ts';
import { verbatimOf } from '../../../server/engine/verbatims.ts';
import { createZone } from '../../../server/engine/zone.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Settings } from '../../../server/settings.ts';
import { isPlanType } from '../../../src/protocol/plan.ts';

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
