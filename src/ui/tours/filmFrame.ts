/** One picture of a tour on a canvas: what is filmed, and over it the title, the caption and how far the tour is, as the player shows them. */
import { chrome as chromeOf, FONT_FAMILY, type Theme } from '../../model/tokens.ts';
import { unparted } from '../../model/wall/caption.ts';
import type { Scene } from '../../protocol/tours.ts';

/** Desk pixels. */
const MARGIN = 40;
const TITLE = { size: 28, line: 34 } as const;
const CAPTION = { size: 18, line: 26, most: 960 } as const;
const BAR = { height: 3, gap: 4, bottom: 28 } as const;
const ABOUT = { size: 12, bottom: 9 } as const;
const FADE = 200;

export interface FilmWords {
  readonly scenes: readonly Scene[];
  readonly index: number;
  /** How far the scene is, 0-1. */
  readonly share: number;
  /** What is drawn, small under it all. */
  readonly about: string;
}

/** `width` and `height` in the units of the context. */
export function paintWordsOfScene(
  context: CanvasRenderingContext2D,
  { scenes, index, share, about }: FilmWords,
  { width, height, theme }: { readonly width: number; readonly height: number; readonly theme: Theme },
): void {
  const scene = scenes[index];
  if (scene === undefined) return;
  const chrome = chromeOf(theme);
  const fade = context.createLinearGradient(0, height - FADE, 0, height);
  fade.addColorStop(0, `${chrome.bg}00`);
  fade.addColorStop(0.6, `${chrome.bg}d1`);
  fade.addColorStop(1, chrome.bg);
  context.fillStyle = fade;
  context.fillRect(0, height - FADE, width, FADE);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.font = `500 ${CAPTION.size}px ${FONT_FAMILY}`;
  const lines = wrapText(scene.caption, Math.min(CAPTION.most, width - 2 * MARGIN), (text) => context.measureText(text).width);
  let y = height - BAR.bottom - 20 - (lines.length - 1) * CAPTION.line;
  context.fillStyle = chrome.fg2;
  for (const [at, line] of lines.entries()) context.fillText(line, MARGIN, y + at * CAPTION.line);
  if (lines.length > 0) y -= TITLE.line;
  context.font = `600 ${TITLE.size}px ${FONT_FAMILY}`;
  context.fillStyle = chrome.fg1;
  context.fillText(scene.name, MARGIN, y, width - 2 * MARGIN);
  context.font = `500 ${ABOUT.size}px ${FONT_FAMILY}`;
  context.fillStyle = chrome.fg3;
  context.fillText(about, MARGIN, height - ABOUT.bottom, width - 2 * MARGIN);
  paintBars(context, { scenes, index, share }, { left: MARGIN, top: height - BAR.bottom, width: width - 2 * MARGIN }, chrome);
}

interface Bars {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function paintBars(
  context: CanvasRenderingContext2D,
  { scenes, index, share }: Omit<FilmWords, 'about'>,
  { left, top, width }: Bars,
  chrome: ReturnType<typeof chromeOf>,
): void {
  const all = scenes.reduce((sum, { seconds }) => sum + seconds, 0);
  const free = width - BAR.gap * (scenes.length - 1);
  let x = left;
  scenes.forEach(({ seconds }, at) => {
    const own = (free * seconds) / all;
    context.fillStyle = chrome.line2;
    context.fillRect(x, top, own, BAR.height);
    context.fillStyle = chrome.fg2;
    context.fillRect(x, top, own * (at < index ? 1 : at === index ? share : 0), BAR.height);
    x += own + BAR.gap;
  });
}

/** Where a line may break: no figure is parted from its unit. */
const GAPS = /[^\S\u00a0\u202f]+/;

/** A text in lines no wider than `most`; a single word may be. */
export function wrapText(text: string, most: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of unparted(text).split(GAPS).filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
