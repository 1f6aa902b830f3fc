/** The first picture: what it loads, what it costs the main thread until it stands, what memory it takes; drawn for real. */
import type { Browser } from 'playwright-core';
import { launch } from '../../journeys/browser.ts';
import { median, type Row } from '../row.ts';
import { findPeers } from './peerPages.ts';
import { makeRows } from './rows.ts';
import { askedAtOnce, builtShell, librariesIn } from './shell.ts';
import { COUNTRIES, HEXAGONS, openOurs, openPeer, type Side } from './sides.ts';

const SIZE = { width: 1280, height: 720 };
const COLUMNS = 5000;
const TIMES = 3;

interface FirstView {
  readonly kilobytes: number;
  readonly threadMs: number;
  readonly heapMb: number;
  readonly strangers: number;
}

export async function firstViews(): Promise<Row[]> {
  const chromium = await launch();
  try {
    return await rowsOf(chromium);
  } finally {
    await chromium.close();
  }
}

async function rowsOf(browser: Browser): Promise<Row[]> {
  const opening = { rows: makeRows(COLUMNS), size: SIZE, skipsDrawing: false };
  const kepler = findPeers().peers.find(({ name }) => name === 'kepler.gl');
  // Its bytes alone are told, and those are always the same.
  const countries = await view(() => openOurs(browser, { ...opening, rows: makeRows(0) }, COUNTRIES));
  const taken: Record<'ours' | 'kepler', FirstView[]> = { ours: [], kepler: [] };
  for (let time = 0; time < TIMES; time++) {
    taken.ours.push(await view(() => openOurs(browser, opening, HEXAGONS)));
    if (kepler) taken.kepler.push(await view(() => openPeer(browser, kepler, opening)));
  }
  const middle = (views: readonly FirstView[], name: keyof FirstView) => median(views.map((one) => one[name]));
  const beside = (name: keyof FirstView, digits: number, unit: string) =>
    kepler
      ? `kepler.gl ${middle(taken.kepler, name).toFixed(digits)} ${unit} (1/${(middle(taken.kepler, name) / middle(taken.ours, name)).toFixed(1)})`
      : 'kepler.gl left out';
  const isWithin = (name: keyof FirstView, part: number) => (kepler ? middle(taken.ours, name) * part <= middle(taken.kepler, name) : null);
  const shell = builtShell();
  const libraries = librariesIn(shell);
  const kilobytes = middle(taken.ours, 'kilobytes');
  const strangers = middle(taken.ours, 'strangers') + countries.strangers;
  return [
    {
      name: 'browser: first map, 5,000 columns of hexagons, whole shell, gz',
      value: kilobytes,
      unit: 'kB',
      peer: beside('kilobytes', 0, 'kB'),
      goal: '≤ 900, ≤ 1/4 of kepler.gl',
      holds: kilobytes > 900 ? false : isWithin('kilobytes', 4),
    },
    {
      name: 'browser: first map as the page opens (countries), whole shell, gz',
      value: countries.kilobytes,
      unit: 'kB',
      peer: '',
      goal: '≤ 900',
      holds: countries.kilobytes <= 900,
    },
    {
      name: 'browser: shell alone, gz',
      value: shell.kilobytes,
      unit: 'kB',
      peer: libraries.length === 0 ? 'no library of maps at once' : libraries.join(', '),
      goal: '≤ 200, no library of maps',
      holds: shell.kilobytes <= 200 && libraries.length === 0,
    },
    {
      name: 'browser: parts of the first map that the page itself asks for',
      value: askedAtOnce().length,
      unit: '',
      peer: `${askedAtOnce().join(', ')}; the rows come over the socket`,
      goal: '4',
      holds: askedAtOnce().length === 4,
    },
    {
      name: 'browser: first map, 5,000 columns, main CPU',
      value: middle(taken.ours, 'threadMs'),
      unit: 'ms',
      peer: beside('threadMs', 0, 'ms'),
      goal: '≤ 1/3 of kepler.gl',
      holds: isWithin('threadMs', 3),
    },
    {
      name: 'browser: first map, 5,000 columns, heap',
      value: middle(taken.ours, 'heapMb'),
      unit: 'MB',
      peer: beside('heapMb', 1, 'MB'),
      goal: '≤ 1/3 of kepler.gl',
      holds: isWithin('heapMb', 3),
    },
    {
      name: 'browser: requests to other hosts',
      value: strangers,
      unit: '',
      peer: kepler ? `kepler.gl ${middle(taken.kepler, 'strangers')}` : '',
      goal: '0',
      holds: strangers === 0,
    },
  ];
}

async function view(open: () => Promise<Side>): Promise<FirstView> {
  const side = await open();
  const [threadMs, kilobytes] = [await side.meter.threadMs(), side.sent() / 1000];
  const taken = { threadMs, kilobytes, heapMb: await side.meter.heapMb(), strangers: side.meter.strangers().length };
  await side.close();
  return taken;
}
