/** Readable names of places, from the gazetteer; it is loaded with the first answer that needs one. */
import { type Gazetteer, loadGazetteer } from '../geo/gazetteer.ts';
import type { LabelOf } from './answer.ts';

export function createLabels(): LabelOf {
  let gazetteer: Gazetteer | null = null;
  return (dimension, id) => {
    const level = dimension.replace(/^origin\./, '');
    if (level !== 'country' && level !== 'region' && level !== 'city') return null;
    gazetteer ??= loadGazetteer();
    return gazetteer.label(level, id);
  };
}
