import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WireNews } from '../../src/live/wire.ts';
import { openWorkerWire } from '../../src/live/workerWire.ts';

/** Workers as the page sees them: what they were told, and what befalls them. */
class StandInWorker extends EventTarget {
  static all: StandInWorker[] = [];
  readonly heard: unknown[] = [];
  isEnded = false;

  constructor() {
    super();
    StandInWorker.all.push(this);
  }

  postMessage(order: unknown): void {
    this.heard.push(order);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

function open() {
  const news: WireNews[] = [];
  const wire = openWorkerWire({ query: { room: 'a' } }, (one) => news.push(one));
  return { wire, news, workers: StandInWorker.all };
}

describe('a line in a worker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('Worker', StandInWorker);
    StandInWorker.all = [];
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is begun anew when its worker cannot be fetched, until one can', () => {
    const { wire, news, workers } = open();
    for (const count of [1, 2]) {
      workers.at(-1)?.dispatchEvent(new Event('error'));
      expect([workers.length, workers.at(-1)?.isEnded, news.length]).toEqual([count, true, count]);
      vi.advanceTimersByTime(10_000);
    }
    expect(workers.map(({ heard }) => heard)).toEqual(workers.map(() => [{ kind: 'open', address: { query: { room: 'a' } } }]));
    wire.say({ kind: 'renew' });
    expect(workers[2]?.heard.at(-1)).toEqual({ kind: 'renew' });
    expect(news).toEqual([{ kind: 'lost' }, { kind: 'lost' }]);
  });

  it('outlives what fails in a worker that has spoken', () => {
    const { news, workers } = open();
    workers[0]?.dispatchEvent(new MessageEvent('message', { data: { kind: 'opened' } }));
    workers[0]?.dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(10_000);
    expect([workers.length, workers[0]?.isEnded]).toEqual([1, false]);
    expect(news).toEqual([{ kind: 'opened' }]);
  });

  it('is begun no more once it is closed', () => {
    const { wire, workers } = open();
    workers[0]?.dispatchEvent(new Event('error'));
    wire.close();
    vi.advanceTimersByTime(10_000);
    expect(workers.length).toBe(1);
  });
});
