/** What was brought before by anybody, each to be undone whole; the list follows what happens elsewhere. */
import { type JSX, useEffect, useState } from 'react';
import { fetchImports } from '../../live/imports.ts';
import { useConnection } from '../../live/useConnection.ts';
import { dateLocaleNow, localeNow, say } from '../../model/language.ts';
import type { ImportInfo } from '../../protocol/imports.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import styles from './bring.module.css';
import { UndoButton } from './UndoButton.tsx';
import { UNDO_TEXTS } from './undoTexts.ts';

type Listed = { readonly imports: readonly ImportInfo[] } | { readonly error: string } | null;

export function PastImports(): JSX.Element {
  const words = say(UNDO_TEXTS);
  const [listed, again] = useImports();
  return (
    <section className={styles.past} aria-labelledby="bring-past">
      <h3 id="bring-past">{words.brought}</h3>
      {listed === null ? <p className={styles.note}>{words.loading}</p> : null}
      {listed && 'error' in listed ? <p role="alert">{words.failed(listed.error)}</p> : null}
      {listed && 'imports' in listed ? <List imports={listed.imports} onChange={again} /> : null}
    </section>
  );
}

function List({ imports, onChange }: { readonly imports: readonly ImportInfo[]; readonly onChange: () => void }): JSX.Element {
  const words = say(UNDO_TEXTS);
  const number = new Intl.NumberFormat(localeNow());
  const moment = new Intl.DateTimeFormat(dateLocaleNow(), { dateStyle: 'medium', timeStyle: 'short' });
  if (imports.length === 0) return <p className={styles.note}>{words.nothing}</p>;
  return (
    <ul>
      {imports.map(({ id, name, time, events, withdrawn }) => (
        <li key={id} data-import={id} data-withdrawn={withdrawn}>
          <b>{name || words.unnamed}</b>
          <span>{words.rows(number.format(events))}</span>
          <time dateTime={time}>{moment.format(new Date(time))}</time>
          {withdrawn ? <em>{words.undone}</em> : null}
          <span className={styles.actions}>
            <UndoButton id={id} name={name} withdrawn={withdrawn} onChange={onChange} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Read again whenever the server says that it changed, and after every break of the connection. */
function useImports(): readonly [Listed, () => void] {
  const news = useConnection(({ imports, epoch, status }) => `${imports} ${epoch} ${status}`);
  const [asked, setAsked] = useState(0);
  const [listed, setListed] = useState<Listed>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news is what it is read again for
  useEffect(() => {
    const control = new AbortController();
    fetchImports(control.signal).then(
      (imports) => setListed({ imports }),
      (error: unknown) => {
        if (!control.signal.aborted) setListed({ error: messageOf(error) });
      },
    );
    return () => control.abort();
  }, [news, asked]);
  return [listed, () => setAsked((before) => before + 1)];
}
