/** A picture that explains itself: title, window, the map, its legend, and where the numbers come from, drawn on one canvas. */
import type { Legend } from '../../model/legend.ts';
import type { SizeCarrier } from '../../model/shape.ts';
import { chrome as chromeOf, FONT_FAMILY, type Theme } from '../../model/tokens.ts';
import { deskScale } from '../useSize.ts';
import type { Capture } from './captureStore.ts';

export interface PictureWords {
  readonly title: string;
  /** What is shown, and in which window of time. */
  readonly subtitle: string;
  /** Where the numbers come from, and of which moment they are. */
  readonly source: string;
  readonly sizeCaption: string;
  readonly colourCaption: string;
  /** What tells the first metric: its scale is drawn so. */
  readonly carrier: SizeCarrier;
}

/** Desk pixels. */
const MARGIN = 20;
const HEAD = 62;
const FOOT = { row: 22, gap: 8, source: 30 } as const;
/** Of a further line. */
const LINE = { subtitle: 17, source: 15 } as const;
const SUBTITLE = { size: 12.5, weight: 500, colour: 'fg2' } as const;
const SOURCE = { size: 11, weight: 500, colour: 'fg3' } as const;
const LEGEND_WIDTH = 230;
const COLUMN = { width: 9, height: 26 } as const;

/** The whole picture, in the pixels of the capture; its words are as large beside the map as on the page. */
export function composePicture(taken: Capture, legend: Legend | null, words: PictureWords, theme: Theme): HTMLCanvasElement {
  const capture = toDesk(taken, deskScale());
  const { width, scale } = capture;
  const most = width - 2 * MARGIN;
  const canvas = document.createElement('canvas');
  // The window, the filters and that it is simulated are no words to leave out: they take the lines they need.
  const subtitle = linesOf(canvas, words.subtitle, SUBTITLE, most);
  const source = linesOf(canvas, words.source, SOURCE, most);
  const head = HEAD + (subtitle.length - 1) * LINE.subtitle;
  const legendHeight = legend === null ? 0 : legendRows(legend, width) * FOOT.row + 60;
  const height = head + capture.height + legendHeight + FOOT.source + (source.length - 1) * LINE.source;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = createPen(canvas, scale, theme);
  pen.fill('panel', 0, 0, width, height);
  pen.text(words.title, MARGIN, 28, { size: 18, weight: 600, colour: 'fg1', most });
  subtitle.forEach((line, at) => void pen.text(line, MARGIN, 49 + at * LINE.subtitle, { ...SUBTITLE, most }));
  pen.image(capture.canvas, 0, head, width, capture.height);
  if (legend !== null) drawLegend(pen, legend, words, { top: head + capture.height, width });
  source.forEach((line, at) => void pen.text(line, MARGIN, height - 11 - (source.length - 1 - at) * LINE.source, { ...SOURCE, most }));
  return canvas;
}

/** The same capture measured in desk pixels, which are larger on a wall. */
function toDesk({ canvas, width, height, scale }: Capture, desk: number): Capture {
  return { canvas, width: width / desk, height: height / desk, scale: scale * desk };
}

/** A PNG of a canvas. */
export function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large for this browser'))), 'image/png');
  });
}

interface TextStyle {
  readonly size: number;
  readonly weight: number;
  readonly colour: 'fg1' | 'fg2' | 'fg3';
  /** Widest it may be; longer texts end with an ellipsis. */
  readonly most?: number;
  /** Then its letters stand closer instead: a figure that loses its end is another one. */
  readonly isFigure?: boolean;
  readonly align?: CanvasTextAlign;
}

type Pen = ReturnType<typeof createPen>;

function createPen(canvas: HTMLCanvasElement, scale: number, theme: Theme) {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas to draw on');
  context.scale(scale, scale);
  const chrome = chromeOf(theme);
  return {
    context,
    chrome,
    fill(colour: 'panel' | 'line2', x: number, y: number, width: number, height: number): void {
      context.fillStyle = chrome[colour];
      context.fillRect(x, y, width, height);
    },
    image: (image: HTMLCanvasElement, x: number, y: number, width: number, height: number) => context.drawImage(image, x, y, width, height),
    text(text: string, x: number, y: number, style: TextStyle): number {
      const { colour, most = Number.POSITIVE_INFINITY, align = 'left', isFigure = false } = style;
      context.font = fontOf(style);
      context.fillStyle = chrome[colour];
      context.textAlign = align;
      if (isFigure) {
        context.fillText(text, x, y, most);
        return Math.min(most, context.measureText(text).width);
      }
      const shown = shorten(text, (part) => context.measureText(part).width <= most);
      context.fillText(shown, x, y);
      return context.measureText(shown).width;
    },
  };
}

function fontOf({ size, weight }: Pick<TextStyle, 'size' | 'weight'>): string {
  return `${weight} ${size}px ${FONT_FAMILY}`;
}

function linesOf(canvas: HTMLCanvasElement, text: string, style: Pick<TextStyle, 'size' | 'weight'>, most: number): readonly string[] {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas to draw on');
  context.font = fontOf(style);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || context.measureText(longer).width <= most) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function shorten(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  let length = text.length;
  while (length > 1 && !fits(`${text.slice(0, length)}…`)) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}

