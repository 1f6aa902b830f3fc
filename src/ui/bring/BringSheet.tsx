/** Bringing a file: choosing it, looking at it, sending it, and what became of it. */
import { X } from 'lucide-react';
import { type JSX, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { localeNow, say } from '../../model/language.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { isEscape } from '../controls/keys.ts';
import styles from './bring.module.css';
import { bringStore, closeBring, openBring } from './bringStore.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import { Chooser } from './Chooser.tsx';
import { EventLines } from './EventLines.tsx';
import { type Opened, openFile } from './openFile.ts';
import { PastImports } from './PastImports.tsx';
import { StopQuestion } from './StopQuestion.tsx';
import { sampleStore } from './sampleStore.ts';
import { TablePreview } from './TablePreview.tsx';
import { TerritoryForm } from './TerritoryForm.tsx';
import { UNDO_TEXTS } from './undoTexts.ts';

export function BringSheet(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const file = useStore(bringStore, (state) => state.file);
  const others = useStore(bringStore, (state) => state.others);
  const words = say(BRING_TEXTS);
  const [isPeeking, setPeeking] = useState(false);
  const hasSample = useStore(sampleStore, (spots) => spots !== null && spots.length > 0);
  // Beside the map, not over it: the map is looked at while a file is. Closed before it goes, it gives the focus back to where it was.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.show();
    return () => opened?.close();
  }, []);
  useEscapeKey(dialog);
  return (
    <dialog ref={dialog} className={styles.sheet} data-popup data-peek={isPeeking && hasSample} aria-labelledby="bring-title">
      <header className={styles.head}>
        <h2 id="bring-title">{words.title}</h2>
        {file === null ? null : <span className={styles.file}>{file.name}</span>}
        {hasSample ? (
          <button type="button" className={styles.peek} aria-pressed={isPeeking} onClick={() => setPeeking(!isPeeking)}>
            {isPeeking ? say(UNDO_TEXTS).back : say(UNDO_TEXTS).peek}
          </button>
        ) : null}
        <IconButton label={words.close} onClick={closeBring}>
          <X />
        </IconButton>
      </header>
      <StopQuestion />
      {others === 0 ? null : <p className={styles.warning}>{words.others(new Intl.NumberFormat(localeNow()).format(others))}</p>}
      {file === null ? <Start /> : <FileView key={`${file.name} ${file.size} ${file.lastModified}`} file={file} />}
    </dialog>
  );
}

function Start(): JSX.Element {
  return (
    <div className={styles.start}>
      <Chooser onFile={openBring} />
      <PastImports />
    </div>
  );
}

/** Wherever the keys go, unless another thing is open above. */
function useEscapeKey(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isEscape(event)) return;
      const popup = document.activeElement?.closest('[data-popup]');
      if (popup === null || popup === undefined || popup === dialog.current) closeBring();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [dialog]);
}

function FileView({ file }: { file: File }): JSX.Element {
  const words = say(BRING_TEXTS);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    openFile(file).then(
      (found) => {
        if (!isCurrent) return;
        if (found === null) setProblem(file.size === 0 ? words.empty(file.name) : words.unknown(file.name));
        setOpened(found);
      },
      (error: unknown) => isCurrent && setProblem(words.failed(messageOf(error))),
    );
    return () => {
      isCurrent = false;
    };
  }, [file, words]);
  if (problem !== null) return <Chooser problem={problem} onFile={openBring} />;
  if (opened === null) return <p className={styles.note}>{words.reading}</p>;
  if (opened.kind === 'table') return <TablePreview file={file} read={opened.read} />;
  return opened.kind === 'events' ? <EventLines file={file} read={opened.read} /> : <TerritoryForm file={file} />;
}
