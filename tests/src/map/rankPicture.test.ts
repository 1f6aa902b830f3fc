import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { captureMap } from '../../../src/map/capture.ts';

interface Part {
  readonly text?: string;
  readonly box?: readonly [left: number, top: number, width: number, height: number];
  readonly inside?: Readonly<Record<string, readonly Part[]>>;
  readonly hidden?: boolean;
}

/** An element that knows where it stands, what it says and what is in it. */
function element({ text = '', box = [0, 0, 10, 10], inside = {}, hidden = false }: Part): HTMLElement {
  const [left, top, width, height] = box;
  const found = (query: string) => (inside[query] ?? []).map(element);
  return {
    textContent: text,
    hidden,
    dataset: {},
    children: [],
    classList: { contains: (name: string) => (inside[`is ${name}`] ?? []).length > 0 },
    getBoundingClientRect: () => ({ left, top, width, height, right: left + width, bottom: top + height }),
    querySelector: (query: string) => found(query)[0] ?? null,
    querySelectorAll: found,
  } as unknown as HTMLElement;
}

let said: string[] = [];
let bars: string[] = [];

beforeEach(() => {
  [said, bars] = [[], []];
  const context = new Proxy(
    {
      fillText: (text: string, x: number, y: number) => said.push(`${text} ${x} ${y}`),
      fillRect: (...box: number[]) => bars.push(box.join(' ')),
    } as Record<string, unknown>,
    { get: (own, name: string) => own[name] ?? (() => undefined), set: () => true },
  );
  vi.stubGlobal('document', {
    createElement: () => ({ getContext: () => context }),
    documentElement: {},
    createRange: () => {
      let selected: Element | null = null;
      return { selectNodeContents: (of: Element) => (selected = of), getBoundingClientRect: () => selected?.getBoundingClientRect() };
    },
  });
  const style = { fontSize: '10px', display: 'block', backgroundColor: 'rgba(0, 0, 0, 0)', getPropertyValue: () => '' };
  vi.stubGlobal('getComputedStyle', () => style);
});
afterEach(() => vi.unstubAllGlobals());

const ROW: Part = {
  inside: {
    '.rank-rank': [{ text: '1', box: [300, 100, 8, 20] }],
    '.rank-name': [{ text: 'Brazil', box: [320, 100, 60, 20] }],
    '.rank-bar': [{ box: [400, 105, 250, 10] }],
    '.rank-glass': [{ hidden: true }],
    '.rank-whisker': [{ hidden: true }],
    '.rank-value': [{ text: '$2.5M', box: [655, 100, 40, 20] }],
    '.rank-second': [{}],
    '.rank-note': [{}],
  },
};
const LIST: Part = {
  inside: { '.rank-scroll': [{}], '.rank-title': [{ text: 'Revenue, ranked', box: [300, 60, 90, 20] }], '.rank-rows li': [ROW] },
};

async function take(isRanked: boolean): Promise<void> {
  const label = { inside: {}, box: [1, 2, 3, 4] } as const;
  const root = element({
    box: [0, 0, 800, 600],
    inside: { '.rank': isRanked ? [LIST] : [], 'is ranked': isRanked ? [{}] : [], '.label.shown': [label] },
  });
  const labels = vi.spyOn(root, 'querySelectorAll');
  const map = {
    ...{ getZoom: () => 9, getPixelRatio: () => 1, setPixelRatio: () => undefined, areTilesLoaded: () => true, getCanvas: () => null },
    on: (_: string, look: () => void) => queueMicrotask(look),
    ...{ off: () => undefined, triggerRepaint: () => undefined },
  } as unknown as MapLibreMap;
  const overlay = { read: async (_: number, read: (canvas: unknown) => void) => read(null) };
  const padding = { top: 0, right: 0, bottom: 0, left: 0 };
  await captureMap({ root, map, overlay, padding, screen: {} } as unknown as Parameters<typeof captureMap>[0], 1);
  expect(labels.mock.calls.some(([query]) => query === '.label.shown')).toBe(!isRanked);
}

it('has the rows of the ranked list where that lies over the map, and no names of columns that lie down', async () => {
  await take(true);
  expect(said).toEqual(['Revenue, ranked 300 70', '1 300 110', 'Brazil 320 110', '$2.5M 655 110']);
  expect(bars).toContain('400 105 250 10');
});

it('has the names over the columns where they stand', async () => {
  await take(false);
  expect(said).toEqual([]);
});
