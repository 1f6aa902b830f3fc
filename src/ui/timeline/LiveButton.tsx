import type { JSX } from 'react';
import { useConnection } from '../../live/useConnection.ts';
import type { TimeWindow } from '../../model/viewState.ts';
import { firstLast, LAST_CHOICES, lastText } from '../../model/windowText.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { useView } from '../viewStore.ts';
import styles from './timeline.module.css';

/** Follows the newest events: the window becomes the last hour (or another length) and moves on with time. */
export function LiveButton({ onWindow }: { onWindow: (window: TimeWindow) => void }): JSX.Element {
  const { window } = useView();
  const lagMs = useConnection((connection) => connection.lagMs);
  const duration = window.kind === 'last' ? window.duration : null;
  return (
    <span className={styles.live} data-active={duration !== null}>
      <button
        type="button"
        aria-pressed={duration !== null}
        onClick={() => onWindow(duration === null ? { kind: 'last', duration: firstLast(lagMs) } : { kind: 'all' })}
      >
        <i aria-hidden />
        LIVE
      </button>
      <PickMenu
        plain
        label="How far back to follow"
        picks={LAST_CHOICES.map((id) => ({ id, label: lastText(id).replace(/^l/, 'L') }))}
        picked={(duration ?? '') as (typeof LAST_CHOICES)[number]}
        onPick={(choice) => onWindow({ kind: 'last', duration: choice })}
      >
        {null}
      </PickMenu>
    </span>
  );
}
