/** What the first picture costs on the wire: everything the page loads until its columns stand, compressed as sent. */
import { launch, openWindow } from '../journeys/browser.ts';
import { startServer } from '../server/child.ts';
import { unlessTaken, watchOthers } from './machine.ts';
import type { Row } from './row.ts';

const PATIENCE = { timeout: 120_000 };
const KEPLER_KB = 4137;
const GOAL_KB = KEPLER_KB / 3;

interface Support {
  orrery?: { map?: { columns(): string[]; idle(): boolean } };
}

export async function firstView(): Promise<readonly Row[]> {
  const browser = await launch();
  const window = await openWindow(browser, 'about:blank');
  const [began, others] = [performance.now(), watchOthers()];
  const server = await startServer({ web: true, demo: 'simulator' });
  const session = await window.page.context().newCDPSession(window.page);
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  await window.page.goto(`${server.url}/?gl=plain`);
  await window.page.waitForFunction(() => ((globalThis as Support).orrery?.map?.columns().length ?? 0) > 0, undefined, {
    ...PATIENCE,
    polling: 50,
  });
  const living = (performance.now() - began) / 1000;
  const taken = others();
  await window.page.waitForFunction(() => (globalThis as Support).orrery?.map?.idle() === true, undefined, PATIENCE);
  await browser.close();
  await server.dispose();
  const kilobytes = bytes / 1000;
  return [
    unlessTaken(taken, {
      name: 'built: from start to columns on the globe, simulator',
      value: living,
      unit: 's',
      peer: 'page and world loaded, drawn without a GPU',
      goal: '≤ 5',
      holds: living <= 5,
    }),
    {
      name: 'first view: page, map, world and snapshot, gz',
      value: kilobytes,
      unit: 'kB',
      peer: `kepler.gl 3.2.6 ${KEPLER_KB} kB (measured earlier); drawn without a GPU`,
      goal: '≤ 1/3 of kepler.gl',
      holds: kilobytes <= GOAL_KB,
    },
  ];
}
