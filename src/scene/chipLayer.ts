/** What changed on a link, as a pill on it; where it would lie on a name or a ball it is left out: the outline and the list tell too. */
import { Vector3 } from 'three';
import type { LinkShape } from '../model/ecosystem/cascade.ts';
import { CHIP_STEPS, placeChip } from '../model/ecosystem/chipPlaces.ts';
import type { Disc, Frame } from '../model/ecosystem/labelPlaces.ts';
import { NODE_STRIDE } from '../model/ecosystem/look.ts';
import { ribbonLift, ribbonPoint } from '../model/ecosystem/ribbons.ts';
import type { SceneCamera } from './sceneCamera.ts';

export interface ChipText {
  /** Position in the links as they are drawn. */
  readonly link: number;
  readonly text: string;
  readonly isBad: boolean;
}

export interface ChipLayer {
  /** The weightiest first. */
  write(chips: readonly ChipText[]): void;
  /** Puts them where their links are; `floats` of `count` nodes as in `nodeFloats`, `taken` the boxes of all other texts. */
  place(links: readonly LinkShape[], floats: Float32Array, count: number, camera: SceneCamera, frame: Frame, taken: readonly Frame[]): void;
}

interface Chip {
  readonly element: HTMLElement;
  width: number;
  height: number;
}

export function createChipLayer(root: HTMLElement): ChipLayer {
  const chips: Chip[] = [];
  let texts: readonly ChipText[] = [];
  const points = new Float32Array(2 * CHIP_STEPS.length);
  const point = new Vector3();
  const at = new Vector3();

  function add(): Chip {
    const element = document.createElement('span');
    element.className = 'ecosystem-chip';
    // The same is said by the list of changes and by the names.
    element.setAttribute('aria-hidden', 'true');
    root.append(element);
    const chip = { element, width: 0, height: 0 };
    chips.push(chip);
    return chip;
  }

  function trace(shape: LinkShape, camera: SceneCamera): void {
    const [stretch, squeeze] = [camera.stretch(), camera.squeeze()];
    for (const [step, t] of CHIP_STEPS.entries()) {
      const [x, z] = ribbonPoint(shape, t);
      const lift = ribbonLift(t) * (1 - camera.flatness());
      camera.project(point.set(x * stretch, lift, z * squeeze), at);
      points[2 * step] = at.x;
      points[2 * step + 1] = at.y;
    }
  }

  function ballsOf(floats: Float32Array, count: number, camera: SceneCamera): Disc[] {
    return Array.from({ length: count }, (_, node) => {
      const from = node * NODE_STRIDE;
      const [ball, stem] = [floats[from + 6] as number, floats[from + 7] as number];
      point.set(
        (floats[from] as number) * camera.stretch(),
        stem * (1 - camera.flatness()) + ball,
        (floats[from + 1] as number) * camera.squeeze(),
      );
      camera.project(point, at);
      return { x: at.x, y: at.y, radius: ball * at.z };
    });
  }

  return {
    write(next) {
      texts = next;
      while (chips.length < next.length) add();
      for (const [place, chip] of chips.entries()) {
        const text = next[place];
        chip.element.hidden = true;
        if (!text) continue;
        if (chip.element.textContent !== text.text) chip.element.textContent = text.text;
        chip.element.dataset.bad = String(text.isBad);
        chip.element.hidden = false;
        chip.width = chip.element.offsetWidth;
        chip.height = chip.element.offsetHeight;
      }
    },
    place(links, floats, count, camera, frame, others) {
      const taken = [...others];
      const balls = ballsOf(floats, count, camera);
      const margin = (frame.bottom - frame.top) / 110;
      for (const [place, { link }] of texts.entries()) {
        const { element, width, height } = chips[place] as Chip;
        const shape = links[link];
        if (shape) trace(shape, camera);
        const step = shape ? placeChip(points, { width, height, margin }, frame, taken, balls) : -1;
        element.hidden = step < 0;
        if (step < 0) continue;
        const [x, y] = [points[2 * step] as number, points[2 * step + 1] as number];
        taken.push({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
        element.style.transform = `translate(${Math.round(x - width / 2)}px, ${Math.round(y - height / 2)}px)`;
      }
    },
  };
}
