/** Signs beside colour, for those who cannot tell its classes apart: how far above or below the neutral a value lies. */
import type { ColourMeasure } from './measure.ts';
import { rampPosition } from './scale.ts';

/** From the lowest class to the highest. A diverging colour has its neutral in the middle, a sequential one begins at zero. */
export const SIGNS = { diverging: ['▼▼', '▼', '●', '▲', '▲▲'], sequential: ['▁', '▃', '▅', '▇', '█'] } as const;

/** Classes are even parts of the ramp; the neutral one is narrow. */
const BOUNDS = { diverging: [0.2, 0.45, 0.55, 0.8], sequential: [0.2, 0.4, 0.6, 0.8] } as const;

/** The sign of a value's colour, empty for a value that is not known. High values bear the high signs, good news or not. */
export function signOf(value: number, colour: ColourMeasure, largest: number): string {
  if (Number.isNaN(value)) return '';
  const position = rampPosition(value, colour, largest);
  const turned = colour.kind === 'diverging' && colour.better === 'lower' ? 1 - position : position;
  const at = BOUNDS[colour.kind].findIndex((bound) => turned < bound);
  return SIGNS[colour.kind].at(at) ?? '';
}
