/** Every key of the page on one sheet. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { say, texts } from '../../model/language.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useModal } from '../controls/useModal.ts';
import { KEY_GROUPS } from './keyGroups.ts';
import styles from './keys.module.css';
import { openKeys } from './keysStore.ts';

const TEXTS = texts({
  en: { title: 'Keys', close: 'Close the keys' },
  pt: { title: 'Teclas', close: 'Fechar as teclas' },
  de: { title: 'Tasten', close: 'Tasten schließen' },
});

export function KeySheet(): JSX.Element {
  const dialog = useModal();
  const words = say(TEXTS);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className={styles.sheet}
      data-popup
      aria-labelledby="keys-title"
      onClose={() => dialog.current?.open || openKeys(false)}
      onClick={(event) => (event.target === dialog.current ? openKeys(false) : undefined)}
    >
      <header className={styles.head}>
        <h2 id="keys-title">{words.title}</h2>
        <IconButton label={words.close} onClick={() => openKeys(false)}>
          <X />
        </IconButton>
      </header>
      <div className={styles.groups}>
        {say(KEY_GROUPS).map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key} className={styles.key}>
                  <dt>
                    {key.split(' ').map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
