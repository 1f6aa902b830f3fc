/** The deck.gl canvas over the map, replaced when the browser takes its graphics context away (deck cannot bring one back by itself). */
import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Device } from '@luma.gl/core';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { createDeckFrames, type DeckFrames, SOME_FRAMES } from './deckFrames.ts';

const READ_PATIENCE_MS = 20_000;

export interface SolidOverlay {
  /** They are drawn with the map's next frame, or by `draw`. */
  setLayers(layers: readonly Layer[]): void;
  /** Draws at once what has changed. Call it inside a frame of the screen. */
  draw(): void;
  /** Draws with a share of the usual pixels from now on. */
  setDensity(density: number): void;
  /** Draws once more, `scale` device pixels for a CSS pixel, and has the canvas read at once: it is empty afterwards. Throws when it is not drawn in time. */
  read(scale: number, read: (canvas: HTMLCanvasElement) => void): Promise<void>;
  /** Tells of the canvas after each time that it was drawn, when it can be read; once at once. Returns the undo. */
  watch(drawn: (canvas: HTMLCanvasElement) => void): () => void;
  dispose(): void;
}

/** deck forgets the element that it stood in, which would stay over the map, one more with each loss. */
class TidyOverlay extends MapLibreOverlay {
  place: HTMLElement | null = null;

  override onAdd(map: MapLibreMap): HTMLDivElement {
    const place = super.onAdd(map);
    this.place = place;
    return place;
  }

  override onRemove(map: MapLibreMap): void {
    super.onRemove(map);
    this.place?.remove();
    this.place = null;
  }
}

/** Adds the overlay to a map. `rebuild` gives fresh layers after a loss: the old ones belong to the lost context. */
export function createOverlay(map: MapLibreMap, rebuild: () => readonly Layer[], isPlain: boolean): SolidOverlay {
  let usual: number | boolean = isPlain ? plainPixelRatio() : true;
  let watcher: ((canvas: HTMLCanvasElement) => void) | null = null;
  const devices = new WeakMap<MapLibreOverlay, Device>();
  let frames: DeckFrames = createDeckFrames();
  let overlay = add([]);

  function add(layers: readonly Layer[]): MapLibreOverlay {
    const added = new TidyOverlay({
      interleaved: false,
      layers: [...layers],
      pickingRadius: 0,
      useDevicePixels: usual,
      onAfterRender: tellWatcher,
      onDeviceInitialized: (device) => void devices.set(added, device),
      deviceProps: { type: 'webgl', webgl: { antialias: !isPlain } },
      // Handed on to its loop of frames.
      ...{ animationFrameProvider: frames.provider },
    });
    map.addControl(added);
    requestAnimationFrame(() => quiet(added));
    return added;
  }

  /** deck leaves its canvas watched for another density of the screen, which would keep all that was drawn there for as long as the page lives. */
  function remove(gone: MapLibreOverlay): void {
    map.removeControl(gone);
    frames.dispose();
    // Not at once: what comes of a loss is still told to the device.
    setTimeout(() => devices.get(gone)?.canvasContext?.destroy());
  }

  function tellWatcher(): void {
    const canvas = watcher && overlay.getCanvas();
    if (canvas) watcher?.(canvas);
  }

  function tellFirst(): void {
    tellWatcher();
    queueMicrotask(() => animate(false, { onAfterRender: tellWatcher }));
  }

  /** Draws every frame, whether anything has changed or not, while it is on. */
  function animate(isOn: boolean, props: Parameters<MapLibreOverlay['setProps']>[0]): void {
    overlay.setProps({ ...props, _animate: isOn });
    frames.setRunning(isOn);
  }

  /** The keys belong to the map beneath. The canvas is made some frames after the overlay. */
  function quiet(added: MapLibreOverlay): void {
    const canvas = added.getCanvas();
    if (canvas === null) requestAnimationFrame(() => overlay === added && quiet(added));
    else canvas.tabIndex = -1;
  }

  /** Caught on the way down, because the event does not rise and the canvas is made only some time after the overlay. */
  function handleLoss(event: Event): void {
    if (event.target === map.getCanvas()) return;
    remove(overlay);
    frames = createDeckFrames();
    overlay = add(rebuild());
  }

  const wantOne = () => frames.want();
  const wantSome = () => frames.want(SOME_FRAMES);
  map.on('render', wantOne);
  map.on('resize', wantSome);
  const container = map.getContainer();
  container.addEventListener('webglcontextlost', handleLoss, true);
  return {
    setLayers(layers) {
      overlay.setProps({ layers: [...layers] });
      frames.want();
    },
    draw: () => frames.make(),
    setDensity(density) {
      const next = isPlain ? Math.min(density, plainPixelRatio()) : density === 1 ? true : density * devicePixelRatio;
      if (next === usual) return;
      usual = next;
      overlay.setProps({ useDevicePixels: usual });
      wantSome();
    },
    read(scale, read) {
      const wantedWidth = Math.floor(container.clientWidth * scale);
      return new Promise<void>((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(timer);
          animate(false, { useDevicePixels: usual, onAfterRender: tellWatcher });
          wantSome();
          settle();
        };
        const timer = setTimeout(() => end(() => reject(new Error('the columns were not drawn in time'))), READ_PATIENCE_MS);
        // A change of density reaches the canvas some frames later.
        const onAfterRender = () => {
          const canvas = overlay.getCanvas();
          if (canvas === null || Math.abs(canvas.width - wantedWidth) > 2) return;
          read(canvas);
          queueMicrotask(() => end(resolve));
        };
        animate(true, { useDevicePixels: scale, onAfterRender });
      });
    },
    watch(drawn) {
      watcher = drawn;
      // What has not changed is not drawn by itself.
      animate(true, { onAfterRender: tellFirst });
      return () => {
        if (watcher === drawn) watcher = null;
      };
    },
    dispose() {
      container.removeEventListener('webglcontextlost', handleLoss, true);
      map.off('render', wantOne);
      map.off('resize', wantSome);
      remove(overlay);
    },
  };
}

/** Device pixels a CSS pixel where no graphics card helps: never more than one. */
export function plainPixelRatio(): number {
  return Math.min(1, devicePixelRatio);
}
