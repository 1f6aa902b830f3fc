/** How what moves is filmed: each picture says how when it stands, what records a tour asks it. */
import { createStore } from 'zustand/vanilla';
import type { Picture } from '../../model/viewState.ts';

/** A picture that is being filmed. */
export interface Film {
  /** Draws what it shows now, with its labels: its box at 0, 0, a CSS pixel a unit. */
  paint(context: CanvasRenderingContext2D): void;
  /** Whether nothing moves, loads or waits to be drawn. */
  isIdle(): boolean;
  stop(): void;
}

type Films = { readonly [P in Picture]?: () => Film };

export const filmStore = createStore<Films>(() => ({}));

/** Offers to film a picture until the returned function is called. */
export function offerFilm(picture: Picture, start: () => Film): () => void {
  filmStore.setState({ [picture]: start });
  return () => {
    if (filmStore.getState()[picture] === start) filmStore.setState({ [picture]: undefined });
  };
}

/** A copy of a canvas that can be read only right after it was drawn. */
export interface LayerCopy {
  readonly canvas: HTMLCanvasElement;
  take(from: HTMLCanvasElement): void;
}

export function createLayerCopy(): LayerCopy {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas to draw on');
  return {
    canvas,
    take(from) {
      if (canvas.width !== from.width || canvas.height !== from.height) {
        canvas.width = from.width;
        canvas.height = from.height;
      } else context.clearRect(0, 0, canvas.width, canvas.height);
      context.drawImage(from, 0, 0);
    },
  };
}

interface WordsBox {
  readonly left: number;
  readonly top: number;
}

/** Draws the words of HTML labels as they stand on the page, each line in its own font and colour; `halo` is the ground around them. */
export function paintWords(context: CanvasRenderingContext2D, labels: Iterable<Element>, box: WordsBox, halo: string): void {
  for (const label of labels) {
    const { opacity, visibility, backgroundColor, borderRadius } = getComputedStyle(label);
    if (visibility === 'hidden' || Number(opacity) < 0.05) continue;
    context.globalAlpha = Number(opacity);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') {
      const { left, top, width, height } = label.getBoundingClientRect();
      context.fillStyle = backgroundColor;
      context.beginPath();
      context.roundRect(left - box.left, top - box.top, width, height, Number.parseFloat(borderRadius) || 0);
      context.fill();
    }
    for (const line of leavesOf(label)) paintLine(context, line, box, backgroundColor === 'rgba(0, 0, 0, 0)' ? halo : null);
  }
  context.globalAlpha = 1;
}

function leavesOf(label: Element): readonly Element[] {
  const own = [...label.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
  return own ? [label] : [...label.children].flatMap(leavesOf);
}

function paintLine(context: CanvasRenderingContext2D, line: Element, box: WordsBox, halo: string | null): void {
  const { left, top, width, height } = line.getBoundingClientRect();
  if (width === 0) return;
  const { color, fontWeight, fontSize, fontFamily } = getComputedStyle(line);
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const [x, y] = [left - box.left + width / 2, top - box.top + height / 2];
  const text = line.textContent ?? '';
  if (halo !== null) {
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeStyle = halo;
    context.strokeText(text, x, y);
  }
  context.fillStyle = color;
  context.fillText(text, x, y);
}
