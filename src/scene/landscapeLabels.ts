/** What is written over the land: regions as buttons, ticks as text; placed so that none lies on another. */
import { Vector3 } from 'three';
import { type Frame, SHOWN } from '../model/ecosystem/labelPlaces.ts';
import { LAND } from '../model/landscape/land.ts';
import { type LandLabel, placeLandLabels } from '../model/landscape/landLabels.ts';
import type { LandscapeCamera } from './landscapeCamera.ts';

export interface RegionLabel {
  /** The rule that a click chooses. */
  readonly rule: string;
  readonly name: string;
  readonly score: string;
  readonly amount: string;
  readonly spoken: string;
  /** CSS colour of the score. */
  readonly colour: string;
  readonly isChosen: boolean;
  /** 0 dark to 1 lit. */
  readonly light: number;
  readonly priority: number;
  /** World place on the ground. */
  readonly x: number;
  readonly z: number;
}

export interface TickLabel {
  readonly text: string;
  /** `top`: the highest mark of the post, which says what it is a height of. */
  readonly kind: 'x' | 'z' | 'post' | 'top' | 'titleX' | 'titleZ';
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

type Writable<Type> = { -readonly [name in keyof Type]: Type[name] };

interface Drawn {
  readonly element: HTMLElement;
  readonly wanted: Writable<LandLabel>;
}

/** From so many pixels a world unit on the names of the axes are engraved on the ground; on a small screen they are text beside the ticks. */
export const LETTERS_FROM = 34;
/** What the land is read by makes way for no region: the highest mark of height, the ticks in front, the names of the axes. */
const PRIORITIES: Readonly<Record<TickLabel['kind'], number>> = { top: 4e12, x: 3e12, titleX: 2e12, titleZ: 2e12, z: 0, post: -1 };

/** From ticks to the name of their axis at least, pixels. */
const BELOW_TICKS = 24;
/** Far outside of every frame, pixels. */
const AWAY = -1e5;

/** How far a label stands above the land, world units. */
export const LEADER = 0.94;

export interface LandscapeLabels {
  /** `titles`: names of the axes, left to right and front to back. */
  write(regions: readonly RegionLabel[], ticks: readonly TickLabel[], titles: readonly [x: string, z: string]): void;
  /** Puts everything where its place is now; `heightAt` is the land. */
  place(camera: LandscapeCamera, heightAt: (x: number, z: number) => number, frame: Frame, obstacles: readonly Frame[]): void;
  /** Reads anew how large the texts are: another size of the page may write them larger. */
  measure(): void;
  dispose(): void;
}

export function createLandscapeLabels(root: HTMLElement, onPick: (rule: string, isMore: boolean) => void): LandscapeLabels {
  let regions: readonly RegionLabel[] = [];
  let ticks: readonly TickLabel[] = [];
  let drawn: Drawn[] = [];
  let all: LandLabel[] = [];
  let shown = new Uint8Array(0);
  let shifts = new Float32Array(0);
  const point = new Vector3();
  const at = new Vector3();

  function ready(count: number): void {
    while (drawn.length > count) drawn.pop()?.element.remove();
    all = drawn.map(({ wanted }) => wanted);
    shown = new Uint8Array(count);
    shifts = new Float32Array(2 * count);
  }

  function region(label: RegionLabel, before: Drawn | undefined): Drawn {
    const kept = before?.element instanceof HTMLButtonElement ? before : null;
    const button = (kept?.element as HTMLButtonElement | undefined) ?? regionButton(onPick);
    button.dataset.rule = label.rule;
    const [first, second] = button.children as unknown as [HTMLElement, HTMLElement];
    setText(first.children[0] as HTMLElement, label.name);
    setText(first.children[1] as HTMLElement, label.score);
    setText(second, label.amount);
    (first.children[1] as HTMLElement).style.color = label.colour;
    button.setAttribute('aria-label', label.spoken);
    button.setAttribute('aria-pressed', String(label.isChosen));
    button.style.setProperty('--light', String(0.28 + 0.72 * label.light));
    button.dataset.shown = '2';
    if (before !== undefined && kept === null) before.element.replaceWith(button);
    else if (kept === null) root.append(button);
    const wanted = { ...measured(button, first), x: 0, y: 0, above: true, priority: label.priority, isFixed: false };
    return { element: button, wanted };
  }

  function tick(label: TickLabel, before: Drawn | undefined): Drawn {
    const kept = before && !(before.element instanceof HTMLButtonElement) ? before.element : null;
    const text = kept ?? document.createElement('span');
    text.className = `landscape-tick landscape-tick-${label.kind}`;
    setText(text, label.text);
    text.dataset.shown = '2';
    if (before !== undefined && kept === null) before.element.replaceWith(text);
    else if (kept === null) root.append(text);
    return {
      element: text,
      wanted: { ...measured(text, text), x: 0, y: 0, above: false, priority: PRIORITIES[label.kind], isFixed: !isTitle(label) },
    };
  }

  return {
    write(nextRegions, nextTicks, titles) {
      regions = nextRegions;
      ticks = [...nextTicks, ...titlesOf(titles)];
      const before = drawn;
      drawn = [
        ...regions.map((label, place) => region(label, before[place])),
        ...ticks.map((label, place) => tick(label, before[regions.length + place])),
      ];
      for (const old of before.slice(drawn.length)) old.element.remove();
      ready(drawn.length);
    },
    place(camera, heightAt, frame, obstacles) {
      const rise = camera.rise();
      const areLettered = camera.project(point.set(0, 0, 0), at).z >= LETTERS_FROM;
      for (let place = 0; place < drawn.length; place++) {
        const label = regions[place];
        const mark = ticks[place - regions.length];
        const { wanted } = drawn[place] as Drawn;
        if (label) point.set(label.x, (heightAt(label.x, label.z) + LEADER) * rise, label.z);
        else if (mark) point.set(mark.x, mark.y * rise, mark.z);
        camera.project(point, at);
        wanted.x = at.x + (mark && (mark.kind === 'z' || isHeight(mark)) ? wanted.width / 2 + 6 : 0);
        wanted.y = label || mark?.kind === 'x' ? at.y : at.y - wanted.height / 2;
        const pastTicks = Math.max(BELOW_TICKS, 1.1 * wanted.height);
        if (mark?.kind === 'titleX') wanted.y = at.y + pastTicks;
        if (mark?.kind === 'titleZ') {
          wanted.x = Math.min(at.x, frame.right - wanted.width / 2);
          wanted.y = at.y - wanted.height - pastTicks;
        }
        // Nowhere in the frame: nothing is kept free for it.
        if (mark && ((areLettered && isTitle(mark)) || (rise < 0.5 && isHeight(mark)))) wanted.y = AWAY;
      }
      placeLandLabels(all, frame, obstacles, shown, shifts);
      for (let place = 0; place < drawn.length; place++) {
        move(drawn[place] as Drawn, shown[place] as number, shifts[2 * place] as number, shifts[2 * place + 1] as number);
      }
    },
    measure() {
      for (const { element, wanted } of drawn) {
        element.dataset.shown = '2';
        Object.assign(wanted, measured(element, (element.querySelector('.landscape-line') as HTMLElement | null) ?? element));
      }
    },
    dispose: () => root.replaceChildren(),
  };
}

function isHeight({ kind }: TickLabel): boolean {
  return kind === 'post' || kind === 'top';
}

function isTitle({ kind }: TickLabel): boolean {
  return kind === 'titleX' || kind === 'titleZ';
}

/** Under the middle of the ticks in front, and over those at the right. */
function titlesOf([x, z]: readonly [string, string]): TickLabel[] {
  return [
    { text: x, kind: 'titleX', x: 0, y: 0, z: LAND.depth / 2 + 0.55 },
    { text: z, kind: 'titleZ', x: LAND.width / 2, y: 0, z: -LAND.depth / 2 },
  ];
}

function regionButton(onPick: (rule: string, isMore: boolean) => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'scene-label landscape-label';
  const [first, second] = ['line', 'amount'].map(span) as [HTMLElement, HTMLElement];
  first.append(span('name'), span('score'));
  button.append(first, second);
  button.addEventListener('click', (event) => onPick(button.dataset.rule ?? '', event.shiftKey));
  return button;
}

function span(name: string): HTMLElement {
  const made = document.createElement('span');
  made.className = `scene-${name} landscape-${name}`;
  return made;
}

function measured(element: HTMLElement, first: HTMLElement) {
  const [width, height] = [element.offsetWidth, element.offsetHeight];
  return { width, height, nameWidth: Math.min(width, first.offsetWidth + 12), nameHeight: first.offsetHeight };
}

function move({ element, wanted }: Drawn, level: number, across: number, down: number): void {
  const { x, y, above, width, height, nameWidth, nameHeight } = wanted;
  const [wide, high] = level === SHOWN.all ? [width, height] : [nameWidth, nameHeight];
  const text = `translate(${Math.round(x + across - wide / 2)}px, ${Math.round((above ? y - high : y) + down)}px)`;
  if (element.style.transform !== text) element.style.transform = text;
  if (element.dataset.shown !== String(level)) element.dataset.shown = String(level);
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
