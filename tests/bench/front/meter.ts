/** What a page costs the browser: processor time of its main thread, calls that draw, bytes sent to the graphics card, memory. */
import type { Browser, Page } from 'playwright-core';

/** Counters that every measured page carries, set up before its first script. */
interface Counters {
  draws: number;
  /** Bytes written into buffers and textures. */
  bytes: number;
  /** Calls that write at least so many bytes end a wait. */
  awaited: number;
  onUpload: (() => void) | null;
  /** Nothing is drawn: scripts, uploads and frameworks still work, the software GPU does not. */
  skipsDrawing: boolean;
}

declare global {
  interface Window {
    counters: Counters;
  }
}

export interface Meter {
  readonly page: Page;
  /** Requests to other hosts than that of the page. */
  strangers(): readonly string[];
  /** Whole page: processor time (ms) of the main thread since the page began. */
  threadMs(): Promise<number>;
  /** Megabytes of JavaScript objects after two collections. */
  heapMb(): Promise<number>;
  counters(): Promise<{ draws: number; bytes: number }>;
  close(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Opens `url` in a context of its own, where nothing is ever drawn when `skipsDrawing`. */
export async function openMeter(browser: Browser, url: string, viewport: Size, skipsDrawing = false): Promise<Meter> {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, reducedMotion: 'reduce', locale: 'en-US' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.addInitScript(countGraphics, skipsDrawing);
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith('http') && new URL(request.url()).host !== new URL(url).host) strangers.push(request.url());
  });
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('HeapProfiler.enable');
  await page.goto(url);

  async function metric(name: string): Promise<number> {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  }

  return {
    page,
    strangers: () => strangers,
    threadMs: async () => 1000 * (await metric('ThreadTime')),
    async heapMb() {
      for (let turn = 0; turn < 2; turn++) await session.send('HeapProfiler.collectGarbage');
      return (await metric('JSHeapUsedSize')) / 1e6;
    },
    counters: () => page.evaluate(() => ({ draws: window.counters.draws, bytes: window.counters.bytes })),
    close: () => context.close(),
  };
}

/** Runs in the page. */
function countGraphics(skipsDrawing: boolean): void {
  const counters: Counters = { draws: 0, bytes: 0, awaited: Number.POSITIVE_INFINITY, onUpload: null, skipsDrawing };
  window.counters = counters;
  type Call = (this: unknown, ...values: unknown[]) => unknown;
  const sizeOf = (values: readonly unknown[]): number => {
    for (const value of values) {
      if (ArrayBuffer.isView(value)) return value.byteLength;
      if (value instanceof ArrayBuffer) return value.byteLength;
    }
    return 0;
  };
  const wrap = (owner: object, name: string, make: (call: Call) => Call) => {
    const methods = owner as Record<string, Call | undefined>;
    const call = methods[name];
    if (call) methods[name] = make(call);
  };
  for (const owner of [WebGLRenderingContext.prototype, WebGL2RenderingContext.prototype]) {
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced', 'drawRangeElements'])
      wrap(
        owner,
        name,
        (call) =>
          function (...values) {
            counters.draws += 1;
            return counters.skipsDrawing ? undefined : call.apply(this, values);
          },
      );
    for (const name of ['bufferData', 'bufferSubData', 'texSubImage2D', 'texImage2D', 'texSubImage3D'])
      wrap(
        owner,
        name,
        (call) =>
          function (...values) {
            const size = sizeOf(values);
            counters.bytes += size;
            if (size >= counters.awaited) counters.onUpload?.();
            return call.apply(this, values);
          },
      );
  }
}

/** Runs in the page: resolves two frames later. */
export function twoFrames(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0))));
}
