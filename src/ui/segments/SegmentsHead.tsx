/** What matters on the land, as one sentence, and how the land is looked at. */
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { landscapeHeadline } from '../../model/landscape/landscapeWords.ts';
import { isFlat, toggleFlat } from '../../model/viewState.ts';
import { isCalm } from '../calm.ts';
import { useCatalog } from '../catalogContext.ts';
import head from '../pictureHead.module.css';
import { useHeadRoom } from '../pictureRoom.ts';
import { useChange, useView } from '../viewStore.ts';
import { MeasurePickers } from './MeasurePickers.tsx';
import { segmentsStore } from './segmentsStore.ts';
import { segmentsWords } from './segmentsTexts.ts';

export function SegmentsHead(): JSX.Element {
  const words = segmentsWords();
  const view = useView();
  const change = useChange();
  const { currency } = useCatalog();
  const { shown, status, error } = useStore(segmentsStore);
  const ref = useHeadRoom((room) => segmentsStore.setState({ head: room }));
  if (shown === null)
    return (
      <header className={head.head} aria-live="polite">
        <p className={head.caption}>{status === 'failed' ? words.failed(error ?? '') : words.loading}</p>
      </header>
    );
  const { caption, lead, figure, rest } = landscapeHeadline(shown.landscape.header, currency, shown.saved);
  const isLaid = isFlat(view, isCalm());
  return (
    <header ref={ref} className={head.head}>
      <p className={head.caption}>
        {caption}
        {status === 'failed' ? ` · ${words.failed(error ?? '')}` : ''}
      </p>
      <h2 className={head.headline}>
        {lead} {figure === '' ? null : <span className={head.figure}>{figure}</span>} {rest}
      </h2>
      <div className={head.actions}>
        <MeasurePickers />
        <button type="button" aria-pressed={isLaid} onClick={() => change((before) => toggleFlat(before, isCalm()))}>
          {isLaid ? words.deep : words.flat}
        </button>
        <button type="button" onClick={() => segmentsStore.setState(({ rescaled }) => ({ rescaled: rescaled + 1 }))}>
          {words.rescale}
        </button>
      </div>
    </header>
  );
}
