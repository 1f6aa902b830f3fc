/** The names of the three ranks, engraved on their orbits beyond the left end. */
import {
  CanvasTexture,
  Group,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  SRGBColorSpace,
  Vector3,
} from 'three';
import { CENTRE_Z, ORBITS } from '../model/ecosystem/cascade.ts';
import type { Frame } from '../model/ecosystem/labelPlaces.ts';
import { localeNow } from '../model/language.ts';
import { FONT_FAMILY, type Theme } from '../model/tokens.ts';
import { isWall } from '../ui/display.ts';
import type { SceneCamera } from './sceneCamera.ts';

/** Letters are this high on the canvas, pixels, and on the floor, world units; larger where they are read from afar. */
const PIXELS = 64;
const UNITS = 0.46;
const WALL_UNITS = 0.78;
const HEIGHT = 96;
/** How far beyond the end of its orbit a name ends, radians: the names of the near nodes hang below it. */
const BEYOND = [0.014, 0.014, 0.03] as const;
const WALL_BEYOND = [0.014, 0.014, 0.05] as const;
/** Letters that would be lower than this on the screen are left out, pixels. */
const LEAST_PX = 7;
/** A name is so many boxes where labels keep off it: it lies aslant. */
const BOXES = 4;
/** Beside what is chosen it recedes; on a wall, where it is seen with something chosen as a rule, it can still be read. */
const ASIDE = { page: 0, wall: 0.55 } as const;

export interface RankNames {
  readonly group: Group;
  /** Far to near. */
  write(names: readonly string[], theme: Theme): void;
  /** Whether something is chosen. */
  recede(isAside: boolean): void;
  /** Keeps the shape of the letters however the floor is spread. Returns the boxes that they take on the screen. */
  place(camera: SceneCamera): readonly Frame[];
  dispose(): void;
}

export function createRankNames(): RankNames {
  const group = new Group();
  let meshes: Mesh<PlaneGeometry, MeshBasicMaterial>[] = [];
  let isAside = false;
  const [point, at, other] = [new Vector3(), new Vector3(), new Vector3()];
  const units = isWall() ? WALL_UNITS : UNITS;

  function clear(): void {
    for (const mesh of meshes) {
      mesh.material.map?.dispose();
      mesh.material.dispose();
      mesh.geometry.dispose();
      group.remove(mesh);
    }
    meshes = [];
  }

  function fade(): void {
    for (const { material } of meshes) material.opacity = isAside ? ASIDE[isWall() ? 'wall' : 'page'] : 1;
  }

  /** The box of a part of a name, from `from` to `to` of its length (0 at its right end, 1 at its left one). */
  function boxOf(mesh: (typeof meshes)[number], camera: SceneCamera, from: number, to: number): Frame {
    const angle = mesh.rotation.z;
    const put = (share: number, target: Vector3) => {
      const away = share * mesh.geometry.parameters.width;
      point.set(mesh.position.x - away * Math.cos(angle), 0, mesh.position.z + away * Math.sin(angle));
      point.x *= camera.stretch();
      point.z *= camera.squeeze();
      return camera.project(point, target);
    };
    put(from, at);
    put(to, other);
    const half = (units * mesh.scale.y * camera.squeeze() * Math.SQRT1_2 * at.z) / 2;
    return {
      left: Math.min(at.x, other.x),
      right: Math.max(at.x, other.x),
      top: Math.min(at.y, other.y) - half,
      bottom: Math.max(at.y, other.y) + half,
    };
  }

  return {
    group,
    write(names, theme) {
      clear();
      names.forEach((name, rank) => {
        const mesh = makeName(name, rank, theme, units);
        meshes.push(mesh);
        group.add(mesh);
      });
      fade();
    },
    recede(isNow) {
      isAside = isNow;
      fade();
    },
    place(camera) {
      const first = meshes[0];
      if (!first) return [];
      camera.project(point.copy(first.position), at);
      const isLegible = units * at.z >= LEAST_PX;
      for (const mesh of meshes) {
        mesh.visible = isLegible && mesh.material.opacity > 0;
        mesh.scale.y = camera.stretch() / camera.squeeze();
      }
      return meshes.flatMap((mesh) =>
        mesh.visible ? Array.from({ length: BOXES }, (_, part) => boxOf(mesh, camera, part / BOXES, (part + 1) / BOXES)) : [],
      );
    },
    dispose: clear,
  };
}

/** Its right end stands where the mesh does. */
function makeName(name: string, rank: number, theme: Theme, units: number): Mesh<PlaneGeometry, MeshBasicMaterial> {
  const { radius, half } = ORBITS[rank] as (typeof ORBITS)[number];
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const text = name.toLocaleUpperCase(localeNow());
  if (context) {
    dress(context, theme);
    // The last letter is spaced, too.
    canvas.width = Math.ceil(context.measureText(text).width);
    canvas.height = HEIGHT;
    dress(context, theme);
    context.fillText(text, 0, HEIGHT / 2);
  }
  const map = new CanvasTexture(canvas);
  map.colorSpace = SRGBColorSpace;
  map.minFilter = LinearMipmapLinearFilter;
  map.magFilter = LinearFilter;
  map.anisotropy = 4;
  const scale = units / PIXELS;
  const material = new MeshBasicMaterial({ map, transparent: true, depthWrite: false, toneMapped: false });
  const wide = canvas.width * scale;
  const mesh = new Mesh(new PlaneGeometry(wide, HEIGHT * scale), material);
  mesh.geometry.translate(-wide / 2, 0, 0);
  const angle = Math.PI / 2 + half + ((isWall() ? WALL_BEYOND : BEYOND)[rank] ?? 0);
  mesh.position.set(radius * Math.cos(angle), 0.03, CENTRE_Z - radius * Math.sin(angle));
  mesh.rotation.set(-Math.PI / 2, 0, angle + wide / 2 / radius - Math.PI / 2);
  mesh.renderOrder = 1;
  return mesh;
}

/** A canvas of another size forgets how it writes. */
function dress(context: CanvasRenderingContext2D, theme: Theme): void {
  context.font = `600 ${PIXELS}px ${FONT_FAMILY}`;
  context.letterSpacing = '0.14em';
  context.fillStyle = theme === 'dark' ? '#7C899E' : '#667085';
  context.textBaseline = 'middle';
}
