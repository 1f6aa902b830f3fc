/** A scene as a React component: React hands it a picture on intent and on data; every frame is drawn outside React. */
import { Canvas, type RootState, useFrame, useThree } from '@react-three/fiber';
import { type JSX, type RefObject, useEffect, useRef } from 'react';
import type { Camera, Scene, WebGLRenderer } from 'three';
import type { Theme } from '../model/tokens.ts';
import type { Picture } from '../model/viewState.ts';
import { offerFilm } from '../ui/share/filmStore.ts';
import { filmScene } from './film.ts';
import { letGoOfLost } from './lostContext.ts';

/** What every scene is told by its pane. */
export interface SceneViewProps<Shown> {
  readonly picture: Shown;
  /** Asleep while hidden: nothing is drawn. */
  readonly isShown: boolean;
  readonly isPlain: boolean;
  /** Says what the picture is to those who cannot see it. */
  readonly label: string;
  /** A picture that it was handed has been drawn for the first time. */
  readonly onDrawn: () => void;
}

/** A scene outside React. */
interface SceneStage<Shown> {
  readonly camera: Camera;
  resize(width: number, height: number): void;
  update(picture: Shown): void;
  step(nowMs: number): boolean;
  dispose(renderer: WebGLRenderer): void;
}

/** Where a scene is put: labels lie in `root`, over the canvas. */
export interface ScenePlace {
  readonly scene: Scene;
  readonly gl: WebGLRenderer;
  readonly root: HTMLElement;
  readonly invalidate: () => void;
}

interface SceneCanvasProps<Shown, View extends SceneViewProps<Shown>> {
  /** Its class in the style sheets, and the picture as which it is filmed. */
  readonly name: string;
  readonly film: Picture;
  readonly theme: Theme;
  readonly view: View;
  /** Puts the scene in its place; says what ends with it. The same function at every render. */
  readonly mount: (
    place: ScenePlace,
    latest: Readonly<RefObject<View>>,
  ) => { readonly stage: SceneStage<Shown>; readonly stops: readonly (() => void)[] };
}

/** Fills its parent, which must have a size and a position. */
export function SceneCanvas<Shown, View extends SceneViewProps<Shown>>(props: SceneCanvasProps<Shown, View>): JSX.Element {
  const labels = useRef<HTMLDivElement>(null);
  const { name, theme, view } = props;
  const latest = useRef(view);
  latest.current = view;
  return (
    <div className={`scene-picture ${name}`} data-theme={theme} data-shown={view.isShown} inert={!view.isShown}>
      <Canvas
        flat
        frameloop={view.isShown ? 'demand' : 'never'}
        dpr={view.isPlain ? 1 : [1, 2]}
        gl={{ antialias: !view.isPlain, powerPreference: 'high-performance' }}
        role="img"
        aria-label={view.label}
      >
        <Mounted {...props} latest={latest} labels={labels} />
      </Canvas>
      <div ref={labels} className={`scene-labels ${name}-labels`} />
    </div>
  );
}

function Mounted<Shown, View extends SceneViewProps<Shown>>(
  props: SceneCanvasProps<Shown, View> & { readonly latest: RefObject<View>; readonly labels: RefObject<HTMLDivElement | null> },
): null {
  const { view, latest, film, mount, labels } = props;
  const { picture, isShown } = view;
  const { scene, gl, size, set, invalidate } = useThree();
  const stage = useRef<SceneStage<Shown> | null>(null);

  useEffect(() => {
    const root = labels.current;
    const canvas = gl.domElement;
    if (!root) return;
    const wake = () => invalidate();
    const { stage: made, stops } = mount({ scene, gl, root, invalidate: wake }, latest);
    stage.current = made;
    set({ camera: made.camera as RootState['camera'] });
    made.update(latest.current.picture);
    const stopFilm = offerFilm(film, () => filmScene(gl, root.parentElement ?? root, root, wake));
    const stopLoss = letGoOfLost(scene, canvas);
    canvas.addEventListener('webglcontextrestored', wake);
    return () => {
      canvas.removeEventListener('webglcontextrestored', wake);
      for (const stop of [...stops, stopFilm, stopLoss]) stop();
      made.dispose(gl);
      stage.current = null;
    };
  }, [scene, gl, set, invalidate, latest, labels, film, mount]);

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
