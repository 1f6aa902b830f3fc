import { Pin } from 'lucide-react';
import type { JSX } from 'react';
import { say, texts } from '../../model/language.ts';
import { dimensionOf, LEVELS, type Level, territoryDimension } from '../../model/place.ts';
import { type Shape, shapeName, shapesAt } from '../../model/shape.ts';
import { type LevelChoice, levelOf, type ViewState } from '../../model/viewState.ts';
import type { Catalog } from '../../protocol/catalog.ts';
import { TERRITORY } from '../../protocol/territories.ts';
import { useCatalog } from '../catalogContext.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { levelNames } from '../placeNames.ts';
import { useChange, useViewOf, useViewPart } from '../viewStore.ts';
import styles from './top.module.css';

const TEXTS = texts({
  en: { level: 'Level', shape: 'Shape', auto: 'Automatic', follows: 'Follows the zoom and the place', pinned: 'pinned' },
  pt: { level: 'Nível', shape: 'Forma', auto: 'Automático', follows: 'Acompanha o zoom e o lugar', pinned: 'fixado' },
  de: { level: 'Ebene', shape: 'Form', auto: 'Automatisch', follows: 'Folgt dem Zoom und dem Ort', pinned: 'festgehalten' },
});

/** Which places stand on the map: those that suit the zoom, or always the same; and in which shape. */
export function LevelPicker(): JSX.Element {
  const { level: chosen, territories } = useViewOf('level', 'territories');
  const level = useViewPart(levelOf);
  const change = useChange();
  const words = say(TEXTS);
  const catalog = useCatalog();
  const picks = LEVELS.filter((each) => isAskable(each, catalog)).map((each) => ({ id: each as string, label: levelNames(each)[1] }));
  const sets = catalog.dimensions.filter(({ kind }) => kind === 'area').map(({ id, label }) => ({ id, label }));
  const shown = sets.find(({ id }) => id === territoryDimension(territories ?? ''))?.label;
  return (
    <>
      <PickMenu<string>
        label={words.level}
        picks={[{ id: 'auto', label: words.auto, note: words.follows }, ...picks, ...sets]}
        picked={chosen === 'territory' ? territoryDimension(territories ?? '') : chosen}
        onPick={(picked) => change((before) => ({ ...before, ...toLevel(picked) }))}
      >
        {chosen === 'auto' ? null : <Pin className={styles.pin} aria-label={words.pinned} />}
        {level === 'territory' ? (shown ?? territories) : levelNames(level)[1]}
      </PickMenu>
      <ShapePicker label={words.shape} />
    </>
  );
}

/** Sets of territories are picked by their dimension. */
function toLevel(picked: string): Pick<ViewState, 'level' | 'territories'> {
  if (picked.startsWith(TERRITORY)) return { level: 'territory', territories: picked.slice(TERRITORY.length) };
  return { level: picked as LevelChoice, territories: null };
}

/** The catalog has the dimensions that the asker may group by. */
function isAskable(level: Level, { dimensions }: Catalog): boolean {
  const dimension = level === 'hexagon' ? 'h3:7' : dimensionOf({ level, id: '' });
  return dimensions.some(({ id }) => id === dimension);
}

function ShapePicker({ label }: { label: string }): JSX.Element {
  const level = useViewPart(levelOf);
  const { shape: chosen } = useViewOf('shape');
  const change = useChange();
  const shapes = shapesAt(level);
  const shown = shapes.includes(chosen) ? chosen : 'columns';
  return (
    <PickMenu<Shape>
      label={label}
      picks={shapes.map((shape) => ({ id: shape, label: shapeName(shape, level) }))}
      picked={shown}
      onPick={(shape) => change((before) => ({ ...before, shape }))}
    >
      {shapeName(shown, level)}
    </PickMenu>
  );
}
