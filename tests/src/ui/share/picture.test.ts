/** Pictures that leave the page: what is shown, and words that lose nothing. The canvas only notes what is drawn on it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Legend } from '../../../../src/model/legend.ts';
import { sizeCaption, sizeWords } from '../../../../src/model/shape.ts';
import { type Capture, captureStore, offerCapture } from '../../../../src/ui/share/captureStore.ts';
import { offerFilm } from '../../../../src/ui/share/filmStore.ts';
import { composePicture, type PictureWords } from '../../../../src/ui/share/picture.ts';
import { takeShown } from '../../../../src/ui/share/takeShown.ts';

/** Every letter is so wide. */
const LETTER = 7;

interface Drawn {
  readonly text: string;
  readonly y: number;
  readonly most: number | undefined;
}

let drawn: Drawn[];

function canvas(): HTMLCanvasElement {
  const context = new Proxy(
    {
      measureText: (text: string) => ({ width: text.length * LETTER }),
      fillText: (text: string, _x: number, y: number, most?: number) => void drawn.push({ text, y, most }),
      createLinearGradient: () => ({ addColorStop: () => undefined }),
    } as Record<string, unknown>,
    { get: (own, name: string) => own[name] ?? (() => undefined), set: () => true },
  );
  return { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement;
}

beforeEach(() => {
  drawn = [];
  vi.stubGlobal('document', { createElement: canvas, documentElement: {} });
  vi.stubGlobal('getComputedStyle', () => ({ fontSize: '10px' }));
  vi.stubGlobal('window', { innerWidth: 800, innerHeight: 600 });
});
afterEach(() => vi.unstubAllGlobals());

const words = {
  title: 'Brasil',
  subtitle: 'Receita, colorido por Satisfação · 1 de janeiro a 31 de março de 2026',
  source: 'Orrery · situação de 23 nov. 2026 08:30:12 BRT, evento 1.234.567 · filtrado · dados simulados',
  sizeCaption: 'Altura: Receita',
  colourCaption: 'Cor: Satisfação',
  carrier: 'height',
} as const;
const legend: Legend = {
  heightLabel: 'Receita',
  heights: [{ value: 250_000, share: 0.25, text: 'US$ 250 mil' }],
  scaleText: '',
  colourLabel: 'Satisfação',
  ramp: { stops: ['#000', '#fff'], low: '0%', high: '100%', tick: null },
  states: [],
} as unknown as Legend;
const capture = (width: number): Capture => ({ canvas: canvas(), width, height: 300, scale: 1 });

describe('a picture', () => {
  it('says its window, its filters and that it is simulated however narrow it is, in as many lines as that takes', () => {
    const narrow = composePicture(capture(390), legend, words, 'dark');
    const said = drawn.map(({ text }) => text).join(' ');
    expect(said).toContain(words.subtitle);
    expect(said).toContain(words.source);
    expect(drawn.every(({ text }) => text.length * LETTER <= 350)).toBe(true);
    expect(new Set(drawn.map(({ y }) => y)).size).toBeGreaterThan(5);
    drawn = [];
    expect(composePicture(capture(1200), legend, words, 'dark').height).toBeLessThan(narrow.height);
    expect(drawn.map(({ text }) => text)).toContain(words.source);
  });

  it('leaves no figure of its legend without its end', () => {
    composePicture(capture(1200), legend, words, 'dark');
    expect(drawn.find(({ text }) => text === 'US$ 250 mil')?.most).toBeLessThan('US$ 250 mil'.length * LETTER);
  });
});

describe('the legend of a picture', () => {
  const said = (changed: Partial<PictureWords>, shown: Legend = legend) => {
    drawn = [];
    composePicture(capture(1200), shown, { ...words, ...changed }, 'dark');
    return drawn.map(({ text }) => text);
  };

  it('has a scale of sizes where values have a size, and none where they have only a colour', () => {
    expect(said({ carrier: 'area' })).toContain('US$ 250 mil');
    expect(said({ carrier: 'none' })).not.toContain('US$ 250 mil');
    expect(sizeCaption(sizeWords('bubbles', 'country'), 'Revenue', 'In proportion')).toBe('Area: Revenue · In proportion');
    expect(sizeCaption(sizeWords('flat', 'country'), 'Revenue', 'In proportion')).toBe('Not drawn: Revenue');
  });

  it('has every break of a stepped ramp in numbers', () => {
    const breaks = ['10', '20', '50'].map((text, at) => ({ position: (at + 1) / 4, text }));
    const stepped = said({}, { ...legend, ramp: { ...legend.ramp, breaks } });
    expect(stepped).toEqual(expect.arrayContaining(['10', '20', '50']));
    expect(stepped).not.toContain('100%');
  });
});

describe('what is taken', () => {
  it('is the picture that stands before the map, not the map behind it', async () => {
    const ofMap = capture(10);
    const painted: string[] = [];
    let stopped = 0;
    const ends = [
      offerCapture(() => Promise.resolve(ofMap)),
      offerFilm('ecosystem', () => ({ paint: () => painted.push('ecosystem'), isIdle: () => true, stop: () => ++stopped })),
    ];
    expect(await takeShown('map', 1)).toBe(ofMap);
    expect(await takeShown('ecosystem', 2)).toMatchObject({ width: 800, height: 600, scale: 2, canvas: { width: 1600, height: 1200 } });
    expect([painted, stopped]).toEqual([['ecosystem'], 1]);
    await expect(takeShown('segments', 1)).rejects.toThrow('not drawn yet');
    for (const end of ends) end();
    expect(captureStore.getState().take).toBeNull();
    await expect(takeShown('map', 1)).rejects.toThrow('not drawn yet');
  });
});
