/** A page of a printed tour: the picture, its title and caption, and where the numbers come from, as one image with the words under it. */
import { chrome as chromeOf, FONT_FAMILY, type Theme } from '../../model/tokens.ts';
import { fitText } from '../../model/tour/fitText.ts';
import type { PdfLink, PdfPage, PdfText } from '../../model/tour/pdf.ts';
import { wrapText } from './filmFrame.ts';
import type { PlayedScene } from './playing.ts';

/** A4 on its side, points. */
const PAGE = { width: 841.89, height: 595.28, margin: 32 } as const;
const PIXELS_A_POINT = 2.5;
const PICTURE_HEIGHT = 474;
const TITLE = { sizes: [20, 16.5, 13.5, 11], line: 28 } as const;
const CAPTION = { sizes: [12.5, 11, 9.5, 8.25], line: 1.44, lines: 3 } as const;
const FOOT = { sizes: [8.5, 7.25, 6.25], gap: 16 } as const;
const QUALITY = 0.92;
/** By how much a picture may be larger than its place before it is shown whole. */
const MOST_CUT = 1.25;

export interface PrintedScene {
  readonly scene: PlayedScene;
  readonly picture: HTMLCanvasElement;
  /** Whether its edges may be cut, so that it fills the width: not those of a picture that has its legend there. */
  readonly mayCut: boolean;
  /** Below, left and right: where the numbers come from, and which page this is. */
  readonly source: string;
  readonly pageText: string;
  readonly theme: Theme;
  /** What addresses of views begin with. */
  readonly origin: string;
}

/** Draws a page. Throws where the browser gives no canvas, or one too small. */
export async function toPage({ scene, picture, mayCut, source, pageText, theme, origin }: PrintedScene): Promise<PdfPage> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(PAGE.width * PIXELS_A_POINT);
  canvas.height = Math.round(PAGE.height * PIXELS_A_POINT);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('this browser gives no canvas to draw on');
  context.scale(PIXELS_A_POINT, PIXELS_A_POINT);
  const chrome = chromeOf(theme);
  context.fillStyle = chrome.panel;
  context.fillRect(0, 0, PAGE.width, PAGE.height);
  drawPicture(context, picture, mayCut);

  const pen = createPen(context);
  const inner = PAGE.width - 2 * PAGE.margin;
  let y = PICTURE_HEIGHT + TITLE.line;
  pen.fit(scene.name, TITLE.sizes, inner, { x: PAGE.margin, y, weight: 600, colour: chrome.fg1 });
  const { size, lines } = fitText(CAPTION.sizes, CAPTION.lines, (tried) => pen.wrap(scene.caption, tried, inner));
  for (const line of lines) {
    y += CAPTION.line * size;
    pen.write(line, { x: PAGE.margin, y, size, weight: 500, colour: chrome.fg2 });
  }
  const foot = PAGE.height - PAGE.margin / 2;
  const [footSize] = FOOT.sizes;
  const pageWidth = pen.widthOf(pageText, footSize);
  pen.fit(source, FOOT.sizes, inner - pageWidth - FOOT.gap, { x: PAGE.margin, y: foot, weight: 500, colour: chrome.fg3 });
  pen.write(pageText, { x: PAGE.width - PAGE.margin - pageWidth, y: foot, size: footSize, weight: 500, colour: chrome.fg3 });
  const jpeg = await toJpeg(canvas);
  const view: PdfLink = { x: 0, y: 0, width: PAGE.width, height: PICTURE_HEIGHT, address: `${origin}/${scene.search}` };
  const links = [view, ...figureLinks(scene, pen.texts, pen.widthOf, origin)];
  return { width: PAGE.width, height: PAGE.height, jpeg, pixels: { width: canvas.width, height: canvas.height }, texts: pen.texts, links };
}

/** As large as it fits over the words, across the whole page. */
function drawPicture(context: CanvasRenderingContext2D, picture: HTMLCanvasElement, mayCut: boolean): void {
  const [across, down] = [PAGE.width / picture.width, PICTURE_HEIGHT / picture.height];
  const isNearlySame = Math.max(across, down) < MOST_CUT * Math.min(across, down);
  const fitted = mayCut && isNearlySame ? Math.max(across, down) : Math.min(across, down);
  const [width, height] = [picture.width * fitted, picture.height * fitted];
  context.save();
  context.beginPath();
  context.rect(0, 0, PAGE.width, PICTURE_HEIGHT);
  context.clip();
  context.drawImage(picture, (PAGE.width - width) / 2, (PICTURE_HEIGHT - height) / 2, width, height);
  context.restore();
}

interface Writing {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
}

function createPen(context: CanvasRenderingContext2D) {
  const texts: PdfText[] = [];
  const widthOf = (text: string, size: number, weight = 500) => {
    context.font = `${weight} ${size}px ${FONT_FAMILY}`;
    return context.measureText(text).width;
  };
  const write = (text: string, { x, y, size, weight, colour }: Writing): void => {
    if (text === '') return;
    const width = widthOf(text, size, weight);
    context.fillStyle = colour;
    context.fillText(text, x, y);
    texts.push({ text, x, y, size, width });
  };
  return {
    texts: texts as readonly PdfText[],
    widthOf,
    wrap: (text: string, size: number, most: number) => wrapText(text, most, (part) => widthOf(part, size)),
    write,
    /** In one line no wider than `most`. */
    fit(text: string, sizes: readonly number[], most: number, writing: Omit<Writing, 'size'>): void {
      const { size, lines } = fitText(sizes, 1, (tried) => wrapText(text, most, (part) => widthOf(part, tried, writing.weight)));
      write(lines[0] ?? '', { ...writing, size });
    },
  };
}

/** Each figure of the caption opens its numbers, also where its line was broken before it. */
function figureLinks(
  { says }: PlayedScene,
  texts: readonly PdfText[],
  widthOf: (text: string, size: number) => number,
  origin: string,
): readonly PdfLink[] {
  const links: PdfLink[] = [];
  let [line, from] = [1, 0];
  for (const { text, link } of says ?? []) {
    for (const piece of text.split(/(\s+)/).filter((part) => part.trim() !== '')) {
      let found = texts[line]?.text.indexOf(piece, from) ?? -1;
      if (found < 0) {
        line++;
        found = texts[line]?.text.indexOf(piece) ?? -1;
      }
      const written = texts[line];
      if (written === undefined || found < 0) return links;
      from = found + piece.length;
      if (link === null) continue;
      const { x, y, size } = written;
      const begin = widthOf(written.text.slice(0, found), size);
      links.push({ x: x + begin, y: y - size, width: widthOf(piece, size), height: 1.3 * size, address: `${origin}/${link.search}` });
    }
  }
  return links;
}

function toJpeg(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) reject(new Error('the picture is too large for this browser'));
        else void blob.arrayBuffer().then((bytes) => resolve(new Uint8Array(bytes)), reject);
      },
      'image/jpeg',
      QUALITY,
    );
  });
}
