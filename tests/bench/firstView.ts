/** What the first picture costs on the wire: everything the page loads until its columns stand, compressed as sent. */
import { launch, openWindow } from '../journeys/browser.ts';
import { startServer } from '../server/child.ts';
import type { Row } from './row.ts';

const GOAL_KB = 900;
const KEPLER_KB = 4137;

export async function firstView(): Promise<readonly Row[]> {
  const server = await startServer({ web: true, demo: 'simulator' });
  const browser = await launch();
  const window = await openWindow(browser, 'about:blank');
  const session = await window.page.context().newCDPSession(window.page);
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  const start = performance.now();
  await window.page.goto(`${server.url}/?gl=plain`);
  await window.page.waitForFunction(
    () => (window as unknown as { orrery?: { map?: { idle(): boolean } } }).orrery?.map?.idle() === true,
    undefined,
    { timeout: 120_000 },
  );
  const seconds = (performance.now() - start) / 1000;
  await browser.close();
  await server.dispose();
  const kilobytes = bytes / 1000;
  return [
    {
      name: 'first view: page, map, world and snapshot, gz',
      value: kilobytes,
      unit: 'kB',
      peer: `kepler.gl 3.2.6 ${KEPLER_KB} kB (measured earlier); ${seconds.toFixed(1)} s without a GPU`,
      goal: `≤ ${GOAL_KB}`,
      holds: kilobytes <= GOAL_KB,
    },
  ];
}
