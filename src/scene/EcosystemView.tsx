/** The ecosystem as a React component. */
import type { JSX, RefObject } from 'react';
import { isWall } from '../ui/display.ts';
import { offerAnchors } from '../ui/transition/anchors.ts';
import { ecosystemAnchors } from './anchors.ts';
import './scenePicture.css';
import './ecosystem.css';
import type { EcosystemEvents, EcosystemPicture } from './ecosystemPicture.ts';
import { followScenePointer } from './pointer.ts';
import { SceneCanvas, type ScenePlace, type SceneViewProps } from './SceneCanvas.tsx';
import { createEcosystemStage, textsIn } from './stage.ts';
import { offerSceneSupport } from './support.ts';

export interface EcosystemViewProps extends EcosystemEvents, SceneViewProps<EcosystemPicture> {
  /** Whether it is still the picture of what was asked for before. */
  readonly isBusy: boolean;
}

/** Fills its parent, which must have a size and a position. */
export function EcosystemView(props: EcosystemViewProps): JSX.Element {
  return <SceneCanvas name="ecosystem" film="ecosystem" theme={props.picture.look.theme} view={props} mount={mount} />;
}

function mount({ scene, gl, root, invalidate }: ScenePlace, latest: Readonly<RefObject<EcosystemViewProps>>) {
  const events: EcosystemEvents = {
    onHover: (node, link, x, y) => latest.current.onHover(node, link, x, y),
    onPick: (node, link, isMore) => latest.current.onPick(node, link, isMore),
    onEnter: (node) => latest.current.onEnter(node),
    onNear: (isNear) => latest.current.onNear(isNear),
    onSparkStep: (perSpark) => latest.current.onSparkStep(perSpark),
  };
  const stage = createEcosystemStage({ scene, texts: textsIn(root), events, invalidate, isFar: isWall() });
  const wanted = () => (latest.current.isBusy ? null : latest.current.picture);
  return {
    stage,
    stops: [
      followScenePointer(gl.domElement, stage, events),
      offerSceneSupport(stage, gl, wanted),
      offerAnchors('ecosystem', () => ecosystemAnchors(stage, gl.domElement.getBoundingClientRect())),
    ],
  };
}
