/** What the pointer is told about a place: its name, both values, the answers behind the colour and their interval. */
import type { Rgb } from '../model/colour.ts';
import { type TooltipRoom, tooltipSpot } from '../model/tooltipSpot.ts';

export interface TooltipContent {
  readonly name: string;
  readonly rows: readonly { readonly label: string; readonly figure: string; readonly swatch: Rgb | null }[];
  readonly note: string;
}

export interface Tooltip {
  /** Shows the content beside a pixel of the map, or nothing. */
  show(content: TooltipContent | null, x: number, y: number): void;
}

export function createTooltip(parent: HTMLElement, room: () => TooltipRoom): Tooltip {
  const root = document.createElement('div');
  root.className = 'tooltip';
  // The pointer's alone: what is selected is said by the page.
  root.ariaHidden = 'true';
  parent.append(root);
  let shown = '';

  return {
    show(content, x, y) {
      root.classList.toggle('shown', content !== null);
      if (content === null) return;
      const key = JSON.stringify(content);
      if (key !== shown) root.replaceChildren(...elementsOf(content));
      shown = key;
      const [left, top] = tooltipSpot({ width: root.offsetWidth, height: root.offsetHeight }, x, y, room());
      root.style.transform = `translate(${left}px, ${top}px)`;
    },
  };
}

function elementsOf({ name, rows, note }: TooltipContent): HTMLElement[] {
  const lines = rows.map(({ label, figure, swatch }) => {
    const row = element('row');
    const caption = element('caption', label, 'span');
    if (swatch) caption.prepend(swatchOf(swatch));
    row.append(caption, element('figure', figure, 'span'));
    return row;
  });
  return [element('title', name), ...lines, ...(note === '' ? [] : [element('note', note)])];
}

function swatchOf(colour: Rgb): HTMLElement {
  const swatch = element('swatch', '', 'span');
  swatch.style.background = `rgb(${colour.join(' ')})`;
  return swatch;
}

function element(className: string, text = '', tag = 'div'): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
