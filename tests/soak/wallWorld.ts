/** A server with live events, a cable that can fail, and a browser that shows its wall. */
import { once } from 'node:events';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import type { Scene } from '../../src/protocol/tours.ts';
import { postWorld } from '../journeys/world.ts';
import { type FaultProxy, openFaultProxy } from '../load/faultProxy.ts';
import { newDataDir, type ServerProcess, startServer } from '../server/child.ts';
import { createHeapSpaces, TELL_SPACES } from './heapSpaces.ts';
import { startWallEvents, type WallEvents } from './wallEvents.ts';

export const ROOM = 'soak';
const FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
  TELL_SPACES,
];

export interface World {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly proxy: FaultProxy;
  readonly events: WallEvents;
  /** What compiled code took of the page's heap at the last whole collection, MB. */
  compiledMb(): number;
  /** What went wrong by itself, in page and server. */
  readonly complaints: string[];
  server(): ServerProcess;
  /** Ends the server at once; done when it is gone. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(seed: number): Promise<World> {
  const dataDir = newDataDir();
  writeFileSync(
    join(dataDir, 'orrery.json'),
    JSON.stringify({
      sources: [
        { source: 'till', every: 'PT5S' },
        { source: 'desk', every: 'PT5S' },
      ],
    }),
  );
  let server = await startServer({ dataDir, web: true });
  const port = Number(new URL(server.url).port);
  await postWorld(server);
  await playTour(server);
  const proxy = await openFaultProxy(port);
  const events = startWallEvents(() => server.url, seed);
  const talking = talkingBrowser(dataDir);
  const browser: Browser = await chromium.launch({ executablePath: talking.path, args: FLAGS });
  const context = await browser.newContext({ viewport: { width: 960, height: 540 }, deviceScaleFactor: 0.75, locale: 'en-US' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`the page failed: ${error.message}`));
  page.on('crash', () => complaints.push('the page crashed'));
  /** An end that nobody wanted is told, and the server started again: one fault must not hide the others. */
  const watchServer = ({ child }: ServerProcess) => {
    child.once('exit', (code, signal) => {
      if (isWanted) return;
      complaints.push(`the server ended by itself (${signal ?? code})`);
      void restart();
    });
  };
  let isWanted = false;
  async function restart(): Promise<void> {
    server = await startServer({ dataDir, port, web: true });
    isWanted = false;
    watchServer(server);
  }
  watchServer(server);
  await page.goto(`${proxy.url}/wall?gl=plain&room=${ROOM}`);
  const cdp = await context.newCDPSession(page);
  return {
    page,
    cdp,
    proxy,
    events,
    compiledMb: talking.compiledMb,
    complaints,
    server: () => server,
    async kill() {
      isWanted = true;
      const gone = once(server.child, 'exit');
      server.child.kill('SIGKILL');
      await gone;
    },
    restart,
    async close() {
      isWanted = true;
      await events.stop();
      await browser.close();
      await proxy.close();
      await server.dispose();
    },
  };
}

/** The browser, and what its engines write of their heaps: Playwright keeps that to itself. */
function talkingBrowser(folder: string): { readonly path: string; compiledMb(): number } {
  const [path, words] = [join(folder, 'browser.sh'), join(folder, 'browser.txt')];
  writeFileSync(path, `#!/bin/sh\nexec '${process.env.CHROMIUM ?? '/usr/bin/chromium'}' "$@" >>'${words}'\n`, { mode: 0o755 });
  const spaces = createHeapSpaces();
  return {
    path,
    compiledMb() {
      if (!existsSync(words)) return 0;
      spaces.hear(readFileSync(words, 'utf8'));
      truncateSync(words, 0);
      return spaces.compiledMb();
    },
  };
}

/** A tour that people made, and after it the one that composes itself. */
async function playTour(server: ServerProcess): Promise<void> {
  const stop = (longitude: number, zoom: number) => ({ longitude, latitude: -15, zoom, pitch: 30, bearing: 0 });
  const scene = (id: string, search: string, path: Scene['path'] = []): Scene => ({
    id,
    name: id,
    search,
    path,
    caption: `${id} of the soak`,
    seconds: 7,
  });
  const scenes = [
    scene('world', ''),
    scene('brazil', '?at=BR&selected=region:BR-SP:BR'),
    scene('system', '?picture=ecosystem'),
    scene('flight', '?camera=-50,-15,3,0,0', [stop(-60, 3.5), stop(-40, 3)]),
    scene('month', '?last=P30D&compare=previous'),
  ];
  const tour = (await (await server.post('/v1/tours', { name: 'Soak', scenes, author: 'Soak' })).json()) as { id: string };
  const acts = [{ kind: 'tour', id: tour.id }, { kind: 'self' }];
  const playlist = (await (await server.post('/v1/playlists', { name: 'Soak', acts, author: 'Soak' })).json()) as { id: string };
  const said = await server.post(`/v1/rooms/${ROOM}`, { kind: 'play', programme: { kind: 'playlist', id: playlist.id } });
  if (!said.ok) throw new Error(`room: ${await said.text()}`);
}
