import { GitCompareArrows } from 'lucide-react';
import { type JSX, memo } from 'react';
import { say } from '../../model/language.ts';
import { COMPARISONS } from '../../model/viewState.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './timeline.module.css';
import { TEXTS } from './timelineTexts.ts';

/** What every figure is set against. All of time has no time before it: there the picker says what to do. */
export const ComparePicker = memo(function ComparePicker(): JSX.Element {
  const { compare, window } = useViewOf('compare', 'window');
  const change = useChange();
  const words = say(TEXTS);
  const note = (id: (typeof COMPARISONS)[number]) =>
    window.kind === 'all' && id !== 'none' ? words.chooseWindow : words.comparisonNotes[id];
  return (
    <span className={styles.compare} data-active={compare !== 'none'}>
      <PickMenu
        plain
        label={words.compare}
        picks={COMPARISONS.map((id) => ({ id, label: words.comparisons[id], ...(note(id) === '' ? {} : { note: note(id) }) }))}
        picked={compare}
        onPick={(next) => change((view) => ({ ...view, compare: next }))}
      >
        <GitCompareArrows className={styles.icon} aria-hidden />
        <span>{words.against[compare]}</span>
      </PickMenu>
    </span>
  );
});
