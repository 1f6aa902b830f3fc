/** The labels of the ecosystem: real buttons over the canvas, sharp at any size, placed so that none lies on another. */
import { Vector3 } from 'three';
import type { NodeWords } from '../model/ecosystem/ecosystemWords.ts';
import type { BallLabel, Frame } from '../model/ecosystem/labelPlaces.ts';
import { placeLabels, SHOWN } from '../model/ecosystem/labelPlaces.ts';
import { walkedTo } from '../model/ecosystem/walking.ts';
import type { SceneCamera } from './sceneCamera.ts';

export interface LabelText extends NodeWords {
  readonly key: string;
  readonly rank: number;
  readonly priority: number;
  readonly isChosen: boolean;
  /** Whether there is room for its name at all. */
  readonly isNamed: boolean;
  /** Whether a ring stands around its node. */
  readonly isRinged: boolean;
  /** CSS colour of the score. */
  readonly colour: string;
  /** 0 dark to 1 lit. */
  readonly light: number;
}

export interface LabelEvents {
  readonly onHover: (at: number) => void;
  readonly onPick: (at: number, isMore: boolean) => void;
  readonly onEnter: (at: number) => void;
}

interface Label {
  readonly button: HTMLButtonElement;
  readonly parts: Readonly<Record<'name' | 'score' | 'change' | 'amount' | 'risk', HTMLElement>>;
  width: number;
  height: number;
  nameWidth: number;
  nameHeight: number;
}

/** Written in place while things move. */
type Wish = { -readonly [name in keyof BallLabel]: BallLabel[name] };

export interface LabelLayer {
  /** Says what stands at each node, in their order. */
  write(texts: readonly LabelText[]): void;
  /** Puts them where their nodes are now: `floats` as `nodeFloats` (`stride` a node). Which of them stand, and on which side, is decided only when `isAnew`. */
  place(floats: Float32Array, stride: number, camera: SceneCamera, frame: Frame, obstacles: readonly Frame[], isAnew: boolean): void;
  /** The boxes that texts take since they were last placed. */
  boxes(): readonly Frame[];
  dispose(): void;
}

