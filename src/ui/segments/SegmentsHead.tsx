/** What matters on the land, as one sentence, and how the land is looked at. */
import { type JSX, type RefObject, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { leavePeople } from '../../model/landscape/choosing.ts';
import { landscapeHeadline } from '../../model/landscape/landscapeWords.ts';
import { isFlat, toggleFlat } from '../../model/viewState.ts';
import { isCalm } from '../calm.ts';
import { useCatalog } from '../catalogContext.ts';
import { useChange, useView } from '../viewStore.ts';
import { MeasurePickers } from './MeasurePickers.tsx';
import styles from './segments.module.css';
import { segmentsStore } from './segmentsStore.ts';
import { segmentsWords } from './segmentsTexts.ts';

export function SegmentsHead(): JSX.Element {
  const words = segmentsWords();
  const view = useView();
  const change = useChange();
  const { currency } = useCatalog();
  const { shown, status, error } = useStore(segmentsStore);
  const ref = useHeadSize();
  if (shown === null)
    return (
      <header className={styles.head} aria-live="polite">
        <p className={styles.caption}>{status === 'failed' ? words.failed(error ?? '') : words.loading}</p>
      </header>
    );
  const { caption, lead, figure, rest } = landscapeHeadline(shown.landscape.header, currency, shown.saved);
  const isLaid = isFlat(view, isCalm());
  return (
    <header ref={ref} className={styles.head}>
      <p className={styles.caption}>
        {caption}
        {status === 'failed' ? ` · ${words.failed(error ?? '')}` : ''}
      </p>
      <h2 className={styles.headline}>
        {lead} {figure === '' ? null : <span className={styles.figure}>{figure}</span>} {rest}
      </h2>
      <div className={styles.actions}>
        <MeasurePickers />
        <button type="button" aria-pressed={isLaid} onClick={() => change((before) => toggleFlat(before, isCalm()))}>
          {isLaid ? words.deep : words.flat}
        </button>
        <button type="button" onClick={() => segmentsStore.setState(({ rescaled }) => ({ rescaled: rescaled + 1 }))}>
          {words.rescale}
        </button>
        {leavePeople(view) === null ? null : (
          <button type="button" onClick={() => change((before) => leavePeople(before) ?? before)}>
            {words.leave}
          </button>
        )}
      </div>
    </header>
  );
}

/** Tells the picture how much room the headline takes. */
function useHeadSize(): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = ref.current ?? {};
    const { head } = segmentsStore.getState();
    if (head.width !== width || head.height !== height) segmentsStore.setState({ head: { width, height } });
  });
  return ref;
}
