/** One scene: shown with a click; its title, caption and time in fields of their own. */
import { Eye, GripVertical, MapPinPlus, MapPinX, RefreshCw, X } from 'lucide-react';
import { type HTMLAttributes, type JSX, useState } from 'react';
import { say } from '../../model/language.ts';
import { isShown, openSaved, searchToSave } from '../../model/savedView.ts';
import { SCENE_SECONDS, type Scene, TOUR_LIMITS } from '../../protocol/tours.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { isComposed } from '../controls/keys.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './tours.module.css';
import { TOUR_TEXTS } from './tourTexts.ts';

interface SceneRowProps {
  readonly scene: Scene;
  readonly at: number;
  /** Where a dragged scene would go. */
  readonly mark: 'dragged' | 'above' | 'below' | null;
  readonly handle: HTMLAttributes<HTMLButtonElement>;
  readonly onEdit: (scene: Scene, onFailed?: () => void) => void;
  readonly onDrop: () => void;
}

export function SceneRow({ scene, at, mark, handle, onEdit, onDrop }: SceneRowProps): JSX.Element {
  const words = say(TOUR_TEXTS);
  const view = useView();
  const change = useChange();
  const { name, caption, seconds, search, path } = scene;
  const shown = isShown(search, view);
  return (
    <li className={styles.scene} data-scene={scene.id} data-shown={shown} data-mark={mark}>
      <button type="button" className={styles.handle} aria-label={words.move(name)} title={words.move(name)} {...handle}>
        <GripVertical aria-hidden />
        <span>{at + 1}</span>
      </button>
      <div className={styles.fields}>
        <Field
          label={words.scene}
          value={name}
          most={TOUR_LIMITS.name}
          isNeeded
          onSet={(next, onFailed) => onEdit({ ...scene, name: next }, onFailed)}
        />
        <Field
          label={words.caption}
          hint={words.captionHint}
          value={caption}
          most={TOUR_LIMITS.caption}
          onSet={(next, onFailed) => onEdit({ ...scene, caption: next }, onFailed)}
        />
        <div className={styles.tools}>
          <SecondsField value={seconds} onSet={(next) => onEdit({ ...scene, seconds: next })} />
          <IconButton label={words.open(name)} onClick={() => change((before) => openSaved(search, before))}>
            <Eye />
          </IconButton>
          <IconButton label={words.replace} disabled={shown} onClick={() => onEdit({ ...scene, search: searchToSave(view), path: [] })}>
            <RefreshCw />
          </IconButton>
          {view.picture === 'map' && view.camera !== null && path.length < TOUR_LIMITS.path ? (
            <IconButton label={words.path} onClick={() => view.camera && onEdit({ ...scene, path: [...path, view.camera] })}>
              <MapPinPlus />
            </IconButton>
          ) : null}
          {path.length > 0 ? (
            <IconButton label={words.clearPath} onClick={() => onEdit({ ...scene, path: [] })}>
              <MapPinX />
            </IconButton>
          ) : null}
          <IconButton label={words.drop} onClick={onDrop}>
            <X />
          </IconButton>
        </div>
        {path.length > 0 ? <small>{words.pathLength(path.length)}</small> : null}
      </div>
    </li>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly most: number;
  readonly isNeeded?: boolean;
  readonly onSet: (value: string, onFailed: () => void) => void;
}

/** A line of text that is kept when it is left or Enter is pressed, and stands on as it was typed where it could not be; Escape takes it back. */
function Field({ label, hint, value, most, isNeeded = false, onSet }: FieldProps): JSX.Element {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    const next = typed?.trim();
    if (next !== undefined && next !== value && (next !== '' || !isNeeded)) onSet(next, () => setTyped((newer) => newer ?? next));
    setTyped(null);
  };
  return (
    <input
      aria-label={label}
      placeholder={hint ?? label}
      maxLength={most}
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (isComposed(event)) return;
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        setTyped(null);
      }}
    />
  );
}

function SecondsField({ value, onSet }: { value: number; onSet: (seconds: number) => void }): JSX.Element {
  const words = say(TOUR_TEXTS);
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    const next = Math.round(Number(typed));
    if (typed !== null && Number.isFinite(next) && typed !== '') onSet(Math.min(SCENE_SECONDS.most, Math.max(SCENE_SECONDS.least, next)));
    setTyped(null);
  };
  return (
    <label className={styles.seconds}>
      <input
        type="number"
        inputMode="numeric"
        aria-label={words.seconds}
        min={SCENE_SECONDS.least}
        max={SCENE_SECONDS.most}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key !== 'Escape') return;
          event.preventDefault();
          setTyped(null);
        }}
      />
      s
    </label>
  );
}
