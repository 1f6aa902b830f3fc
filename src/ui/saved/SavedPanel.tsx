/** The saved views of the workspace: opened, renamed, brought up to date, shared, deleted. */
import { Link, Pencil, Plus, RefreshCw, Trash2, X } from 'lucide-react';
import { type JSX, useState } from 'react';
import { useStore } from 'zustand';
import { useLibrary, useLibraryActions } from '../../live/useLibrary.ts';
import { say } from '../../model/language.ts';
import { isShown, openSaved, searchToSave } from '../../model/savedView.ts';
import { dateText } from '../../model/ticks.ts';
import type { SavedView } from '../../protocol/library.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Sure } from '../controls/Sure.tsx';
import { PanelState } from '../PanelState.tsx';
import { useCopied } from '../share/useCopied.ts';
import side from '../sidePanel.module.css';
import { useChange, useView } from '../viewStore.ts';
import { SaveForm } from './SaveForm.tsx';
import styles from './saved.module.css';
import { SAVED_TEXTS } from './savedTexts.ts';
import { keepTyped, savingStore, startSaving } from './saving.ts';

export function SavedPanel(): JSX.Element {
  const words = say(SAVED_TEXTS);
  const view = useView();
  const change = useChange();
  const views = useLibrary((state) => state.views);
  const status = useLibrary((state) => state.status);
  const error = useLibrary((state) => state.error);
  const { isSaving, typed } = useStore(savingStore);
  const { addView } = useLibraryActions();
  return (
    <section className={side.panel} aria-label={words.saved}>
      <header className={side.head}>
        <h2>{words.saved}</h2>
        <IconButton label={words.close} onClick={() => change((before) => ({ ...before, side: 'none' }))}>
          <X />
        </IconButton>
      </header>
      {isSaving ? (
        <SaveForm
          {...typed}
          asksAuthor
          onTyped={keepTyped}
          onSave={(said) => addView({ ...said, search: searchToSave(view) })}
          onDone={() => startSaving(false)}
        />
      ) : (
        <button type="button" className={side.add} onClick={() => startSaving()}>
          <Plus aria-hidden />
          {words.save}
        </button>
      )}
      {views.length > 0 ? (
        <ul className={`${side.entries} ${styles.saved}`}>
          {views.map((saved) => (
            <Row key={saved.id} saved={saved} />
          ))}
        </ul>
      ) : (
        <div className={side.nothing}>
          <PanelState status={status} error={error && `${words.missing} (${error})`}>
            {words.none}
          </PanelState>
        </div>
      )}
    </section>
  );
}

function Row({ saved }: { saved: SavedView }): JSX.Element {
  const words = say(SAVED_TEXTS);
  const view = useView();
  const change = useChange();
  const { timezone } = useCatalog();
  const { editView, deleteView } = useLibraryActions();
  const [isCopied, copy] = useCopied();
  const [mode, setMode] = useState<'read' | 'delete'>('read');
  /** As it was when its edit began: what somebody else has made of it meanwhile must not be written over. */
  const [edited, setEdited] = useState<SavedView | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = (act: Promise<unknown>) => {
    setError(null);
    act.catch((problem: unknown) => setError(messageOf(problem)));
  };
  if (edited !== null)
    return (
      <li>
        <SaveForm
          name={edited.name}
          question={edited.question}
          asksAuthor={false}
          onSave={({ name, question }) => editView(saved.id, { version: edited.version, name, question })}
          onDone={() => setEdited(null)}
        />
      </li>
    );
  const when = dateText(Date.parse(saved.createdAt), timezone, { day: 'numeric', month: 'short', year: 'numeric' });
  return (
    <li className={styles.row} data-view={saved.id} data-shown={isShown(saved.search, view)}>
      <button type="button" className={styles.open} onClick={() => change((before) => openSaved(saved.search, before))}>
        <b>{saved.name}</b>
        {saved.question === '' ? null : <span>{saved.question}</span>}
        <small>{words.by(saved.author, when)}</small>
      </button>
      <div className={styles.tools}>
        <IconButton
          label={isCopied ? words.copied : words.copy}
          onClick={() => copy(`${window.location.origin}/${saved.search}`, words.manual)}
        >
          <Link />
        </IconButton>
        <IconButton label={words.edit} onClick={() => setEdited(saved)}>
          <Pencil />
        </IconButton>
        <IconButton
          label={words.replace}
          disabled={isShown(saved.search, view)}
          onClick={() => attempt(editView(saved.id, { version: saved.version, search: searchToSave(view) }))}
        >
          <RefreshCw />
        </IconButton>
        <IconButton label={words.remove} onClick={() => setMode('delete')}>
          <Trash2 />
        </IconButton>
      </div>
      {mode === 'delete' ? (
        <Sure label={words.removeSure} cancel={words.cancel} onSure={() => attempt(deleteView(saved))} onCancel={() => setMode('read')} />
      ) : null}
      {error === null ? null : <p role="alert">{words.failed(error)}</p>}
    </li>
  );
}
