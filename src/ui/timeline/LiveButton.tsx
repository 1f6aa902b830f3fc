import { type JSX, memo } from 'react';
import { useConnection } from '../../live/useConnection.ts';
import { say } from '../../model/language.ts';
import { followNewest } from '../../model/rewind.ts';
import { momentOf } from '../../model/viewState.ts';
import { ageText, firstLast, LAST_CHOICES, windowText } from '../../model/windowText.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './timeline.module.css';
import { TEXTS } from './timelineTexts.ts';

/** Follows the newest events, also from the numbers of an earlier moment; while the map is rewound it says how far behind that is, and a press brings it back. */
export const LiveButton = memo(function LiveButton({ edgeMs }: { edgeMs: number }): JSX.Element {
  const view = useViewOf('window', 'until', 'asOf', 'tense');
  const { window, until } = view;
  const change = useChange();
  const words = say(TEXTS);
  const lagMs = useConnection((connection) => connection.lagMs);
  const duration = window.kind === 'last' ? window.duration : null;
  const isFollowed = duration !== null && momentOf(view) === null;
  const behind = isFollowed && until !== null ? ageText(Math.max(0, edgeMs - Date.parse(until))) : null;
  const state = !isFollowed ? 'off' : behind === null ? 'live' : 'behind';
  const press = () =>
    change((before) => {
      if (state === 'behind') return { ...before, until: null };
      if (state === 'live') return { ...before, until: null, window: { kind: 'all' } };
      return followNewest(before, duration ?? firstLast(lagMs));
    });
  return (
    <span className={styles.live} data-state={state}>
      <button
        type="button"
        aria-pressed={state === 'live'}
        aria-label={behind === null ? words.live : words.behind(behind)}
        onClick={press}
      >
        <i aria-hidden />
        <span className={styles.word}>{words.live}</span>
        {behind === null ? null : <small>−{behind}</small>}
      </button>
      <PickMenu
        plain
        label={words.howFar}
        picks={LAST_CHOICES.map((id) => ({ id, label: windowText({ kind: 'last', duration: id }, { fromMs: 0, toMs: 0 }, 'UTC') }))}
        picked={(duration ?? '') as (typeof LAST_CHOICES)[number]}
        onPick={(choice) => change((before) => ({ ...before, axis: null, window: { kind: 'last', duration: choice } }))}
      >
        {null}
      </PickMenu>
    </span>
  );
});
