/** A printed page: its words stay on it. */
import { afterEach, expect, it, vi } from 'vitest';
import { toPage } from '../../../../src/ui/tours/printing.ts';

const WIDTH = 841.89;
const MARGIN = 32;

/** As wide as Inter is on average. */
function createContext() {
  const context = {
    font: '',
    measureText: (text: string) => ({ width: text.length * 0.55 * Number(/([\d.]+)px/.exec(context.font)?.[1]) }),
  };
  return new Proxy(context, { get: (own, name) => Reflect.get(own, name) ?? (() => {}) });
}

afterEach(() => vi.unstubAllGlobals());

it('has room for the longest title and for where the numbers come from, in one line each', async () => {
  const canvas = { width: 1, height: 1, getContext: createContext, toBlob: (done: (blob: Blob) => void) => done(new Blob(['x'])) };
  vi.stubGlobal('document', { createElement: () => canvas });
  const printed = async (name: string, source: string) => {
    const scene = { id: 'a', name, search: '', path: [], caption: 'What is said to it', seconds: 12 };
    const page = { scene, source, picture: canvas as unknown as HTMLCanvasElement, mayCut: false, pageText: '12 von 12' };
    return (await toPage({ ...page, theme: 'light', origin: 'http://x' })).texts;
  };
  const usual = await printed('Brazil', 'Orrery · as of now');
  expect(usual.map(({ text, size }) => [text, size])).toEqual([
    ['Brazil', 20],
    ['What is said to it', 12.5],
    ['Orrery · as of now', 8.5],
    ['12 von 12', 8.5],
  ]);
  const name = 'How the third quarter went in the southern regions of Brazil, and what late deliveries had to do with it in September';
  const source = `Orrery · Stand 23. Nov. 2026, 18:55:12 UTC, Ereignis 1.112.345 · Brasilien · Umsatz, gefärbt nach Zufriedene Kunden (CSAT) · 1. Jan. 2017 – 17. Okt. 2018 · gefiltert · simulierte Daten`;
  const [title, , foot, page] = await printed(name, source);
  expect([title?.text, foot?.text]).toEqual([name, source]);
  expect((title?.x ?? 0) + (title?.width ?? 0)).toBeLessThanOrEqual(WIDTH - MARGIN);
  expect((foot?.x ?? 0) + (foot?.width ?? 0)).toBeLessThan(page?.x ?? 0);
});
