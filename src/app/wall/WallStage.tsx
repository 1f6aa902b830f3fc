/** What stands on a wall: the picture of the scene, and over it what is said of it. */
import { type CSSProperties, type JSX, useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { ask } from '../../live/ask.ts';
import { AsOfContext } from '../../live/asOfContext.ts';
import { useLive } from '../../live/LiveProvider.tsx';
import { useConnection } from '../../live/useConnection.ts';
import { useRoomState } from '../../live/useRoomState.ts';
import type { WallAddress } from '../../model/wall/wallAddress.ts';
import { pocketAddress, whyMetric } from '../../model/wall/wallView.ts';
import { useCatalog } from '../../ui/catalogContext.ts';
import { drawnStore } from '../../ui/drawnStore.ts';
import { EcosystemSentence } from '../../ui/ecosystem/EcosystemSentence.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { useLearnNames } from '../../ui/placeNames.ts';
import { useView } from '../../ui/viewStore.ts';
import { useRoomKeys } from '../../ui/wall/useRoomKeys.ts';
import { WallCallout } from '../../ui/wall/WallCallout.tsx';
import { WallCaption } from '../../ui/wall/WallCaption.tsx';
import { WallCode } from '../../ui/wall/WallCode.tsx';
import { WallFigures } from '../../ui/wall/WallFigures.tsx';
import { WallHead, WallState } from '../../ui/wall/WallHead.tsx';
import { WallLegend } from '../../ui/wall/WallLegend.tsx';
import { WallTicker } from '../../ui/wall/WallTicker.tsx';
import { WallWhy } from '../../ui/wall/WallWhy.tsx';
import styles from '../../ui/wall/wall.module.css';
import { wallWords } from '../../ui/wall/wallTexts.ts';
import { PanelBoundary } from '../PanelBoundary.tsx';
import { composeScenes } from './composeScenes.ts';
import { Drift } from './Drift.tsx';
import { useOfferWall } from './offerWall.ts';
import { useCare } from './useCare.ts';
import { useDirector, useRoom } from './useDirector.ts';
import { useSceneView } from './useSceneView.ts';
import { useStaged } from './useStaged.ts';
import { WallPictures } from './WallPictures.tsx';

export function WallStage({ address }: { readonly address: WallAddress }): JSX.Element {
  const live = useLive();
  const catalog = useCatalog();
  useRoom(address.room, address.programme);
  const compose = useCallback(() => composeScenes({ ask, catalog, live }), [catalog, live]);
  useDirector(compose);
  const room = useRoomState();
  const { standing, ahead } = useStaged(address);
  useSceneView(standing, address);
  useLearnNames();
  useOfferWall(standing);
  useRoomKeys();
  const isCurtainDown = useCare(standing);
  const view = useView();
  const isStale = useConnection(({ status }) => status !== 'live');
  const words = wallWords();
  useEffect(() => {
    document.title = standing === null ? 'Orrery' : `${standing.scene.name} · Orrery`;
  }, [standing]);
  return (
    <AsOfContext value={view.tense === 'then' ? view.asOf : null}>
      <div className={styles.wide} data-stale={isStale}>
        {standing === null ? null : <WallPictures ahead={ahead} isStale={isStale} />}
        <Seams screens={address.screen.of} />
        {standing === null ? null : <Drawing />}
        {view.picture === 'ecosystem' ? null : <div className={styles.shade} aria-hidden />}
        <Drift>
          {standing === null || room === null ? (
            <>
              <div className={styles.top}>
                <span />
                <WallState />
              </div>
              <div className={styles.waiting} role="status">
                <Mark />
                {words.waiting}
              </div>
            </>
          ) : (
            <main aria-label={words.wall}>
              <div className={styles.top}>
                <WallHead />
                <WallTicker />
                <WallState />
              </div>
              <PanelBoundary name="sentence">
                <EcosystemSentence />
              </PanelBoundary>
              <PanelBoundary name="figures">
                <WallFigures />
              </PanelBoundary>
              <PanelBoundary name="callout">{room.why ? <WallWhy metric={whyMetric(view)} /> : <WallCallout />}</PanelBoundary>
              <WallCaption room={room} scene={standing.scene} index={standing.index} />
              <div className={styles.foot}>
                <PanelBoundary name="legend">
                  <WallLegend />
                </PanelBoundary>
                <WallCode path={pocketAddress(standing.scene, view)} />
              </div>
            </main>
          )}
        </Drift>
        <div className={styles.curtain} data-down={isCurtainDown} aria-hidden />
      </div>
    </AsOfContext>
  );
}

/** Where two screens meet: the map puts no name there, which their frames would cut. */
function Seams({ screens }: { readonly screens: number }): JSX.Element[] {
  const seams = Array.from({ length: screens - 1 }, (_, at) => at + 1);
  return seams.map((seam) => (
    <i key={seam} className={styles.seam} style={{ '--seam': seam } as CSSProperties} data-over-map aria-hidden />
  ));
}

/** Until the first picture in space has been drawn, its place says so. */
function Drawing(): JSX.Element | null {
  const { picture } = useView();
  const isDrawn = useStore(drawnStore, (drawn) => picture === 'map' || drawn[picture] !== null);
  return isDrawn ? null : (
    <p className={styles.waiting} role="status">
      {wallWords().drawing}
    </p>
  );
}
