import { afterEach, expect, it, vi } from 'vitest';
import { missStyle, untilLoaded } from '../../../src/ui/part.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The server answers so, one answer after the other; null is none. */
function answerWith(...statuses: readonly (number | null)[]): void {
  const left = [...statuses];
  vi.stubGlobal('fetch', async () => {
    const status = left.shift() ?? null;
    if (status === null) throw new TypeError('fetch failed');
    return new Response(null, { status });
  });
}

const failing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

it('fetches a part at once where it can', async () => {
  const load = vi.fn(async () => 'part');
  expect(await untilLoaded(load)).toBe('part');
  expect(load).toHaveBeenCalledTimes(1);
});

it('waits for a server that is away or behind a gateway that does not reach it, and fetches the part then', async () => {
  vi.useFakeTimers();
  answerWith(null, null, 502, 200);
  const load = vi.fn<() => Promise<string>>().mockImplementationOnce(failing).mockResolvedValue('part');
  const found = untilLoaded(load);
  await vi.advanceTimersByTimeAsync(5000);
  expect(load).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await found).toBe('part');
});

it('asks again where the line was cut and nobody says so', async () => {
  vi.useFakeTimers();
  const limit = new AbortController();
  vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(limit.signal);
  const asked: (AbortSignal | null | undefined)[] = [];
  vi.stubGlobal('fetch', (_address: string, { signal }: RequestInit) => {
    asked.push(signal);
    if (asked.length > 1) return Promise.resolve(new Response());
    return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  });
  const found = untilLoaded(vi.fn<() => Promise<string>>().mockImplementationOnce(failing).mockResolvedValue('part'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([limit.signal]);
  limit.abort();
  await vi.advanceTimersByTimeAsync(5000);
  expect(await found).toBe('part');
});

it('fails where a server that answers does not have it', async () => {
  answerWith(404);
  const load = vi.fn(failing);
  await expect(untilLoaded(load)).rejects.toThrow('dynamically imported');
  expect(load).toHaveBeenCalledTimes(2);
});

it('comes with its style, which the bundler does not ask for again', async () => {
  answerWith(200);
  const steps: string[] = [];
  const again = new EventTarget();
  const replaceWith = (link: EventTarget) => {
    steps.push(link === again ? 'style' : 'another');
    setTimeout(() => link.dispatchEvent(new Event('load')));
  };
  const link = { rel: 'stylesheet', cloneNode: () => again, replaceWith } as unknown as EventTarget;
  const load = vi.fn(async () => {
    steps.push('part');
    if (steps.length > 1) return 'part';
    missStyle({ target: link });
    throw new Error('Unable to preload CSS');
  });
  expect(await untilLoaded(load)).toBe('part');
  expect(steps).toEqual(['part', 'style', 'part']);
});
