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
  readonly from: number;
  readonly to: number;
}

export function SceneList({ scenes, onMove, onEdit, onDrop }: SceneListProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const indexAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const above = rows.filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y > top + height / 2;
    }).length;
    return above;
  };
  const handle = (at: number) => ({
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: at, to: at });
    },
    onPointerMove: (event: PointerEvent) => {
      if (drag?.from !== at) return;
      const above = indexAt(event.clientY);
      // The row itself counts among those above once the pointer is past its middle.
      setDrag({ from: at, to: Math.min(scenes.length - 1, above > at ? above - 1 : above) });
    },
    onPointerUp: () => {
      if (drag !== null && drag.from !== drag.to) onMove(drag.from, drag.to);
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
    onKeyDown: (event: KeyboardEvent) => {
      const to = at + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0);
      if (to === at || to < 0 || to >= scenes.length) return;
      event.preventDefault();
      onMove(at, to);
    },
  });
  return (
    <ol ref={list} className={styles.scenes}>
      {scenes.map((scene, at) => (
        <SceneRow
          key={scene.id}
          scene={scene}
          at={at}
          mark={
            drag === null || drag.from === drag.to
              ? null
              : drag.from === at
                ? 'dragged'
                : drag.to === at
                  ? drag.to > drag.from
                    ? 'below'
                    : 'above'
                  : null
          }
          handle={handle(at)}
          onEdit={onEdit}
          onDrop={() => onDrop(scene.id)}
        />
      ))}
    </ol>
  );
}
