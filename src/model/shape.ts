/** In which shape values stand on the map, and what of the shape tells the value. */
import { say, texts } from './language.ts';
import type { Level } from './place.ts';

/** What a person can choose; hexagons are the columns of their level. */
export const SHAPES = ['columns', 'regions', 'bubbles', 'flat'] as const;
export type Shape = (typeof SHAPES)[number];

/** What is drawn for a choice at a level. */
export type DrawnShape = 'columns' | 'areas' | 'hexagons' | 'bubbles' | 'fills' | 'tiles' | 'points';

const AREAS: Readonly<Record<Shape, DrawnShape>> = { columns: 'columns', regions: 'areas', bubbles: 'bubbles', flat: 'fills' };
const DRAWN: Readonly<Record<Level, Readonly<Record<Shape, DrawnShape>>>> = {
  country: AREAS,
  region: AREAS,
  territory: AREAS,
  city: { columns: 'columns', regions: 'columns', bubbles: 'bubbles', flat: 'points' },
  hexagon: { columns: 'hexagons', regions: 'hexagons', bubbles: 'bubbles', flat: 'tiles' },
  customer: { columns: 'bubbles', regions: 'bubbles', bubbles: 'bubbles', flat: 'points' },
};

/** The shape drawn at a level: cities and customers have no area of their own to raise or to fill. */
export function drawnShape(shape: Shape, level: Level): DrawnShape {
  return DRAWN[level][shape];
}

/** The choices that look different at a level. */
export function shapesAt(level: Level): readonly Shape[] {
  return SHAPES.filter((shape, at) => SHAPES.findIndex((other) => DRAWN[level][other] === DRAWN[level][shape]) === at);
}

/** What carries the first metric: the height of a solid, the area of a circle, or nothing. */
export type SizeCarrier = 'height' | 'area' | 'none';

/** What tells the size of a value in a drawn shape. */
export function carrierOf(shape: DrawnShape): SizeCarrier {
  if (shape === 'bubbles') return 'area';
  return shape === 'columns' || shape === 'areas' || shape === 'hexagons' ? 'height' : 'none';
}

/** Areas are broad: the tallest stands this share as high as the tallest column, so that it hides less. */
export const AREA_HEIGHT = 0.4;

const BUBBLE_PIXELS: Readonly<Record<Level, number>> = { country: 34, region: 30, city: 26, hexagon: 20, customer: 7, territory: 30 };
const POINT_PIXELS: Readonly<Record<Level, number>> = { country: 6, region: 6, city: 5, hexagon: 5, customer: 3.5, territory: 6 };

/** Radius of the largest bubble of a level, or of a mark that only has a colour, pixels of the design. */
export function circlePixels(drawn: DrawnShape, level: Level): number {
  return (drawn === 'bubbles' ? BUBBLE_PIXELS : POINT_PIXELS)[level];
}

/** What a legend says about a shape. */
export interface SizeWords {
  readonly carrier: SizeCarrier;
  /** Name of what carries the first metric. */
  readonly caption: string;
  /** What must be said besides, empty for nothing. */
  readonly note: string;
}

const WORDS = texts({
  en: {
    height: 'Height',
    area: 'Area',
    none: 'Not drawn',
    areas: 'A raised region shows its value by height alone; its ground area means nothing.',
    flat: 'Colour alone: this metric is told by the pointer and the table.',
    spread: 'Each point stands somewhere in the 5 km² hexagon of that customer’s events, not at an address.',
  },
  pt: {
    height: 'Altura',
    area: 'Área',
    none: 'Não desenhado',
    areas: 'Uma região elevada mostra o valor só pela altura; sua área no chão não significa nada.',
    flat: 'Só cor: esta métrica aparece ao apontar e na tabela.',
    spread: 'Cada ponto fica em algum lugar do hexágono de 5 km² dos eventos desse cliente, não em um endereço.',
  },
  de: {
    height: 'Höhe',
    area: 'Fläche',
    none: 'Nicht gezeichnet',
    areas: 'Eine erhöhte Region zeigt ihren Wert nur durch die Höhe; ihre Grundfläche bedeutet nichts.',
    flat: 'Nur Farbe: diese Kennzahl nennen Zeiger und Tabelle.',
    spread: 'Jeder Punkt steht irgendwo im 5-km²-Sechseck der Ereignisse dieses Kunden, nicht an einer Adresse.',
  },
});

/** What the legend of a level in a shape must say. */
export function sizeWords(shape: Shape, level: Level): SizeWords {
  const words = say(WORDS);
  const drawn = drawnShape(shape, level);
  const carrier = carrierOf(drawn);
  const notes = [drawn === 'areas' ? words.areas : '', carrier === 'none' ? words.flat : '', level === 'customer' ? words.spread : ''];
  return { carrier, caption: words[carrier], note: notes.filter((note) => note !== '').join(' ') };
}

/** What tells a metric, as `Height: Revenue`, and how it follows the values, where it does. */
export function sizeCaption({ carrier, caption }: SizeWords, metric: string, scaleText = ''): string {
  const told = `${caption}: ${metric}`;
  return carrier === 'none' || scaleText === '' ? told : `${told} · ${scaleText}`;
}

const NAMES = texts({
  en: { columns: 'Columns', regions: 'Raised areas', bubbles: 'Bubbles', flat: 'Flat' },
  pt: { columns: 'Colunas', regions: 'Áreas elevadas', bubbles: 'Bolhas', flat: 'Plano' },
  de: { columns: 'Säulen', regions: 'Erhöhte Flächen', bubbles: 'Kreise', flat: 'Flach' },
});

/** What a shape is called in the picker: customers have no columns, their points are bubbles. */
export function shapeName(shape: Shape, level: Level): string {
  return say(NAMES)[drawnShape(shape, level) === 'bubbles' ? 'bubbles' : shape];
}
