/** How far a file is sent, and afterwards what became of its rows. */
import { Download } from 'lucide-react';
import { type JSX, useState } from 'react';
import { localeNow, say } from '../../model/language.ts';
import { download } from '../share/download.ts';
import { badRowsCsv, whyText } from './badRows.ts';
import styles from './bring.module.css';
import { closeBring, openBring } from './bringStore.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import { endedText, hasNone } from './ended.ts';
import { type BadRow, MOST_LISTED, type Tally } from './runImport.ts';
import { UndoButton } from './UndoButton.tsx';
import { UNDO_TEXTS } from './undoTexts.ts';
import type { ImportRun } from './useImport.ts';

const MOST_SHOWN = 100;

interface ProgressProps extends ImportRun {
  /** Of the file. */
  readonly name: string;
  readonly onStop: () => void;
}

export function Progress({ stage, tally, problem, importId, name, onStop }: ProgressProps): JSX.Element {
  const words = say(BRING_TEXTS);
  const [isUndone, setUndone] = useState(false);
  const share = new Intl.NumberFormat(localeNow(), { style: 'percent' }).format(tally.read);
  if (stage === 'sending') {
    return (
      <div className={styles.body}>
        <label className={styles.sending}>
          {words.sending(share)}
          <progress value={tally.read} max={1} />
        </label>
        <Counts tally={tally} />
        <div className={styles.actions}>
          <button type="button" onClick={onStop}>
            {words.cancel}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.body}>
      <p role="status" className={stage === 'refused' || hasNone(tally) ? styles.problem : styles.good}>
        {isUndone
          ? say(UNDO_TEXTS).undoneAll(new Intl.NumberFormat(localeNow()).format(tally.accepted))
          : endedText({ stage, tally, problem })}
      </p>
      <Counts tally={tally} />
      {tally.bad.length === 0 ? null : <BadRows tally={tally} />}
      <div className={styles.actions}>
        <button type="button" className={styles.primary} onClick={closeBring}>
          {words.toMap}
        </button>
        <button type="button" onClick={() => openBring(null)}>
          {words.another}
        </button>
        {importId === null || tally.accepted === 0 ? null : (
          <UndoButton id={importId} name={name} withdrawn={isUndone} onChange={setUndone} />
        )}
        {tally.bad.length === 0 ? null : (
          <button type="button" onClick={() => download(new Blob([badRowsCsv(tally.bad)], { type: 'text/csv' }), 'rows-not-taken.csv')}>
            <Download aria-hidden />
            {words.report}
          </button>
        )}
      </div>
    </div>
  );
}

function Counts({ tally }: { tally: Tally }): JSX.Element {
  const words = say(BRING_TEXTS);
  const number = new Intl.NumberFormat(localeNow());
  return (
    <dl className={styles.counts}>
      {(['accepted', 'duplicates', 'rejected'] as const).map((what) => (
        <div key={what} data-count={what} data-value={tally[what]}>
          <dt>{words[what]}</dt>
          <dd>{number.format(tally[what])}</dd>
        </div>
      ))}
    </dl>
  );
}

function BadRows({ tally }: { tally: Tally }): JSX.Element {
  const words = say(BRING_TEXTS);
  const number = new Intl.NumberFormat(localeNow());
  const hidden = number.format(tally.rejected - Math.min(MOST_SHOWN, tally.bad.length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={styles.scroll} tabIndex={0} aria-label={words.rejected}>
      <table className={styles.bad}>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {tally.bad.slice(0, MOST_SHOWN).map((bad: BadRow) => (
            <tr key={bad.number}>
              <td>{bad.number}</td>
              <td>{bad.field || words.whole}</td>
              <td>{whyText(bad)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tally.rejected <= MOST_SHOWN ? null : (
        <p className={styles.note}>
          {tally.rejected > tally.bad.length ? words.moreThanListed(hidden, number.format(MOST_LISTED)) : words.more(hidden)}
        </p>
      )}
    </section>
  );
}