export function createLabelLayer(root: HTMLElement, events: LabelEvents): LabelLayer {
  const labels: Label[] = [];
  const wanted: Wish[] = [];
  let texts: readonly LabelText[] = [];
  let shown = new Uint8Array(0);
  let moves = new Float32Array(0);
  let taken: readonly Frame[] = [];
  const point = new Vector3();
  const at = new Vector3();

  function add(place: number): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'scene-label ecosystem-label';
    const [first, second] = [line(button), line(button)];
    const parts = {
      name: part(first, 'name'),
      score: part(first, 'score'),
      change: part(first, 'change'),
      amount: part(second, 'amount'),
      risk: part(second, 'risk'),
    };
    button.addEventListener('pointerenter', () => events.onHover(place));
    button.addEventListener('pointerleave', () => events.onHover(-1));
    button.addEventListener('focus', () => events.onHover(place));
    button.addEventListener('blur', () => events.onHover(-1));
    button.addEventListener('click', (event) => events.onPick(place, event.shiftKey));
    button.addEventListener('dblclick', () => events.onEnter(place));
    button.addEventListener('keydown', (event) => walk(event, place));
    root.append(button);
    labels.push({ button, parts, width: 0, height: 0, nameWidth: 0, nameHeight: 0 });
    wanted.push({ x: 0, y: 0, above: true, reach: 0, row: 0, width: 0, height: 0, nameWidth: 0, nameHeight: 0, priority: 0 });
  }

  function walk(event: KeyboardEvent, place: number): void {
    const names = texts.map(({ rank, isNamed }, at) => ({ rank, isNamed, x: wanted[at]?.x ?? 0 }));
    const next = walkedTo(names, place, event.key);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    labels[next]?.button.focus();
  }

  function writeOne(label: Label, text: LabelText): void {
    const { button, parts } = label;
    const level = button.dataset.shown ?? '0';
    for (const name of ['name', 'score', 'change', 'amount', 'risk'] as const) setText(parts[name], text[name]);
    parts.score.style.color = text.colour;
    button.setAttribute('aria-label', text.spoken);
    button.setAttribute('aria-pressed', String(text.isChosen));
    button.dataset.rank = String(text.rank);
    button.dataset.ringed = String(text.isRinged);
    button.style.setProperty('--light', String(0.3 + 0.7 * text.light));
    button.dataset.shown = '2';
    button.hidden = !text.isNamed;
    label.width = button.offsetWidth;
    label.height = button.offsetHeight;
    // Its first line alone, within the same edge.
    const [first, second] = [...button.children] as [HTMLElement, HTMLElement];
    label.nameWidth = label.width - Math.max(0, second.offsetWidth - first.offsetWidth);
    label.nameHeight = label.height - second.offsetHeight;
    // Measured with all of it; shown as before until it is placed anew.
    button.dataset.shown = level;
  }

  return {
    write(next) {
      texts = next;
      while (labels.length < next.length) add(labels.length);
      while (labels.length > next.length) {
        labels.pop()?.button.remove();
        wanted.pop();
      }
      if (shown.length !== next.length) {
        shown = new Uint8Array(next.length);
        moves = new Float32Array(2 * next.length);
      }
      for (const [place, text] of next.entries()) writeOne(labels[place] as Label, text);
    },
    place(floats, stride, camera, frame, obstacles, isAnew) {
      const [stretch, squeeze, flat] = [camera.stretch(), camera.squeeze(), camera.flatness()];
      for (let place = 0; place < labels.length; place++) {
        const text = texts[place] as LabelText;
        const from = place * stride;
        const isNear = text.rank === 2;
        const ball = floats[from + 6] as number;
        const height = isNear ? 0 : (floats[from + 7] as number) * (1 - flat) + ball;
        point.set((floats[from] as number) * stretch, height, (floats[from + 1] as number) * squeeze);
        camera.project(point, at);
        const { width, height: high, nameWidth, nameHeight } = labels[place] as Label;
        const below = Math.max(0.22, flat * ball) * at.z + 4;
        const wish = wanted[place] as Wish;
        wish.x = at.x;
        wish.y = isNear ? at.y + below : at.y - ball * at.z - 3;
        wish.above = !isNear;
        wish.reach = isNear ? 0 : ball * at.z + 3;
        wish.width = width;
        wish.height = high;
        wish.nameWidth = nameWidth;
        wish.nameHeight = nameHeight;
        wish.priority = text.priority;
        wish.row = text.rank;
      }
      if (isAnew) taken = placeLabels(wanted, frame, obstacles, shown, moves);
      for (let place = 0; place < labels.length; place++)
        move(labels[place] as Label, wanted[place] as BallLabel, shown[place] as number, moves, place);
    },
    boxes: () => taken,
    dispose: () => root.replaceChildren(),
  };
}

function move({ button }: Label, wish: BallLabel, level: number, moves: Float32Array, place: number): void {
  const { above, width, height, nameWidth, nameHeight } = wish;
  const [x, y] = [wish.x + (moves[2 * place] as number), wish.y + (moves[2 * place + 1] as number)];
  const [wide, high] = level === SHOWN.all ? [width, height] : [nameWidth, nameHeight];
  button.dataset.shown = String(level);
  button.style.transform = `translate(${Math.round(x - wide / 2)}px, ${Math.round(above ? y - high : y)}px)`;
  // Further away from its ball or dock it hangs on a line; the other way, or beside, it is moved without one.
  const lead = level === SHOWN.none ? 0 : Math.max(0, above ? wish.y - y : y - wish.y);
  button.dataset.lead = lead < 1 ? '' : above ? 'down' : 'up';
  if (lead < 1) return;
  button.style.setProperty('--lead', `${Math.round(lead)}px`);
  button.style.setProperty('--lead-x', `${Math.round(wide / 2 - (moves[2 * place] as number))}px`);
}

function line(parent: HTMLElement): HTMLElement {
  const made = document.createElement('span');
  made.className = 'scene-line ecosystem-line';
  parent.append(made);
  return made;
}

function part(parent: HTMLElement, name: string): HTMLElement {
  const made = document.createElement('span');
  made.className = `scene-${name} ecosystem-${name}`;
  parent.append(made);
  return made;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === '';
}
