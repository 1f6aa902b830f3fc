/** Puts the view and the camera where the scene wants them, and moves the camera along the scene's path. */
import { useEffect } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { cameraAt } from '../../model/tour/tour.ts';
import type { WallAddress } from '../../model/wall/wallAddress.ts';
import { toWallCamera, toWallView } from '../../model/wall/wallView.ts';
import { positionAt } from '../../protocol/room.ts';
import { isCalm } from '../../ui/calm.ts';
import { orderCamera } from '../../ui/cameraOrders.ts';
import { useViewStore } from '../../ui/viewStore.ts';
import type { Standing } from './useScene.ts';

/** A scene's camera flies in first; then its path begins. */
const FLIGHT_MS = 1500;

export function useSceneView(standing: Standing | null, address: WallAddress): void {
  const store = useViewStore();
  const live = useLive();
  useEffect(() => {
    if (standing === null) return undefined;
    const { scene } = standing;
    const view = toWallView(scene, address);
    const camera = toWallCamera(view.camera, window.innerHeight);
    store.setState(view, true);
    let frame = requestAnimationFrame(() => {
      if (camera !== null) orderCamera({ kind: 'fly', camera });
      else if (view.picture === 'map') orderCamera({ kind: 'home' });
      if (camera !== null && scene.path.length > 0 && !isCalm()) frame = requestAnimationFrame(follow);
    });

    function follow(): void {
      frame = requestAnimationFrame(follow);
      const room = live.room.store.getState().room;
      const elapsedMs = (room && positionAt(room, live.room.serverNow())?.elapsedMs) ?? 0;
      if (camera === null || elapsedMs < FLIGHT_MS) return;
      const path = scene.path.map((stop) => toWallCamera(stop, window.innerHeight) ?? stop);
      const seconds = Math.max(1, scene.seconds - FLIGHT_MS / 1000);
      const next = cameraAt({ path, seconds }, camera, (elapsedMs - FLIGHT_MS) / 1000);
      if (next !== null) orderCamera({ kind: 'stand', camera: next });
    }
    return () => cancelAnimationFrame(frame);
  }, [standing, address, store, live]);
}
