/** The system's Chromium on the real page: software drawing, a small canvas, and a record of everything that went wrong. */
import { type Browser, chromium, type Page } from 'playwright-core';

/** Half a device pixel a CSS pixel: the layout of 1280x720, the drawing of 640x360. */
const VIEWPORT = { width: 1280, height: 720 };
const FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
];

/** Console lines that a browser without a GPU always prints. */
const HARMLESS = [/GPU stall due to ReadPixels/, /WebGL.*performance/i];

export interface Window {
  readonly page: Page;
  /** Console errors, page errors and requests to other hosts, in order. Empty when all is well. */
  readonly faults: string[];
  close(): Promise<void>;
}

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** Opens a page of its own context at `url`. */
export async function openWindow(browser: Browser, url: string): Promise<Window> {
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor: 0.5, reducedMotion: 'reduce', locale: 'en-US' });
  context.setDefaultTimeout(PATIENCE.timeout);
  const page = await context.newPage();
  const faults: string[] = [];
  const origin = new URL(url).host;
  page.on('console', (message) => {
    if (message.type() === 'error' && !HARMLESS.some((line) => line.test(message.text()))) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && host !== origin) faults.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
}

/** How long a browser test waits for what must come: a software-drawn page on a busy machine is slow. */
export const PATIENCE = { timeout: 60_000 };

/** Whether nothing is drawn for a while, by a count of the frames that were. */
export async function isResting(page: Page, frames: () => Promise<number>): Promise<boolean> {
  const before = await frames();
  await page.waitForTimeout(700);
  return (await frames()) === before;
}

/** Resolves when columns stand on the map and nothing moves, loads or waits to be drawn. */
export async function untilSettled(page: Page): Promise<void> {
  const isSettled = () => {
    const map = (globalThis as { orrery?: { map?: { columns(): string[]; idle(): boolean } } }).orrery?.map;
    return map !== undefined && map.columns().length > 0 && map.idle();
  };
  await page.waitForFunction(isSettled, undefined, PATIENCE);
}
