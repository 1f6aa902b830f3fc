/** How the map is brought to paper: the map says how when it stands, the share menu asks it. */
import { createStore } from 'zustand/vanilla';

/** A picture of the free part of the map: what is drawn in it, in its own pixels. */
export interface Capture {
  readonly canvas: HTMLCanvasElement;
  /** Size in CSS pixels; the canvas has `scale` times as many. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** Draws the map anew, `scale` device pixels for a CSS pixel, and reads it. Throws when the graphics card gives nothing. */
export type TakeCapture = (scale: number) => Promise<Capture>;

export const captureStore = createStore<{ readonly take: TakeCapture | null }>(() => ({ take: null }));

/** Offers it until the returned function is called. */
export function offerCapture(take: TakeCapture): () => void {
  captureStore.setState({ take });
  return () => {
    if (captureStore.getState().take === take) captureStore.setState({ take: null });
  };
}
