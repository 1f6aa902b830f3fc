/**
 * MapLibre cuts lines and fills off at the edges of their tiles with a mask of each tile, which it draws anew for every source: on a globe two
 * meshes of 6,000 corners a tile. The sources of this map lie in the same tiles, so that the masks that are drawn serve all of them.
 */
const MODULE = /\/maplibre-gl\/src\/render\/frame_render_context\.ts$/;
const WANTED = 'if (this.currentStencilSource === layer.source || !layer.isTileClipped() || !tileIDs?.length) {';
/** Masks stand for the tiles that they have numbers of, until they are declared void (no source). */
const SHARED = `${WANTED.slice(0, -3)} || (this.currentStencilSource !== undefined
  && Object.keys(this.tileClippingMaskIDs).length === tileIDs.length && tileIDs.every(({key}) => this.tileClippingMaskIDs[key] !== undefined))) {`;

/** The code of that module with masks that are shared; null for all others. Throws where a new version of the library has it otherwise. */
export function shareMasks(id: string, read: () => string): string | null {
  if (!MODULE.test(id)) return null;
  const code = read();
  if (code.split(WANTED).length !== 2) throw new Error(`${id}: masks are asked for in another way than build/sharedMasks.ts knows`);
  return code.replace(WANTED, () => SHARED);
}
