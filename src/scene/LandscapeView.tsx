/** The landscape as a React component: React hands it a picture on intent and on data; every frame is drawn outside React. */
import { Canvas, type RootState, useFrame, useThree } from '@react-three/fiber';
import { type JSX, useEffect, useMemo, useRef } from 'react';
import { isWall } from '../ui/display.ts';
import { offerFilm } from '../ui/share/filmStore.ts';
import { offerAnchors } from '../ui/transition/anchors.ts';
import { regionAnchors } from './anchors.ts';
import { filmScene } from './film.ts';
import './scenePicture.css';
import './landscape.css';
import { createLandscapeLabels } from './landscapeLabels.ts';
import { createAxisLettering } from './landscapeLettering.ts';
import { followLandscapePointer } from './landscapePointer.ts';
import { createLandscapeStage, type LandscapeEvents, type LandscapePicture, type LandscapeStage } from './landscapeStage.ts';
import { offerLandscapeSupport } from './landscapeSupport.ts';

/** Letters on a wall are larger by so much: they are read from across a room. */
const WALL_LETTERS = 1.35;

export interface LandscapeViewProps extends LandscapeEvents {
  readonly picture: LandscapePicture;
  /** Asleep while hidden: nothing is drawn. */
  readonly isShown: boolean;
  readonly isPlain: boolean;
  /** Says what the picture is to those who cannot see it. */
  readonly label: string;
  /** A picture that it was handed has been drawn for the first time. */
  readonly onDrawn: () => void;
}

/** Fills its parent, which must have a size and a position. */
export function LandscapeView(props: LandscapeViewProps): JSX.Element {
  const labels = useRef<HTMLDivElement>(null);
  const { isShown, isPlain, label, picture } = props;
  return (
    <div className="scene-picture landscape" data-theme={picture.theme} data-shown={isShown} inert={!isShown}>
      <Canvas
        flat
        frameloop={isShown ? 'demand' : 'never'}
        dpr={isPlain ? 1 : [1, 2]}
        gl={{ antialias: !isPlain, powerPreference: 'high-performance', alpha: true }}
        role="img"
        aria-label={label}
      >
        <Picture {...props} labelRoot={labels} />
      </Canvas>
      <div ref={labels} className="scene-labels landscape-labels" />
    </div>
  );
}

function Picture(props: LandscapeViewProps & { readonly labelRoot: { readonly current: HTMLDivElement | null } }): null {
  const { picture, labelRoot, isShown } = props;
  const { scene, gl, size, set, invalidate } = useThree();
  const latest = useRef(props);
  latest.current = props;
  const stage = useRef<LandscapeStage | null>(null);
  const events = useMemo<LandscapeEvents>(
    () => ({
      onPick: (rule, isMore) => latest.current.onPick(rule, isMore),
      onLasso: (corners, isMore) => latest.current.onLasso(corners, isMore),
      onBox: (from, to, isMore) => latest.current.onBox(from, to, isMore),
      onPerson: (x, z) => latest.current.onPerson(x, z),
      onLeave: () => latest.current.onLeave(),
      ruleOf: (corners) => latest.current.ruleOf(corners),
    }),
    [],
  );

  useEffect(() => {
    const root = labelRoot.current;
    if (!root) return;
    const lettering = createAxisLettering(isWall() ? WALL_LETTERS : 1);
    const texts = { lettering, labels: (onPick: LandscapeEvents['onPick']) => createLandscapeLabels(root, onPick) };
    const made = createLandscapeStage({ scene, texts, events, invalidate: () => invalidate() });
    stage.current = made;
    set({ camera: made.camera as unknown as RootState['camera'] });
    made.update(latest.current.picture);
    const stopPointer = followLandscapePointer(gl.domElement, made, events);
    const stopSupport = offerLandscapeSupport(made, gl);
    const stopAnchors = offerAnchors('segments', () => regionAnchors(root));
    const box = gl.domElement.closest<HTMLElement>('.landscape') ?? root;
    const stopFilm = offerFilm('segments', () => filmScene(gl, box, root, () => invalidate()));
    const restore = () => made.restore();
    gl.domElement.addEventListener('webglcontextrestored', restore);
    return () => {
      gl.domElement.removeEventListener('webglcontextrestored', restore);
      stopPointer();
      stopSupport();
      stopAnchors();
      stopFilm();
      made.dispose(gl);
      stage.current = null;
    };
  }, [scene, gl, set, invalidate, labelRoot, events]);

  useEffect(() => stage.current?.resize(size.width, size.height), [size]);
  const isUndrawn = useRef(true);
  useEffect(() => {
    if (!isShown) return;
    stage.current?.update(picture);
    isUndrawn.current = true;
  }, [picture, isShown]);
  useFrame(() => {
    if (stage.current?.step(performance.now())) invalidate();
    if (stage.current === null || !isUndrawn.current) return;
    isUndrawn.current = false;
    // It is drawn at the end of this frame.
    setTimeout(latest.current.onDrawn);
  });
  return null;
}
