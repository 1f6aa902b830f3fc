/**
 * The product's own server with its page, where the rows of hexagons come from the bench instead of the engine: so many as are wanted, all
 * of them changed when it says so. Everything between is the real thing: publisher, hub, socket, page; all other questions are answered by
 * the engine over some seeded events.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import { OPERATOR } from '../../../server/access/scope.ts';
import { openStage } from '../../../server/demo.ts';
import { registerQueryRoutes } from '../../../server/engine/queryRoutes.ts';
import { createPublisher, type Publisher } from '../../../server/engine/views/publisher.ts';
import { attachHub } from '../../../server/hub/hub.ts';
import { registerInsightRoutes } from '../../../server/insight/insightRoutes.ts';
import { registerLibraryRoutes } from '../../../server/library/libraryRoutes.ts';
import { registerPage } from '../../../server/page.ts';
import type { Engine, ViewListener } from '../../../server/parts.ts';
import { ROOT } from '../../../server/root.ts';
import type { FrameHeader } from '../../../src/protocol/frame.ts';
import { shareInterval } from '../../../src/protocol/interval.ts';
import type { Column, Query } from '../../../src/protocol/query.ts';
import { newDataDir } from '../../server/child.ts';
import { colourOf, heightOf, type Rows } from './rows.ts';
import { countSent } from './sent.ts';

const HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };
const NO_IDS = { ids: [], numbers: new Int32Array(0) };
const ANSWERS = 40;
const SEEDED = 2000;
/** Share of the rows that a filter leaves. */
const FILTERED = 0.6;

export interface OurServer {
  readonly url: string;
  /** Bytes sent so far. */
  sent(): number;
  /** Every row of hexagons has other values: told to the page as one release. */
  change(turn: number): void;
  close(): Promise<void>;
}

interface Shown {
  readonly id: string;
  readonly publisher: Publisher;
  readonly columns: readonly Column[];
  readonly rows: Int32Array;
  readonly listener: ViewListener;
  version: number;
}

export async function startOurs(rows: Rows): Promise<OurServer> {
  const dir = newDataDir();
  const stage = await openStage(dir, 'none');
  await stage.log.append(seeds(), 'ndjson');
  const views = new Set<Shown>();
  let turn = 0;
  let nextId = 1;

  function publish({ publisher, columns, rows: handles }: Shown, isNew: boolean): Uint8Array | null {
    return publisher.publish({
      removed: [],
      touched: isNew ? [] : handles,
      added: isNew ? handles : [],
      header: HEADER,
      ids: [isNew ? { ids: Array.from(handles, (row) => rows.cells[row] as string), numbers: handles.map((row) => row + 1) } : NO_IDS],
      figuresOf: (asked, into) => {
        columns.slice(1).forEach(({ name }, column) => {
          const values = into[column] as Float64Array;
          for (let at = 0; at < asked.length; at++) values[at] = figure(name, asked[at] as number, turn);
        });
      },
    });
  }

  function open(query: Query, listener: ViewListener) {
    const columns = columnsOf(query);
    const count = Math.round(rows.cells.length * (query.where ? FILTERED : 1));
    const shown: Shown = {
      id: `bench.${nextId++}`,
      publisher: createPublisher(columns, () => null),
      columns,
      rows: Int32Array.from({ length: count }, (_, row) => row),
      listener,
      version: 1,
    };
    publish(shown, true);
    views.add(shown);
    return {
      viewId: shown.id,
      snapshot: async () => ({ version: shown.version, seq: stage.engine.state().appliedSeq, frame: shown.publisher.snapshot() }),
      close: () => void views.delete(shown),
    };
  }

  const engine: Engine = {
    ...stage.engine,
    view: async (query, scope, listener) =>
      query.groupBy?.[0]?.startsWith('h3:') ? open(query, listener) : stage.engine.view(query, scope, listener),
  };
  const server = Fastify({ forceCloseConnections: true });
  const parts = { engine, log: stage.log, scopeOf: () => OPERATOR };
  registerQueryRoutes(server, { ...parts, demo: () => null });
  registerInsightRoutes(server, parts);
  registerLibraryRoutes(server, { library: stage.library, scopeOf: () => OPERATOR });
  registerPage(server, join(ROOT, 'dist/web'));
  const hub = attachHub({ server: server.server, library: stage.library, graceMs: 100, ...parts });
  const sent = countSent(server.server);
  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    sent,
    change(next) {
      turn = next;
      for (const shown of views) {
        const frame = publish(shown, false);
        const prev = shown.version++;
        const seq = stage.engine.state().appliedSeq;
        if (frame) shown.listener.onRelease({ viewId: shown.id, prev, version: shown.version, seq, frame });
      }
    },
    async close() {
      await hub.close();
      await server.close();
      await stage.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What the engine would call the columns of such an answer. */
function columnsOf({ groupBy = [], metrics }: Query): Column[] {
  const isRate = (metric: string) => metric === 'csat' || metric === 'nps';
  return [
    ...groupBy.map((name) => ({ name, unit: null })),
    ...metrics.flatMap((name): Column[] =>
      isRate(name)
        ? [
            { name, unit: '%' },
            { name: `${name}.n`, unit: 'count' },
            { name: `${name}.low`, unit: '%' },
            { name: `${name}.high`, unit: '%' },
          ]
        : [{ name, unit: 'USD' }],
    ),
  ];
}

function figure(column: string, row: number, turn: number): number {
  const [, part] = column.split('.');
  // Money has cents.
  if (column === 'revenue') return Math.round(100_000 * heightOf(row, turn)) / 100;
  if (part === 'n') return ANSWERS;
  const share = Math.round((ANSWERS * colourOf(row, turn + (column.startsWith('nps') ? 1 : 0))) / 100);
  const { value, low, high } = shareInterval(share, ANSWERS);
  return (part === 'low' ? low : part === 'high' ? high : value) ?? Number.NaN;
}

/** Some events for the panels to tell of. */
function seeds(): Uint8Array {
  const lines = Array.from({ length: SEEDED }, (_, at) =>
    JSON.stringify({
      specversion: '1.0',
      id: `bench-${at}`,
      source: 'bench',
      type: at % 3 === 0 ? 'io.orrery.survey.answered' : 'io.orrery.order.completed',
      subject: `c${at % 400}`,
      time: new Date(Date.UTC(2026, 8, 1) + at * 600_000).toISOString(),
      data: {
        lat: -50 + ((at * 37) % 1000) / 10,
        lon: -170 + ((at * 91) % 3400) / 10,
        category: `category ${at % 7}`,
        channel: at % 2 === 0 ? 'web' : 'store',
        ...(at % 3 === 0 ? { score: 1 + (at % 5), scale: 'csat5' } : { amount: 10 + (at % 90), currency: 'USD', order: `o${at}` }),
      },
    }),
  );
  return new TextEncoder().encode(lines.join('\n'));
}
