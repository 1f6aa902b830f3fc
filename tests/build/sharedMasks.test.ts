import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { shareMasks } from '../../build/sharedMasks.ts';
import { ROOT } from '../../server/root.ts';

const PATH = join(ROOT, 'node_modules/maplibre-gl/src/render/frame_render_context.ts');
const read = () => readFileSync(PATH, 'utf8');
/** What the module takes from others, as far as masks need it. */
const OTHERS = `
const TileManager = { maxOverzooming: 10, maxUnderzooming: 3 }, DepthMode = {}, ColorMode = {}, CullFaceMode = {};
const shaders = {}, MercatorShaderDefine = '', MercatorShaderVariantKey = '';
class StencilMode { constructor(test, ref) { this.ref = ref; } }
`;

interface Tile {
  readonly key: string;
}

interface Frame {
  renderTileClippingMasks(layer: { source: string; isTileClipped(): boolean }, tiles: readonly Tile[]): void;
  stencilModeForClipping(tile: Tile): { readonly ref: number };
  invalidateTileClippingMasks(): void;
}

/** Opens a frame of a map; `drawn` gets the number of each mask that is drawn. */
let openFrame: (drawn: number[]) => Frame;

beforeAll(async () => {
  const { code } = await transformWithOxc(shareMasks(PATH, read) ?? '', 'frame.ts', { assumptions: { setPublicClassFields: true } });
  const text = OTHERS + code.replaceAll(/^import .*$/gm, '');
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as {
    FrameRenderContext: new (options: unknown) => Frame;
  };
  openFrame = (drawn) =>
    new module.FrameRenderContext({
      transform: { getProjectionData: () => ({}) },
      terrain: null,
      data: { useSubdivision: false },
      context: { gl: {}, setColorMode: () => {}, setDepthMode: () => {}, clear: () => {} },
      projection: { getMeshFromTileID: () => ({}) },
      programCache: { getProgram: () => ({ draw: (...[, , , mode]: readonly { ref: number }[]) => drawn.push(mode?.ref ?? 0) }) },
    });
});

const layer = (source: string) => ({ source, isTileClipped: () => true });
const tiles = (...keys: readonly string[]): readonly Tile[] => keys.map((key) => ({ key }));

describe('masks of tiles', () => {
  it('serve every source that lies in the same tiles, each with its number', () => {
    const drawn: number[] = [];
    const frame = openFrame(drawn);
    frame.renderTileClippingMasks(layer('land'), tiles('a', 'b'));
    frame.renderTileClippingMasks(layer('lakes'), tiles('b', 'a'));
    frame.renderTileClippingMasks(layer('land'), tiles('a', 'b'));
    expect(drawn).toEqual([1, 2]);
    expect([{ key: 'a' }, { key: 'b' }].map((tile) => frame.stencilModeForClipping(tile).ref)).toEqual([1, 2]);
  });

  it('are drawn for tiles that are others, fewer or more', () => {
    const drawn: number[] = [];
    const frame = openFrame(drawn);
    frame.renderTileClippingMasks(layer('land'), tiles('a', 'b'));
    frame.renderTileClippingMasks(layer('rivers'), tiles('a', 'c'));
    frame.renderTileClippingMasks(layer('lakes'), tiles('a'));
    frame.renderTileClippingMasks(layer('land'), tiles('a', 'b'));
    expect(drawn).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('are drawn anew once they are void', () => {
    const drawn: number[] = [];
    const frame = openFrame(drawn);
    frame.renderTileClippingMasks(layer('land'), tiles('a'));
    frame.invalidateTileClippingMasks();
    frame.renderTileClippingMasks(layer('lakes'), tiles('a'));
    expect(drawn).toEqual([1, 2]);
  });
});

it('a library that asks for its masks in another way is told of when the page is built', () => {
  expect(() => shareMasks(PATH, () => read().replace('isTileClipped', 'isClipped'))).toThrow('build/sharedMasks.ts');
  expect(shareMasks(PATH.replace('frame_render_context', 'painter'), read)).toBeNull();
});
