/** The scene that stands on a wall: the room's, once its picture has been drawn. The next one is drawn behind the present one, while that plays. */
import { useEffect, useMemo, useState } from 'react';
import { useRoomState } from '../../live/useRoomState.ts';
import { heldMs, sceneAfter } from '../../model/wall/ahead.ts';
import type { WallAddress } from '../../model/wall/wallAddress.ts';
import { toAheadView, toWallView } from '../../model/wall/wallView.ts';
import type { Scene } from '../../protocol/tours.ts';
import { metricIds, useCatalog } from '../../ui/catalogContext.ts';
import { drawnStore } from '../../ui/drawnStore.ts';
import { createViewStore, type ViewStore } from '../../ui/viewStore.ts';
import { type Standing, useScene } from './useScene.ts';

/** The present scene is drawn and flown to first, ms. */
const REST_MS = 2500;

/** A scene that is drawn before it is shown, in a view of its own. */
export interface Ahead {
  readonly picture: ReturnType<typeof toWallView>['picture'];
  readonly store: ViewStore;
}

export interface Staged {
  readonly standing: Standing | null;
  readonly ahead: Ahead | null;
}

export function useStaged(address: WallAddress): Staged {
  const room = useRoomState();
  const catalog = useCatalog();
  const due = useScene();
  const [standing, setStanding] = useState<Standing | null>(null);
  const [drawn, setDrawn] = useState('');
  const isRested = useRested(standing);
  const isHeld = due !== null && standing !== null && isOtherSpace(due.scene, standing.scene, address) && drawn !== keyOf(due.scene);
  const shown = isHeld ? standing : due;
  useEffect(() => setStanding(shown), [shown]);
  useEffect(() => {
    if (!isHeld || due === null) return undefined;
    const timer = setTimeout(() => setDrawn(keyOf(due.scene)), heldMs(due.scene));
    return () => clearTimeout(timer);
  }, [isHeld, due]);

  const next = isHeld ? due.scene : isRested && room !== null && due !== null ? sceneAfter(room, due.index) : null;
  const wanted = next !== null && shown !== null && next !== shown.scene && isOther(next, shown.scene, address) ? next : null;
  const key = wanted === null || keyOf(wanted) === drawn ? null : keyOf(wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room says its scenes anew with every word; the key tells them apart
  const ahead = useMemo<Ahead | null>(() => {
    if (key === null || wanted === null) return null;
    const view = toAheadView(wanted, address, metricIds(catalog));
    return { picture: view.picture, store: createViewStore(view) };
  }, [key, address]);
  useEffect(() => {
    if (ahead === null || key === null || ahead.picture === 'map') return undefined;
    const { picture, store } = ahead;
    const look = () => {
      if (drawnStore.getState()[picture] === store.getState()) setDrawn(key);
    };
    look();
    return drawnStore.subscribe(look);
  }, [ahead, key]);
  return { standing: shown, ahead };
}

const keyOf = ({ id, search }: Scene): string => `${id} ${search}`;

const pictureOf = (scene: Scene, address: WallAddress) => toWallView(scene, address).picture;

const isOther = (next: Scene, present: Scene, address: WallAddress) => pictureOf(next, address) !== pictureOf(present, address);

/** The map tells nobody when it is drawn: it is not waited for. */
const isOtherSpace = (next: Scene, present: Scene, address: WallAddress) =>
  pictureOf(next, address) !== 'map' && isOther(next, present, address);

function useRested(standing: Standing | null): boolean {
  const [rested, setRested] = useState<Standing | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(standing), REST_MS);
    return () => clearTimeout(timer);
  }, [standing]);
  return standing !== null && rested === standing;
}
