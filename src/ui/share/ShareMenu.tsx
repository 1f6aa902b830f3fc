/** Everything that leaves the page: links, files, a frame for another page; and what is said about it. */
import { Menu } from '@mantine/core';
import { Share2 } from 'lucide-react';
import { type JSX, Suspense, useState } from 'react';
import { say, texts } from '../../model/language.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import controls from '../controls/controls.module.css';
import { part } from '../part.ts';
import styles from './share.module.css';

const ShareEntries = part(() => import('./ShareEntries.tsx').then((module) => module.ShareEntries));

const TEXTS = texts({
  en: { share: 'Share', failed: (why: string) => `That did not work: ${why}` },
  pt: { share: 'Compartilhar', failed: (why: string) => `Não funcionou: ${why}` },
  de: { share: 'Teilen', failed: (why: string) => `Das ging nicht: ${why}` },
});

export function ShareMenu(): JSX.Element {
  const words = say(TEXTS);
  const [said, setSaid] = useState<{ readonly text: string; readonly isBad: boolean } | null>(null);
  const tell = (text: string, isBad = false) => setSaid({ text, isBad });
  const attempt = (work: () => Promise<string>) => {
    work().then(
      (text) => tell(text),
      (error: unknown) => tell(words.failed(messageOf(error)), true),
    );
  };
  return (
    <span className={styles.share}>
      <Menu position="bottom-end" loop={false} onOpen={() => setSaid(null)}>
        <Menu.Target>
          <button type="button" className={controls.icon} aria-label={words.share} title={words.share}>
            <Share2 aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label={words.share}>
          <Suspense fallback={null}>
            <ShareEntries attempt={attempt} tell={tell} />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      <span className={styles.said} role={said?.isBad ? 'alert' : 'status'} data-bad={said?.isBad ?? false}>
        {said?.text}
      </span>
    </span>
  );
}
