/** The bar of a view that stands in a frame of another page: what it shows, how fresh it is, and the way to the whole. */
import { ExternalLink } from 'lucide-react';
import type { JSX } from 'react';
import { searchToShare } from '../../model/asOf.ts';
import { say } from '../../model/language.ts';
import { ConnectionChip } from '../top/ConnectionChip.tsx';
import { NoticeChips } from '../top/NoticeChips.tsx';
import { useView } from '../viewStore.ts';
import styles from './share.module.css';
import { SHARE_TEXTS } from './shareTexts.ts';
import { useShownWords } from './useShown.ts';

export function EmbedBar(): JSX.Element {
  const view = useView();
  const { title, subtitle } = useShownWords();
  return (
    <header className={styles.embedBar}>
      <b>{title}</b>
      <span>{subtitle}</span>
      <div className={styles.end}>
        <NoticeChips />
        <ConnectionChip />
        <a href={`/${searchToShare({ ...view, drawer: 'auto' })}`} target="_blank" rel="noreferrer">
          {say(SHARE_TEXTS).full}
          <ExternalLink aria-hidden />
        </a>
      </div>
    </header>
  );
}
