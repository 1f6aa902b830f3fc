/** The labels over the columns: a small pool of elements, moved by transforms, written as text alone. */
import { MOST_LABELS, type PlacedLabel } from '../model/labels.ts';
import { deskScale } from '../ui/useSize.ts';

export interface LabelText {
  readonly name: string;
  readonly value: string;
  /** A name alone on a pill: for what stands too close for figures. */
  readonly isPill?: boolean;
}

export interface LabelLayer {
  /** How much larger than on a desk the labels are. */
  scale(): number;
  /** Most labels at once, where the page bounds them (`--most-labels`): a wall has few. */
  most(): number;
  /** Size in pixels that a label takes on a desk. */
  measure(text: LabelText, isSelected: boolean): { width: number; height: number };
  show(labels: readonly PlacedLabel[], textOf: (slot: number) => LabelText, selected: number): void;
}

const NAME_FONT = "550 12px 'Inter Variable', sans-serif";
const VALUE_FONT = "600 12.5px 'Inter Variable', sans-serif";
const HEIGHT_PIXELS = 30;
const PILL = { width: 20, height: 8 } as const;
const NAME_PILL = { width: 14, height: 18 } as const;
/** Measured widths kept; beyond it all are forgotten and measured again. */
const MOST_WIDTHS = 5000;

interface LabelElement {
  readonly root: HTMLElement;
  readonly name: Text;
  readonly value: Text;
  slot: number;
}

export function createLabelLayer(parent: HTMLElement): LabelLayer {
  const host = document.createElement('div');
  host.className = 'labels';
  host.ariaHidden = 'true';
  parent.append(host);
  const pool = Array.from({ length: MOST_LABELS }, () => createLabel(host));
  const widthOf = createMeasure();
  const style = getComputedStyle(host);

  function styleNumber(name: string): number | null {
    const text = style.getPropertyValue(name);
    return text === '' ? null : Number(text);
  }

  return {
    scale: () => deskScale() * (styleNumber('--label-scale') ?? 1),
    most: () => styleNumber('--most-labels') ?? MOST_LABELS,
    measure(text, isSelected) {
      const width = Math.max(widthOf(text.name, NAME_FONT), widthOf(text.value, VALUE_FONT));
      if (text.isPill && !isSelected) return { width: width + NAME_PILL.width, height: NAME_PILL.height };
      return isSelected ? { width: width + PILL.width, height: HEIGHT_PIXELS + PILL.height } : { width, height: HEIGHT_PIXELS };
    },
    show(labels, textOf, selected) {
      for (const [element, label] of assign(pool, labels)) {
        if (label) write(element, label, textOf(label.slot), label.slot === selected);
        else hide(element);
      }
    },
  };
}

/** A slot keeps the element it had, so that labels slide rather than swap. */
function assign(pool: readonly LabelElement[], labels: readonly PlacedLabel[]): Map<LabelElement, PlacedLabel | null> {
  const taken = new Map<LabelElement, PlacedLabel | null>();
  const waiting: PlacedLabel[] = [];
  for (const label of labels) {
    const own = pool.find((element) => element.slot === label.slot);
    if (own) taken.set(own, label);
    else waiting.push(label);
  }
  for (const element of pool) if (!taken.has(element)) taken.set(element, waiting.shift() ?? null);
  return taken;
}

function createLabel(host: HTMLElement): LabelElement {
  const root = document.createElement('div');
  root.className = 'label';
  const [name, value] = [line(root, 'name'), line(root, 'value')];
  host.append(root);
  return { root, name, value, slot: -1 };
}

function line(root: HTMLElement, className: string): Text {
  const element = document.createElement('div');
  element.className = className;
  root.append(element);
  return element.appendChild(document.createTextNode(''));
}

function write(element: LabelElement, label: PlacedLabel, text: LabelText, isSelected: boolean): void {
  element.slot = label.slot;
  if (element.name.data !== text.name) element.name.data = text.name;
  if (element.value.data !== text.value) element.value.data = text.value;
  element.root.className = `label shown${isSelected ? ' selected' : text.isPill ? ' pill' : ''}${label.below ? ' below' : ''}`;
  element.root.style.transform = `translate(${((label.left + label.right) / 2).toFixed(1)}px, ${label.top.toFixed(1)}px) translateX(-50%)`;
}

function hide(element: LabelElement): void {
  element.slot = -1;
  element.root.classList.remove('shown');
}

function createMeasure(): (text: string, font: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (text, font) => {
    const key = font + text;
    const known = widths.get(key);
    if (known !== undefined || !context) return known ?? text.length * 7;
    context.font = font;
    const width = context.measureText(text).width;
    if (widths.size > MOST_WIDTHS) widths.clear();
    widths.set(key, width);
    return width;
  };
}
