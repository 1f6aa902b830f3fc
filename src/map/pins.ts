/** Pins where people left notes: real buttons at the places' anchors, hidden beyond the limb of the globe. */
import { type NotePin, pinKey } from '../model/notes.ts';
import { facing, toGlobe, toScreen } from '../model/projection.ts';
import type { MapContext, MapPart } from './mapPart.ts';

/** Least cosine toward the camera at which a pin is shown, as for labels. */
const LEAST_FACING = 0.1;

interface Marker {
  pin: NotePin;
  readonly button: HTMLButtonElement;
  readonly count: Text;
}

export function createPinsPart({ root, geography, screen, scene }: MapContext): MapPart {
  const host = document.createElement('div');
  host.className = 'pins';
  root.append(host);
  const markers = new Map<string, Marker>();

  function write(): void {
    const wanted = new Map(scene().pins.list.map((pin) => [pinKey(pin.place), pin]));
    for (const [key, { button }] of markers) {
      if (wanted.has(key)) continue;
      button.remove();
      markers.delete(key);
    }
    for (const [key, pin] of wanted) {
      const marker = markers.get(key) ?? add(key, pin);
      marker.pin = pin;
      marker.count.data = String(pin.count);
      marker.button.ariaLabel = scene().pins.label(pin);
      marker.button.title = `${pin.author}: ${pin.text}`;
    }
  }

  function add(key: string, pin: NotePin): Marker {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'pin';
    button.dataset.place = pin.place.id;
    button.hidden = true;
    const count = document.createTextNode('');
    const drop = document.createElement('span');
    drop.append(document.createElement('b'));
    drop.firstElementChild?.append(count);
    button.append(drop);
    const marker: Marker = { pin, button, count };
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      scene().pins.open(marker.pin);
    });
    host.append(button);
    markers.set(key, marker);
    void geography.learn(pin.place).then(lay, () => {});
    return marker;
  }

  function lay(): void {
    if (markers.size === 0) return;
    // The ranked list lies over the map: its rows are no places on it.
    host.hidden = scene().ranked;
    const projection = screen.projection();
    for (const { pin, button } of markers.values()) {
      const anchor = geography.factsOf(pin.place)?.anchor;
      const ground = anchor ? toGlobe(anchor[0], anchor[1], 0) : null;
      button.hidden = ground === null || facing(projection, ground) < LEAST_FACING;
      if (button.hidden || ground === null) continue;
      const [x, y] = toScreen(projection, ground);
      button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    }
  }

  return {
    update(next, before) {
      if (next.pins === before?.pins && next.ranked === before.ranked) return;
      if (next.pins !== before?.pins) write();
      lay();
    },
    lay,
    dispose: () => host.remove(),
  };
}