const STATE_WIDTH = 150;

function legendRows({ states }: Legend, width: number): number {
  return Math.ceil(states.length / statesInRow(width)) + (width < 2 * LEGEND_WIDTH + 2 * MARGIN ? 3 : 0);
}

function statesInRow(width: number): number {
  return Math.max(1, Math.floor((width - 2 * MARGIN) / STATE_WIDTH));
}

function drawLegend(pen: Pen, legend: Legend, words: PictureWords, { top, width }: { top: number; width: number }): void {
  pen.fill('line2', 0, top, width, 1);
  const isNarrow = width < 2 * LEGEND_WIDTH + 2 * MARGIN;
  const rampLeft = isNarrow ? MARGIN : MARGIN + LEGEND_WIDTH + MARGIN;
  const rampTop = isNarrow ? top + 3 * FOOT.row : top;
  drawSizes(pen, legend, words, { left: MARGIN, top });
  drawRamp(pen, legend, words.colourCaption, { left: rampLeft, top: rampTop });
  const perRow = statesInRow(width);
  legend.states.forEach((state, at) => {
    const [x, y] = [MARGIN + (at % perRow) * STATE_WIDTH, rampTop + 64 + Math.floor(at / perRow) * FOOT.row];
    drawState(pen, state, x, y);
  });
}

function drawSizes(
  pen: Pen,
  { heights }: Legend,
  { sizeCaption, carrier }: PictureWords,
  { left, top }: { left: number; top: number },
): void {
  pen.text(sizeCaption, left, top + 18, { size: 11, weight: 600, colour: 'fg2', most: LEGEND_WIDTH });
  if (carrier === 'none') return;
  heights.forEach(({ share, text }, at) => {
    const x = left + at * (LEGEND_WIDTH / 3);
    const isCircle = carrier === 'area';
    drawSize(pen, x, top + 54, share, isCircle);
    const room = isCircle ? COLUMN.height * Math.sqrt(share) : COLUMN.width;
    pen.text(text, x + room + 5, top + 54, {
      ...{ size: 11, weight: 500, colour: 'fg1', isFigure: true },
      most: LEGEND_WIDTH / 3 - room - 7,
    });
  });
}

/** A column on a line, or a circle whose area is in proportion. */
function drawSize({ context, chrome }: Pen, x: number, bottom: number, share: number, isCircle: boolean): void {
  context.fillStyle = chrome.fg3;
  if (isCircle) {
    const radius = (COLUMN.height / 2) * Math.sqrt(share);
    context.beginPath();
    context.arc(x + radius, bottom - radius, radius, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  const tall = Math.max(2, share * COLUMN.height);
  context.fillRect(x, bottom - tall, COLUMN.width, tall);
}

function drawRamp(pen: Pen, { ramp }: Legend, caption: string, { left, top }: { left: number; top: number }): void {
  pen.text(caption, left, top + 18, { size: 11, weight: 600, colour: 'fg2', most: LEGEND_WIDTH });
  const fill = pen.context.createLinearGradient(left, 0, left + LEGEND_WIDTH, 0);
  for (const [at, colour] of ramp.stops.entries()) fill.addColorStop(at / Math.max(1, ramp.stops.length - 1), colour);
  pen.context.fillStyle = fill;
  pen.context.fillRect(left, top + 26, LEGEND_WIDTH, 8);
  const style = { size: 11, weight: 500, colour: 'fg1' } as const;
  if (ramp.breaks !== undefined) {
    for (const { position, text } of ramp.breaks) pen.text(text, left + position * LEGEND_WIDTH, top + 50, { ...style, align: 'center' });
    return;
  }
  pen.text(ramp.low, left, top + 50, style);
  pen.text(ramp.high, left + LEGEND_WIDTH, top + 50, { ...style, align: 'right' });
  if (ramp.tick === null) return;
  const x = left + ramp.tick.position * LEGEND_WIDTH;
  pen.context.fillStyle = pen.chrome.fg1;
  pen.context.fillRect(x - 0.5, top + 24, 1, 12);
  pen.text(ramp.tick.text, x, top + 50, { ...style, colour: 'fg2', align: 'center' });
}

function drawState(pen: Pen, { text, colour, look }: Legend['states'][number], x: number, y: number): void {
  const { context } = pen;
  const radius = look === 'dot' ? 2.5 : 4.5;
  context.beginPath();
  if (look === 'hatch') context.rect(x, y, 9, 9);
  else context.arc(x + 4.5, y + 4.5, radius, 0, 2 * Math.PI);
  context.lineWidth = 1.25;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  if (look === 'ring') context.stroke();
  else if (look === 'hatch') drawHatch(context, x, y, colour);
  else context.fill();
  pen.text(text, x + 15, y + 9, { size: 11, weight: 500, colour: 'fg2', most: STATE_WIDTH - 22 });
}

function drawHatch(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.strokeStyle = colour;
  context.stroke();
  context.save();
  context.clip();
  for (let at = -9; at < 9; at += 4) {
    context.beginPath();
    context.moveTo(x + at, y + 9);
    context.lineTo(x + at + 9, y);
    context.stroke();
  }
  context.restore();
}
