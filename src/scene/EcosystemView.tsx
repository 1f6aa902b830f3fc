/** The ecosystem as a React component: React hands it a picture on intent and on data; every frame is drawn outside React. */
import { Canvas, type RootState, useFrame, useThree } from '@react-three/fiber';
import { type JSX, useEffect, useMemo, useRef } from 'react';
import { isWall } from '../ui/display.ts';
import { offerFilm } from '../ui/share/filmStore.ts';
import { offerAnchors } from '../ui/transition/anchors.ts';
import { ecosystemAnchors } from './anchors.ts';
import './scenePicture.css';
import './ecosystem.css';
import type { EcosystemEvents, EcosystemPicture } from './ecosystemPicture.ts';
import { filmScene } from './film.ts';
import { followScenePointer } from './pointer.ts';
import { createEcosystemStage, type EcosystemStage, textsIn } from './stage.ts';
import { offerSceneSupport } from './support.ts';

export interface EcosystemViewProps extends EcosystemEvents {
  readonly picture: EcosystemPicture;
  /** Whether it is still the picture of what was asked for before. */
  readonly isBusy: boolean;
  /** Asleep while hidden: nothing is drawn. */
  readonly isShown: boolean;
  readonly isPlain: boolean;
  /** Says what the picture is to those who cannot see it. */
  readonly label: string;
  /** A picture that it was handed has been drawn for the first time. */
  readonly onDrawn: () => void;
}

/** Fills its parent, which must have a size and a position. */
export function EcosystemView(props: EcosystemViewProps): JSX.Element {
  const labels = useRef<HTMLDivElement>(null);
  const wanted = useRef<EcosystemPicture | null>(null);
  const { isBusy, isShown, isPlain, label, picture } = props;
  wanted.current = isBusy ? null : picture;
  return (
    <div className="scene-picture ecosystem" data-theme={picture.look.theme} data-shown={isShown} inert={!isShown}>
      <Canvas
        flat
        frameloop={isShown ? 'demand' : 'never'}
        dpr={isPlain ? 1 : [1, 2]}
        gl={{ antialias: !isPlain, powerPreference: 'high-performance' }}
        role="img"
        aria-label={label}
      >
        <Picture {...props} labelRoot={labels} wanted={wanted} />
      </Canvas>
      <div ref={labels} className="scene-labels ecosystem-labels" />
    </div>
  );
}

interface Held<T> {
  readonly current: T | null;
}

function Picture(props: EcosystemViewProps & { readonly labelRoot: Held<HTMLDivElement>; readonly wanted: Held<EcosystemPicture> }): null {
  const { picture, labelRoot, wanted, isShown } = props;
  const { scene, gl, size, set, invalidate } = useThree();
  const latest = useRef(props);
  latest.current = props;
  const stage = useRef<EcosystemStage | null>(null);
  const events = useMemo<EcosystemEvents>(
    () => ({
      onHover: (node, link, x, y) => latest.current.onHover(node, link, x, y),
      onPick: (node, link, isMore) => latest.current.onPick(node, link, isMore),
      onEnter: (node) => latest.current.onEnter(node),
      onNear: (isNear) => latest.current.onNear(isNear),
      onSparkStep: (perSpark) => latest.current.onSparkStep(perSpark),
    }),
    [],
  );

  useEffect(() => {
    const root = labelRoot.current;
    if (!root) return;
    const made = createEcosystemStage({ scene, texts: textsIn(root), events, invalidate: () => invalidate(), isFar: isWall() });
    stage.current = made;
    set({ camera: made.camera as unknown as RootState['camera'] });
    made.update(latest.current.picture);
    const stopPointer = followScenePointer(gl.domElement, made, events);
    const stopSupport = offerSceneSupport(made, gl, () => wanted.current);
    const stopAnchors = offerAnchors('ecosystem', () => ecosystemAnchors(made, gl.domElement.getBoundingClientRect()));
    const box = gl.domElement.closest<HTMLElement>('.ecosystem') ?? root;
    const stopFilm = offerFilm('ecosystem', () => filmScene(gl, box, root, () => invalidate()));
    const wake = () => invalidate();
    gl.domElement.addEventListener('webglcontextrestored', wake);
    return () => {
      gl.domElement.removeEventListener('webglcontextrestored', wake);
      stopPointer();
      stopSupport();
      stopAnchors();
      stopFilm();
      made.dispose(gl);
      stage.current = null;
    };
  }, [scene, gl, set, invalidate, labelRoot, wanted, events]);

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
