/** The land's heights, made by a worker; only the newest that was asked for counts. Where there is no worker they are made here. */
import { spread } from '../model/landscape/terrain.ts';

export interface TerrainMaker {
  /** Makes the land of what is laid on the ground (values by cells); `onLand` hears of it, unless another was asked for meanwhile. */
  ask(ground: Float32Array): void;
  dispose(): void;
}

interface Answered {
  readonly number: number;
  readonly heights: Float32Array;
}

export function createTerrainMaker(onLand: (values: Float32Array) => void): TerrainMaker {
  let number = 0;
  let worker: Worker | null = null;
  let asked: Float32Array | null = null;
  const makeHere = (ground: Float32Array) => onLand(spread(ground));
  try {
    worker = new Worker(new URL('./landscapeWorker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      if (data.number === number) onLand(data.heights);
    };
    worker.onerror = () => {
      worker?.terminate();
      worker = null;
      if (asked) makeHere(asked);
    };
  } catch {
    worker = null;
  }
  return {
    ask(ground) {
      asked = ground;
      number++;
      if (worker === null) return makeHere(ground);
      const copy = ground.slice();
      worker.postMessage({ number, ground: copy }, [copy.buffer]);
    },
    dispose() {
      number = -1;
      worker?.terminate();
    },
  };
}
