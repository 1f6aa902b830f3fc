/** The three pictures of a wall: the one that stands, and behind it the one that is drawn for the next scene. */
import type { JSX, ReactNode } from 'react';
import { AsOfContext } from '../../live/asOfContext.ts';
import type { Picture } from '../../model/viewState.ts';
import { useView, useViewStore, ViewContext } from '../../ui/viewStore.ts';
import styles from '../../ui/wall/wall.module.css';
import { EcosystemPane } from '../EcosystemPane.tsx';
import { MapPane } from '../MapPane.tsx';
import { SegmentsPane } from '../SegmentsPane.tsx';
import type { Ahead } from './useStaged.ts';
import { useWallPadding } from './useWallPadding.ts';

export function WallPictures({ ahead, isStale }: { readonly ahead: Ahead | null; readonly isStale: boolean }): JSX.Element {
  const isPlacePointedOut = useView().selected !== null;
  const onMap = useWallPadding('map', isPlacePointedOut);
  const ofEcosystem = useWallPadding('ecosystem', false);
  const ofSegments = useWallPadding('segments', false);
  return (
    <>
      <Place picture="map" ahead={ahead}>
        <MapPane padding={onMap} isStale={isStale} />
      </Place>
      <Place picture="ecosystem" ahead={ahead}>
        <EcosystemPane padding={ofEcosystem} />
      </Place>
      <Place picture="segments" ahead={ahead}>
        <SegmentsPane padding={ofSegments} />
      </Place>
    </>
  );
}

interface PlaceProps {
  readonly picture: Picture;
  readonly ahead: Ahead | null;
  readonly children: ReactNode;
}

/** Follows the view of the wall, or that of the next scene while it is made ready, unseen. */
function Place({ picture, ahead, children }: PlaceProps): JSX.Element {
  const own = useViewStore();
  const isShown = useView().picture === picture;
  const store = !isShown && ahead?.picture === picture ? ahead.store : own;
  return (
    <div className={styles.picture} data-asleep={!isShown} data-picture={picture} inert>
      <ViewContext value={store}>
        <Moment>{children}</Moment>
      </ViewContext>
    </div>
  );
}

function Moment({ children }: { readonly children: ReactNode }): JSX.Element {
  const view = useView();
  return <AsOfContext value={view.tense === 'then' ? view.asOf : null}>{children}</AsOfContext>;
}
