/** The buttons of the map: nearer, farther, north up, back to the place's own view. */
import { Compass, Lasso, Locate, type LucideIcon, Minus, Plus } from 'lucide-react';
import { type JSX, memo } from 'react';
import type { Padding } from '../model/camera.ts';
import { say, texts } from '../model/language.ts';
import { drillTo } from '../model/viewState.ts';
import { areaStore, takeAreaTool, toDrawOn } from '../ui/area/areaStore.ts';
import { firstSightStore } from '../ui/firstSight.ts';
import { useChange, useViewPart } from '../ui/viewStore.ts';
import type { MapStage } from './mapStage.ts';

const GAP_PIXELS = 8;

const TEXTS = texts({
  en: { nearer: 'Zoom in', farther: 'Zoom out', north: 'North up', home: 'Show the whole place', area: 'Choose places: draw an area' },
  pt: {
    nearer: 'Aproximar',
    farther: 'Afastar',
    north: 'Norte para cima',
    home: 'Mostrar o lugar inteiro',
    area: 'Escolher lugares: desenhar uma área',
  },
  de: {
    nearer: 'Vergrößern',
    farther: 'Verkleinern',
    north: 'Norden nach oben',
    home: 'Den ganzen Ort zeigen',
    area: 'Orte wählen: eine Fläche zeichnen',
  },
});

interface MapControlsProps {
  readonly stage: () => MapStage | null;
  readonly padding: Padding;
}

export const MapControls = memo(function MapControls({ stage, padding }: MapControlsProps): JSX.Element {
  const words = say(TEXTS);
  const isWorld = useViewPart((view) => view.focus === null);
  const change = useChange();
  /** From the world home is the one country of the workspace, where it has one. */
  const goHome = (made: MapStage) => {
    const { home } = firstSightStore.getState();
    if (isWorld && home !== null) change((view) => drillTo(view, home));
    else {
      made.home();
      change((view) => ({ ...view, camera: null }));
    }
  };
  const toggleArea = () => {
    const { isOn } = areaStore.getState();
    // The ranked list has no places to draw around.
    if (!isOn) change(toDrawOn);
    takeAreaTool(!isOn);
  };
  const button = (label: string, Icon: LucideIcon, press: (made: MapStage) => void) => (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => {
        const made = stage();
        if (made) press(made);
      }}
    >
      <Icon aria-hidden strokeWidth={1.6} />
    </button>
  );
  return (
    <div className="orrery-map-corner" style={{ top: padding.top, right: padding.right + GAP_PIXELS, bottom: padding.bottom + GAP_PIXELS }}>
      <div className="orrery-map-controls" data-over-map>
        {button(words.nearer, Plus, ({ flights }) => flights.zoomBy(1))}
        {button(words.farther, Minus, ({ flights }) => flights.zoomBy(-1))}
        <hr />
        {button(words.north, Compass, ({ flights }) => flights.resetNorth())}
        {button(words.home, Locate, goHome)}
        {button(words.area, Lasso, toggleArea)}
      </div>
    </div>
  );
});
