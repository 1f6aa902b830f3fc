/** Says whose moment the numbers are of, and leads to those of now and back. */
import { History } from 'lucide-react';
import type { JSX } from 'react';
import { useConnection } from '../../live/useConnection.ts';
import { say } from '../../model/language.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './share.module.css';
import { SHARE_TEXTS } from './shareTexts.ts';
import { useInstantText } from './useShown.ts';

export function AsOfBanner(): JSX.Element | null {
  const { asOf, tense } = useViewOf('asOf', 'tense');
  const change = useChange();
  const words = say(SHARE_TEXTS);
  const epoch = useConnection((state) => state.epoch);
  const textOf = useInstantText();
  if (asOf === null) return null;
  const instant = textOf(asOf.at);
  const isOther = epoch !== null && epoch !== asOf.epoch;
  const sentence = isOther ? words.otherLog(instant) : tense === 'then' ? words.shows(instant) : words.showsNow(instant);
  return (
    <section className={styles.banner} role={isOther ? 'alert' : 'status'} data-as-of={asOf.seq} data-other={isOther}>
      <History aria-hidden />
      <p>{sentence}</p>
      {isOther ? null : (
        <Segmented
          label={words.tense}
          picks={[
            { id: 'then', label: words.past },
            { id: 'now', label: words.now },
          ]}
          picked={tense}
          onPick={(next) => change((view) => ({ ...view, tense: next }))}
        />
      )}
      <button type="button" onClick={() => change((view) => ({ ...view, asOf: null, tense: 'then' }))}>
        {words.leave}
      </button>
    </section>
  );
}
