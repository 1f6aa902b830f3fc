/** Stands in for `@loaders.gl/core` and `@loaders.gl/images` (see build/mapLibrary.ts): layers are given arrays, never addresses, and nothing is fetched by them. */
function refuse(): never {
  throw new Error('a layer of the map was given an address: give it arrays');
}

export { refuse as fetchFile, refuse as load, refuse as parse };

export function registerLoaders(): void {}

export const ImageLoader = {};
