/** The air around the globe: two circles on its outline, one behind the map, one between the earth and the columns. */
import { globeSilhouette, type Projection } from '../model/projection.ts';

/** How far the outer glow reaches past the outline, as a share of its size. */
const HALO_REACH = 0.14;
/** Nearer than this zoom the outline is too large to be one. */
const UNTIL_ZOOM = 7;
const BASE_PIXELS = 1000;

export interface Atmosphere {
  place(projection: Projection, zoom: number): void;
}

/** `behind` goes under the map's canvas, `front` between it and deck's. */
export function createAtmosphere(behind: HTMLElement, front: HTMLElement): Atmosphere {
  const halo = circle(behind, 'halo');
  const limb = circle(front, 'limb');
  return {
    place(projection, zoom) {
      const outline = zoom < UNTIL_ZOOM ? globeSilhouette(projection) : null;
      for (const element of [halo, limb]) element.hidden = outline === null;
      if (outline === null) return;
      const reach = HALO_REACH * outline.width;
      cover(limb, outline.left, outline.top, outline.width, outline.height);
      cover(halo, outline.left - reach, outline.top - reach, outline.width + 2 * reach, outline.height + 2 * reach);
    },
  };
}

function circle(parent: HTMLElement, name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.hidden = true;
  Object.assign(element.style, { width: `${BASE_PIXELS}px`, height: `${BASE_PIXELS}px` });
  parent.prepend(element);
  return element;
}

function cover(element: HTMLElement, left: number, top: number, width: number, height: number): void {
  element.style.transform = `translate(${left}px, ${top}px) scale(${width / BASE_PIXELS}, ${height / BASE_PIXELS})`;
}
