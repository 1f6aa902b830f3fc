/** Spreads what is laid on the ground into a land, beside the thread that draws. */
import { spread } from '../model/landscape/terrain.ts';

interface Asked {
  readonly number: number;
  readonly ground: Float32Array<ArrayBuffer>;
}

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Asked>) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
};

scope.onmessage = ({ data: { number, ground } }) => {
  const heights = spread(ground) as Float32Array<ArrayBuffer>;
  scope.postMessage({ number, heights }, [heights.buffer]);
};
