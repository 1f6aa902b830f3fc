import { Pin } from 'lucide-react';
import type { JSX } from 'react';
import { LEVELS } from '../../model/place.ts';
import { type LevelChoice, levelOf } from '../../model/viewState.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { levelNames } from '../placeNames.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './top.module.css';

/** Which places stand as columns: those that suit the zoom, or always the same. */
export function LevelPicker(): JSX.Element {
  const view = useView();
  const change = useChange();
  const picks = LEVELS.map((level) => ({ id: level as LevelChoice, label: levelNames(level)[1] }));
  return (
    <PickMenu<LevelChoice>
      label="Level"
      picks={[{ id: 'auto', label: 'Automatic', note: 'Follows the zoom and the place' }, ...picks]}
      picked={view.level}
      onPick={(level) => change((before) => ({ ...before, level }))}
    >
      {view.level === 'auto' ? null : <Pin className={styles.pin} aria-label="pinned" />}
      {levelNames(levelOf(view))[1]}
    </PickMenu>
  );
}
