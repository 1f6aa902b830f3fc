/** Bringing a file: choosing it, looking at it, sending it, and what became of it. */
import { X } from 'lucide-react';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { say } from '../../model/language.ts';
import { IconButton } from '../controls/IconButton.tsx';
import styles from './bring.module.css';
import { bringStore, closeBring, openBring } from './bringStore.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import { Chooser } from './Chooser.tsx';
import { EventLines } from './EventLines.tsx';
import { type Opened, openFile } from './openFile.ts';
import { TablePreview } from './TablePreview.tsx';
import { TerritoryForm } from './TerritoryForm.tsx';

export function BringSheet(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const file = useStore(bringStore, (state) => state.file);
  const words = say(BRING_TEXTS);
  // The browser tells of its closing late: another file may have been dropped by then.
  const leave = () => bringStore.getState().file === file && closeBring();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file opens it again
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, [file]);
  return (
    <dialog ref={dialog} className={styles.sheet} data-popup aria-labelledby="bring-title" onClose={leave}>
      <header className={styles.head}>
        <h2 id="bring-title">{words.title}</h2>
        {file === null ? null : <span className={styles.file}>{file.name}</span>}
        <IconButton label={words.close} onClick={closeBring}>
          <X />
        </IconButton>
      </header>
      {file === null ? <Chooser onFile={openBring} /> : <FileView key={`${file.name} ${file.size} ${file.lastModified}`} file={file} />}
    </dialog>
  );
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
      (error: unknown) => isCurrent && setProblem(words.failed(error instanceof Error ? error.message : String(error))),
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
