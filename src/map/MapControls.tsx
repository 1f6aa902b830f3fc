/** The buttons of the map: nearer, farther, north up, back to the place's own view. */
import { Compass, Locate, type LucideIcon, Minus, Plus } from 'lucide-react';
import type { JSX } from 'react';
import type { Padding } from '../model/camera.ts';
import type { MapStage } from './stage.ts';

const GAP_PIXELS = 8;

export function MapControls({ stage, padding }: { stage: () => MapStage | null; padding: Padding }): JSX.Element {
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
    <div className="orrery-map-controls" style={{ right: padding.right + GAP_PIXELS, bottom: padding.bottom + GAP_PIXELS }}>
      {button('Zoom in', Plus, ({ flights }) => flights.zoomBy(1))}
      {button('Zoom out', Minus, ({ flights }) => flights.zoomBy(-1))}
      <hr />
      {button('North up', Compass, ({ flights }) => flights.resetNorth())}
      {button('Show the whole place', Locate, (made) => made.home())}
    </div>
  );
}
