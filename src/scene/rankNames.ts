/** The names of the three ranks, engraved on their orbits beyond the left end. */
import { CanvasTexture, Group, LinearFilter, Mesh, MeshBasicMaterial, PlaneGeometry, SRGBColorSpace } from 'three';
import { CENTRE_Z, ORBITS } from '../model/ecosystem/cascade.ts';
import { FONT_FAMILY, type Theme } from '../model/tokens.ts';
import { isWall } from '../ui/display.ts';

/** Letters are this high on the canvas, pixels, and on the floor, world units. */
const PIXELS = 64;
const UNITS = 0.42;
const WIDTH = 1024;
const HEIGHT = 96;
/** How far beyond the end of its orbit a name stands, radians. */
const BEYOND = 0.05;

export interface RankNames {
  readonly group: Group;
  /** Far to near. */
  write(names: readonly string[], theme: Theme): void;
  fade(opacity: number): void;
  dispose(): void;
}

export function createRankNames(): RankNames {
  const group = new Group();
  let meshes: Mesh<PlaneGeometry, MeshBasicMaterial>[] = [];

  function clear(): void {
    for (const mesh of meshes) {
      mesh.material.map?.dispose();
      mesh.material.dispose();
      mesh.geometry.dispose();
      group.remove(mesh);
    }
    meshes = [];
  }

  return {
    group,
    write(names, theme) {
      clear();
      // Lying on the floor they are too small for a wall.
      if (isWall()) return;
      names.forEach((name, rank) => {
        const mesh = makeName(name, rank, theme);
        meshes.push(mesh);
        group.add(mesh);
      });
    },
    fade(opacity) {
      for (const mesh of meshes) mesh.material.opacity = opacity;
    },
    dispose: clear,
  };
}

function makeName(name: string, rank: number, theme: Theme): Mesh<PlaneGeometry, MeshBasicMaterial> {
  const { radius, half } = ORBITS[rank] as (typeof ORBITS)[number];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const context = canvas.getContext('2d');
  if (context) {
    context.font = `600 ${PIXELS}px ${FONT_FAMILY}`;
    context.letterSpacing = '0.18em';
    context.fillStyle = theme === 'dark' ? '#7C899E' : '#667085';
    context.textBaseline = 'middle';
    context.textAlign = 'center';
    context.fillText(name.toLocaleUpperCase(), WIDTH / 2, HEIGHT / 2);
  }
  const map = new CanvasTexture(canvas);
  map.colorSpace = SRGBColorSpace;
  map.minFilter = LinearFilter;
  map.generateMipmaps = false;
  const scale = UNITS / PIXELS;
  const material = new MeshBasicMaterial({ map, transparent: true, depthWrite: false, toneMapped: false });
  const mesh = new Mesh(new PlaneGeometry(WIDTH * scale, HEIGHT * scale), material);
  const angle = Math.PI / 2 + half + BEYOND;
  mesh.position.set(radius * Math.cos(angle), 0.03, CENTRE_Z - radius * Math.sin(angle));
  mesh.rotation.set(-Math.PI / 2, 0, angle - Math.PI / 2);
  mesh.renderOrder = 1;
  return mesh;
}
