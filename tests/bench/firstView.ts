/** How soon the first picture stands on a machine that has everything installed and built; what it weighs is told by `front/firstViews.ts`. */
import { launch, openWindow } from '../journeys/browser.ts';
import { startServer } from '../server/child.ts';
import { unlessTaken, watchOthers } from './machine.ts';
import type { Row } from './row.ts';

const PATIENCE = { timeout: 120_000 };

interface Support {
  orrery?: { map?: { columns(): string[] } };
}

export async function firstView(): Promise<readonly Row[]> {
  const browser = await launch();
  const window = await openWindow(browser, 'about:blank');
  const [began, others] = [performance.now(), watchOthers()];
  const server = await startServer({ web: true, demo: 'simulator' });
  await window.page.goto(`${server.url}/?gl=plain`);
  await window.page.waitForFunction(() => ((globalThis as Support).orrery?.map?.columns().length ?? 0) > 0, undefined, {
    ...PATIENCE,
    polling: 50,
  });
  const living = (performance.now() - began) / 1000;
  const taken = others();
  await browser.close();
  await server.dispose();
  return [
    unlessTaken(taken, {
      name: 'built: from start to columns on the globe, simulator',
      value: living,
      unit: 's',
      peer: 'page and world loaded, drawn without a GPU',
      goal: '≤ 5',
      holds: living <= 5,
    }),
  ];
}
