/** The names of the axes, engraved on the ground in front of the land and at its right. */
import { CanvasTexture, Group, LinearFilter, Mesh, MeshBasicMaterial, PlaneGeometry, SRGBColorSpace } from 'three';
import { LAND } from '../model/landscape/land.ts';
import { localeNow } from '../model/language.ts';
import { chrome, FONT_FAMILY, type Theme } from '../model/tokens.ts';

/** Letters are this high on the canvas, pixels, and on the ground, world units. */
const PIXELS = 48;
const UNITS = 0.4;
/** From the front edge, beyond the ticks, world units. */
const IN_FRONT = 2.2;
const WIDTH = 2048;
const HEIGHT = 80;

export interface AxisLettering {
  readonly group: Group;
  write(x: string, z: string, theme: Theme): void;
  /** Follows the land that is spread sideways. */
  stretch(by: number): void;
  dispose(): void;
}

/** `size`: how much larger the letters are than on a desk. */
export function createAxisLettering(size: number): AxisLettering {
  const group = new Group();
  const meshes = [0, 1].map(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [WIDTH, HEIGHT];
    const map = new CanvasTexture(canvas);
    map.colorSpace = SRGBColorSpace;
    map.minFilter = LinearFilter;
    map.generateMipmaps = false;
    const material = new MeshBasicMaterial({ map, transparent: true, depthWrite: false, toneMapped: false });
    const mesh = new Mesh(new PlaneGeometry((WIDTH * UNITS) / PIXELS, (HEIGHT * UNITS) / PIXELS), material);
    mesh.renderOrder = 1;
    mesh.scale.setScalar(size);
    group.add(mesh);
    return { canvas, map, material, mesh };
  });
  const [front, side] = meshes as [(typeof meshes)[number], (typeof meshes)[number]];
  front.mesh.position.set(0, -0.1, LAND.depth / 2 + IN_FRONT);
  front.mesh.rotation.set(-Math.PI / 2, 0, 0);
  side.mesh.position.set(LAND.width / 2 + 1.35, -0.1, 0.4);
  side.mesh.rotation.set(-Math.PI / 2, 0, Math.PI / 2);

  function write({ canvas, map }: (typeof meshes)[number], text: string, theme: Theme): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.font = `600 ${PIXELS}px ${FONT_FAMILY}`;
    context.letterSpacing = '0.14em';
    context.fillStyle = chrome(theme).fg3;
    context.textBaseline = 'middle';
    context.textAlign = 'center';
    context.fillText(text.toLocaleUpperCase(localeNow()), WIDTH / 2, HEIGHT / 2, WIDTH);
    map.needsUpdate = true;
  }

  return {
    group,
    write(x, z, theme) {
      write(front, x, theme);
      write(side, z, theme);
    },
    stretch(by) {
      side.mesh.position.x = (LAND.width / 2) * by + 1.35;
    },
    dispose() {
      for (const { map, material, mesh } of meshes) {
        map.dispose();
        material.dispose();
        mesh.geometry.dispose();
      }
    },
  };
}
