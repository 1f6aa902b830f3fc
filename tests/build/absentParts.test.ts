import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { standIn, standInStyle } from '../../build/absentParts.ts';
import { ROOT } from '../../server/root.ts';

const MODULES = join(ROOT, 'node_modules');
const standInOf = (path: string) => standIn(join(MODULES, path), () => readFileSync(join(MODULES, path), 'utf8'));

it('a part that is left out keeps its names: questions are answered, all else refuses', () => {
  const layer = standInOf('maplibre-gl/src/style/style_layer/circle_style_layer.ts');
  expect(layer).toContain('export const isCircleStyleLayer = () => false;');
  expect(layer).toContain('export { absent as CircleStyleLayer };');
  expect(standInOf('maplibre-gl/src/webgl/draw/draw_terrain.ts')).toContain('absent as drawDepth');
  expect(standInOf('maplibre-gl/src/shaders/glsl/circle.vertex.glsl.g.ts')).toBe(`export default '';`);
  expect(standInOf('@deck.gl/core/dist/transitions/gpu-spring-transition.js')).toContain('export default absent;');
});

it('what every picture needs stays', () => {
  for (const path of ['webgl/program/terrain_program', 'style/style_layer/fill_style_layer', 'data/bucket/symbol_bucket', 'ui/map'])
    expect(standInOf(`maplibre-gl/src/${path}.ts`)).toBeNull();
  expect(standInOf('@mantine/core/esm/components/Menu/MenuItem/MenuItem.mjs')).toBeNull();
});

it('of the styles those of the map stay, without pictures of buttons', () => {
  const whole = readFileSync(join(MODULES, 'maplibre-gl/dist/maplibre-gl.css'), 'utf8');
  const kept = standInStyle(whole);
  expect(kept).toContain('.maplibregl-canvas-container.maplibregl-interactive{cursor:grab');
  expect(kept).not.toContain('url(');
  expect(kept.length).toBeLessThan(whole.length / 10);
});
