/** The landscape as a React component. */
import type { JSX, RefObject } from 'react';
import { isWall } from '../ui/display.ts';
import { offerAnchors } from '../ui/transition/anchors.ts';
import { regionAnchors } from './anchors.ts';
import './scenePicture.css';
import './landscape.css';
import { createLandscapeLabels } from './landscapeLabels.ts';
import { createAxisLettering } from './landscapeLettering.ts';
import { followLandscapePointer } from './landscapePointer.ts';
import { createLandscapeStage, type LandscapeEvents, type LandscapePicture } from './landscapeStage.ts';
import { offerLandscapeSupport } from './landscapeSupport.ts';
import { SceneCanvas, type ScenePlace, type SceneViewProps } from './SceneCanvas.tsx';

/** Letters on a wall are larger by so much: they are read from across a room. */
const WALL_LETTERS = 1.35;

export interface LandscapeViewProps extends LandscapeEvents, SceneViewProps<LandscapePicture> {}

/** Fills its parent, which must have a size and a position. */
export function LandscapeView(props: LandscapeViewProps): JSX.Element {
  return <SceneCanvas name="landscape" film="segments" theme={props.picture.theme} view={props} mount={mount} />;
}

function mount({ scene, gl, root, invalidate }: ScenePlace, latest: Readonly<RefObject<LandscapeViewProps>>) {
  const events: LandscapeEvents = {
    onPick: (rule, isMore) => latest.current.onPick(rule, isMore),
    onLasso: (corners, isMore) => latest.current.onLasso(corners, isMore),
    onBox: (from, to, isMore) => latest.current.onBox(from, to, isMore),
    onPerson: (x, z) => latest.current.onPerson(x, z),
    onLeave: () => latest.current.onLeave(),
    ruleOf: (corners) => latest.current.ruleOf(corners),
  };
  const texts = {
    lettering: createAxisLettering(isWall() ? WALL_LETTERS : 1),
    labels: (onPick: LandscapeEvents['onPick']) => createLandscapeLabels(root, onPick),
  };
  const stage = createLandscapeStage({ scene, texts, events, invalidate });
  return {
    stage,
    stops: [
      followLandscapePointer(gl.domElement, stage, events),
      offerLandscapeSupport(stage, gl),
      offerAnchors('segments', () => regionAnchors(root)),
    ],
  };
}
