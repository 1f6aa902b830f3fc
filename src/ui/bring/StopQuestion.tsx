import { type JSX, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { say } from '../../model/language.ts';
import styles from './bring.module.css';
import { answerAsked, bringStore } from './bringStore.ts';
import { UNDO_TEXTS } from './undoTexts.ts';

/** Asked when the sheet is to close, another file is dropped or another language chosen while a file is still being sent. */
export function StopQuestion(): JSX.Element | null {
  const isAsked = useStore(bringStore, ({ asked }) => asked !== null);
  const isSending = useStore(bringStore, ({ stop }) => stop !== null);
  useLeavingAsked(isSending);
  return isAsked ? <Question /> : null;
}

function Question(): JSX.Element {
  const words = say(UNDO_TEXTS);
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <div role="alertdialog" aria-labelledby="bring-stop" className={styles.question}>
      <p id="bring-stop">{words.stillSending}</p>
      <div className={styles.actions}>
        <button ref={stay} type="button" className={styles.primary} onClick={() => answerAsked(false)}>
          {words.goOn}
        </button>
        <button type="button" onClick={() => answerAsked(true)}>
          {words.stopAnyway}
        </button>
      </div>
    </div>
  );
}

/** The browser asks in its own words before the page itself is left. */
function useLeavingAsked(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSending]);
}
