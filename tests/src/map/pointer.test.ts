import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followPointer } from '../../../src/map/pointer.ts';
import { toCountry } from '../../../src/model/place.ts';

afterEach(() => vi.unstubAllGlobals());

/** A map without a picture: its events, and the canvas under the hand. */
function hand() {
  const handlers = new Map<string, (event: unknown) => void>();
  const canvas = new EventTarget();
  const map = {
    on: (name: string, handler: (event: unknown) => void) => handlers.set(name, handler),
    off: (name: string) => handlers.delete(name),
    getCanvas: () => canvas,
    isMoving: () => false,
  } as unknown as MapLibreMap;
  const move = (pointerType: string) => {
    canvas.dispatchEvent(Object.assign(new Event('pointermove'), { pointerType }));
    handlers.get('mousemove')?.({ point: { x: 3, y: 4 } });
  };
  return { map, move, handlers };
}

describe('the pointer', () => {
  it('rests on what is under a mouse, and a finger rests on nothing', () => {
    vi.stubGlobal('requestAnimationFrame', (look: () => void) => {
      look();
      return 0;
    });
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
    const { map, move, handlers } = hand();
    const rested: (string | undefined)[] = [];
    const stop = followPointer(map, {
      placeAt: () => toCountry('BR'),
      onHover: (place) => rested.push(place?.id),
      press: () => false,
      onSelect: () => undefined,
      onDrill: () => undefined,
      selected: () => null,
    });
    move('mouse');
    move('touch');
    move('mouse');
    expect(rested).toEqual(['BR', undefined, 'BR']);
    stop();
    expect(handlers.size).toBe(0);
  });
});
