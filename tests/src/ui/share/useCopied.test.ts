/** Copying, and what is said of it. */
import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from '../../../../src/ui/share/useCopied.ts';

const shown: string[] = [];

function browser(clipboard: { writeText(text: string): Promise<void> } | undefined): void {
  vi.stubGlobal('navigator', { clipboard });
  vi.stubGlobal('window', { prompt: (_byHand: string, text: string) => shown.push(text) });
}

afterEach(() => {
  vi.unstubAllGlobals();
  shown.length = 0;
});

it('says that it copied what it copied', async () => {
  browser({ writeText: async () => {} });
  expect(await copyText('/?at=BR', 'by hand')).toBe(true);
  expect(shown).toEqual([]);
});

it('shows what it may not copy, and does not say that it did', async () => {
  browser({ writeText: () => Promise.reject(new Error('not allowed')) });
  expect(await copyText('/?at=BR', 'by hand')).toBe(false);
  browser(undefined);
  expect(await copyText('/?at=DE', 'by hand')).toBe(false);
  expect(shown).toEqual(['/?at=BR', '/?at=DE']);
});
