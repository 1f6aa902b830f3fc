/** What a wall tells of itself to tests and to people who look into a problem: `window.orreryWall`. */
import { useEffect } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { densityStore } from '../../ui/density.ts';
import { contextLosses } from './useCare.ts';
import type { Standing } from './useScene.ts';

export interface WallSupport {
  /** The scene that stands: which act of the room, which of its scenes. */
  scene(): { readonly run: number; readonly index: number; readonly id: string } | null;
  /** `connecting`, `live` or `lost`. */
  connection(): string;
  /** How long nothing had been heard when the connection was last seen to be lost, ms; null while it is not lost. */
  lostAfterMs(): number | null;
  density(): number;
  contextLosses(): number;
  /** Why the page was loaded again last, and when; null before. */
  reloaded(): { readonly reason: string; readonly at: string } | null;
}

declare global {
  interface Window {
    orreryWall?: WallSupport;
  }
}

export function useOfferWall(standing: Standing | null): void {
  const live = useLive();
  useEffect(() => {
    window.orreryWall = {
      scene: () => standing && { run: standing.run, index: standing.index, id: standing.scene.id },
      connection: () => live.connection.getState().status,
      lostAfterMs: () => {
        const { status, sinceMs, lastMessageAtMs } = live.connection.getState();
        return status === 'lost' && lastMessageAtMs !== null ? sinceMs - lastMessageAtMs : null;
      },
      density: () => densityStore.getState().density,
      contextLosses,
      reloaded: () => JSON.parse(sessionStorage.getItem('orrery.wall reloaded') ?? 'null') as ReturnType<WallSupport['reloaded']>,
    };
  }, [live, standing]);
}
