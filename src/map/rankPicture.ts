/** The ranked list on a picture that leaves the page: its bars where they lie, its words where they are read. Fetched when one is taken. */

/** How much of the earth is seen behind the list, as on the page (`rankBars.css`). */
export const BEHIND_LIST = 0.16;

const TEXTS = ['rank', 'name', 'value', 'second', 'note'] as const;
const SWATCH = { pixels: 9, gap: 7 } as const;

/** Draws the rows in sight of the list that lies over the map. */
export function drawRanked(context: CanvasRenderingContext2D, root: HTMLElement): void {
  const list = root.querySelector<HTMLElement>('.rank');
  const scroll = list?.querySelector<HTMLElement>('.rank-scroll');
  if (!list || !scroll) return;
  const { left: rootLeft, top: rootTop } = root.getBoundingClientRect();
  context.save();
  context.translate(-rootLeft, -rootTop);
  drawText(context, list.querySelector('.rank-title'));
  const { left, top, width, height } = scroll.getBoundingClientRect();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  if (list.dataset.empty) drawEmpty(context, scroll, list.dataset.empty);
  for (const row of list.querySelectorAll<HTMLElement>('.rank-rows li')) drawRow(context, row);
  context.restore();
}

function drawRow(context: CanvasRenderingContext2D, row: HTMLElement): void {
  const part = (name: string) => row.querySelector<HTMLElement>(`.rank-${name}`);
  const shown = (name: string) => [part(name)].filter((found) => found !== null && !found.hidden) as HTMLElement[];
  for (const bar of shown('bar')) {
    const { left, top, width, height } = bar.getBoundingClientRect();
    context.fillStyle = getComputedStyle(bar).backgroundColor;
    context.fillRect(left, top, width, height);
  }
  context.lineWidth = 1.5;
  for (const glass of shown('glass')) {
    const { left, top, width, height } = glass.getBoundingClientRect();
    context.strokeStyle = getComputedStyle(glass).borderRightColor;
    context.strokeRect(left, top, width, height);
  }
  for (const whisker of shown('whisker')) drawWhisker(context, whisker);
  for (const second of shown('second')) if (isRead(second)) drawSwatch(context, second);
  for (const name of TEXTS) drawText(context, part(name));
}

/** From end to end of the interval. */
function drawWhisker(context: CanvasRenderingContext2D, whisker: HTMLElement): void {
  const { left, right, top, bottom } = whisker.getBoundingClientRect();
  const middle = (top + bottom) / 2;
  context.strokeStyle = getComputedStyle(whisker).borderLeftColor;
  context.beginPath();
  for (const [fromX, fromY, toX, toY] of [
    [left, top, left, bottom],
    [right, top, right, bottom],
    [left, middle, right, middle],
  ] as const) {
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
  }
  context.stroke();
}

/** The colour before the metric that is told by it. */
function drawSwatch(context: CanvasRenderingContext2D, second: HTMLElement): void {
  const { left, top, bottom } = wordsOf(second);
  const side = SWATCH.pixels * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 10);
  context.fillStyle = getComputedStyle(second).getPropertyValue('--swatch');
  context.fillRect(left - side * (1 + SWATCH.gap / SWATCH.pixels), (top + bottom - side) / 2, side, side);
}

function drawText(context: CanvasRenderingContext2D, element: HTMLElement | null): void {
  if (element === null || !isRead(element)) return;
  const { left, top, bottom, width } = wordsOf(element);
  write(context, element, element.textContent ?? '', left, (top + bottom) / 2, Math.min(width, element.getBoundingClientRect().width));
}

/** A small screen leaves some of it out. */
function isRead(element: HTMLElement): boolean {
  return element.textContent !== '' && getComputedStyle(element).display !== 'none';
}

function drawEmpty(context: CanvasRenderingContext2D, scroll: HTMLElement, text: string): void {
  const { left, top, width } = scroll.getBoundingClientRect();
  write(context, scroll, text, left, top + Number.parseFloat(getComputedStyle(scroll).fontSize), width);
}

function write(context: CanvasRenderingContext2D, like: HTMLElement, text: string, x: number, middle: number, most: number): void {
  const { color, fontWeight, fontSize, fontFamily } = getComputedStyle(like);
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  context.fillStyle = color;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, x, middle, most);
}

/** Where the letters of an element stand, without what pads them. */
function wordsOf(element: HTMLElement): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}
