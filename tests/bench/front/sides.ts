/** Ours and the peers as sides of one comparison: each opens a page with so many columns and can be made to do the same things. */
import type { Browser } from 'playwright-core';
import { type Meter, openMeter, type Size, twoFrames } from './meter.ts';
import { type OurServer, startOurs } from './ourServer.ts';
import type { Peer } from './peerPages.ts';
import { type PeerServer, servePeers } from './peerServer.ts';
import type { Rows } from './rows.ts';

export const ACTS = ['update', 'recolour', 'filter'] as const;
export type Act = (typeof ACTS)[number];

export interface Side {
  readonly name: string;
  readonly meter: Meter;
  /** Does it and resolves when the frame after the next has been made. */
  act(act: Act, turn: number): Promise<void>;
  /** Waits until it can be done anew; nobody measures meanwhile. */
  afterAct(act: Act): Promise<void>;
  /** Bytes its server has sent. */
  sent(): number;
  close(): Promise<void>;
}

export interface Opening {
  readonly rows: Rows;
  readonly size: Size;
  /** Whether nothing is drawn from the first frame on. */
  readonly skipsDrawing: boolean;
}

export const PATIENCE = { timeout: 180_000 };
/** Where hexagons stand on the whole earth, in the look of every day. */
export const HEXAGONS = 'level=hexagon&camera=10,0,1.2,40,0&';
/** The page as it opens. */
export const COUNTRIES = '';
const COLOUR_LEAVES_MS = 1700;

declare global {
  interface Window {
    shown?: Promise<void>;
  }
}

interface Support {
  orrery?: { map?: { columns(): readonly string[]; idle(): boolean } };
}

export async function openOurs(
  browser: Browser,
  { rows, size, skipsDrawing }: Opening,
  search = HEXAGONS,
): Promise<Side & { readonly server: OurServer }> {
  const server = await startOurs(rows);
  const meter = await openMeter(browser, `${server.url}/?${search}gl=plain`, size, skipsDrawing);
  await untilColumns(meter, Math.max(1, rows.cells.length));

  /** Resolves two frames after new heights or colours of most rows have gone to the graphics card. */
  async function shown(start: () => Promise<void> | void): Promise<void> {
    // The page looks out before anything is sent to it: a release can be quicker than the next word to the page.
    await meter.page.evaluate((least) => {
      window.shown = new Promise<void>((resolve, reject) => {
        setTimeout(() => reject(new Error('ours: nothing new was sent to the graphics card for a minute')), 60_000);
        window.counters.awaited = least;
        window.counters.onUpload = () => {
          window.counters.awaited = Number.POSITIVE_INFINITY;
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)));
        };
      });
    }, rows.cells.length * 2);
    await start();
    await meter.page.evaluate(() => window.shown);
  }

  const visit = (search: string) =>
    meter.page.evaluate((text) => {
      history.replaceState(null, '', `?${text}`);
      dispatchEvent(new PopStateEvent('popstate'));
    }, search);
  const acts: Readonly<Record<Act, (turn: number) => Promise<void>>> = {
    update: (turn) => shown(() => server.change(turn)),
    recolour: (turn) => shown(() => visit(`${search}gl=plain${turn % 2 === 0 ? '' : '&colour=nps'}`)),
    filter: (turn) => shown(() => visit(`${search}gl=plain${turn % 2 === 0 ? '' : '&category=category+1'}`)),
  };
  return {
    name: 'ours',
    meter,
    server,
    sent: server.sent,
    act: (act, turn) => acts[act](turn),
    async afterAct(act) {
      // An answer that is left stays known for a moment: the next one shall be asked anew.
      if (act !== 'update') await new Promise((resolve) => setTimeout(resolve, COLOUR_LEAVES_MS));
    },
    async close() {
      await meter.close();
      await server.close();
    },
  };
}

async function untilColumns(meter: Meter, count: number): Promise<void> {
  await meter.page.waitForFunction(
    (wanted) => ((globalThis as Support).orrery?.map?.columns().length ?? 0) >= wanted && (globalThis as Support).orrery?.map?.idle(),
    count,
    { ...PATIENCE, polling: 250 },
  );
}

export async function openPeer(browser: Browser, peer: Peer, { rows, size, skipsDrawing }: Opening): Promise<Side> {
  const server: PeerServer = await servePeers([peer]);
  const meter = await openMeter(browser, server.urlOf(peer), size, skipsDrawing);
  await meter.page.evaluate(peer.setUp, rows);
  await meter.page.waitForFunction(() => window.acts !== undefined && window.counters.draws > 0, undefined, PATIENCE);
  await meter.page.evaluate(twoFrames);
  return {
    name: peer.name,
    meter,
    sent: server.sent,
    async act(act, turn) {
      await meter.page.evaluate(
        ([name, at]) => {
          window.acts[name](at);
          return new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0))));
        },
        [act, turn] as const,
      );
    },
    afterAct: () => Promise.resolve(),
    async close() {
      await meter.close();
      await server.close();
    },
  };
}
