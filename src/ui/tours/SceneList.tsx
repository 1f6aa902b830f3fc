/** The scenes of a tour, put in order by dragging or with the arrow keys. */
import { type JSX, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Scene } from '../../protocol/tours.ts';
import { SceneRow } from './SceneRow.tsx';
import styles from './tours.module.css';

interface SceneListProps {
  readonly scenes: readonly Scene[];
  readonly onMove: (from: number, to: number) => void;
  readonly onEdit: (scene: Scene, onFailed?: () => void) => void;
  readonly onDrop: (id: string) => void;
}

interface Drag {
  /** By id: somebody else may move or drop another scene meanwhile. */
  readonly id: string;
  /** Null until the pointer has moved. */
  readonly to: number | null;
}

export function SceneList({ scenes, onMove, onEdit, onDrop }: SceneListProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const from = scenes.findIndex(({ id }) => id === drag?.id);
  const to = Math.min(drag?.to ?? from, scenes.length - 1);
  const indexAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const above = rows.filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y > top + height / 2;
    }).length;
    return above;
  };
  const handle = (id: string, at: number) => ({
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ id, to: null });
    },
    onPointerMove: (event: PointerEvent) => {
      if (drag?.id !== id) return;
      const above = indexAt(event.clientY);
      // The row itself counts among those above once the pointer is past its middle.
      setDrag({ id, to: Math.min(scenes.length - 1, above > at ? above - 1 : above) });
    },
    onPointerUp: () => {
      if (from >= 0 && from !== to) onMove(from, to);
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
    onKeyDown: (event: KeyboardEvent) => {
      const next = at + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0);
      if (next === at || next < 0 || next >= scenes.length) return;
      event.preventDefault();
      onMove(at, next);
    },
  });
  return (
    <ol ref={list} className={styles.scenes}>
      {scenes.map((scene, at) => (
        <SceneRow
          key={scene.id}
          scene={scene}
          at={at}
          mark={from === to ? null : from === at ? 'dragged' : to !== at ? null : to > from ? 'below' : 'above'}
          handle={handle(scene.id, at)}
          onEdit={onEdit}
          onDrop={() => onDrop(scene.id)}
        />
      ))}
    </ol>
  );
}
