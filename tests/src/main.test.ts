/** What the page begins with. */
import { afterEach, expect, it, vi } from 'vitest';

const Nothing = () => null;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('shows the wall as soon as the server answers, where it was away at the first question for it', async () => {
  let tries = 0;
  const render = vi.fn();
  vi.stubGlobal('document', { getElementById: () => ({}), addEventListener: () => {} });
  vi.stubGlobal('window', { location: { pathname: '/wall' } });
  vi.stubGlobal('fetch', async () => new Response(null));
  vi.doMock('react-dom/client', () => ({ createRoot: () => ({ render }) }));
  vi.doMock('../../src/app/App.tsx', () => ({ App: Nothing }));
  vi.doMock('../../src/ui/reader/readerStore.ts', () => ({ meetReader: () => {} }));
  vi.doMock('../../src/app/wall/WallApp.tsx', () => {
    tries += 1;
    if (tries === 1) throw new Error('Failed to fetch dynamically imported module');
    return { WallApp: Nothing };
  });
  await import('../../src/main.tsx');
  await expect.poll(() => render.mock.calls.length).toBe(1);
  expect(tries).toBe(2);
});
