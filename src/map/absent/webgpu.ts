/** Stands in for what deck.gl uses under WebGPU alone (see build/mapLibrary.ts): the map stays on WebGL. */
function refuse(): never {
  throw new Error('the map is drawn by WebGL: nothing is computed by WebGPU');
}

export { refuse as cleanEvaluateSync, refuse as interleave };

export class GPUDataEvaluator {
  constructor() {
    refuse();
  }
}

export const backendRegistry = { add: refuse };
