import { X } from 'lucide-react';
import { type CSSProperties, type JSX, useEffect, useRef } from 'react';
import { say } from '../../model/language.ts';
import type { Mark } from '../../model/marks.ts';
import { dateText } from '../../model/ticks.ts';
import { IconButton } from '../controls/IconButton.tsx';
import styles from './timeline.module.css';
import { TEXTS } from './timelineTexts.ts';

interface MomentCardProps {
  readonly mark: Mark;
  readonly timeZone: string;
  readonly onClose: () => void;
}

/** All that was announced or noted at one spot of the axis. What was written stands as text, whatever it is. */
export function MomentCard({ mark, timeZone, onClose }: MomentCardProps): JSX.Element {
  const ref = useRef<HTMLDivElement>(null);
  const words = say(TEXTS);
  const title = momentsTitle(mark.moments);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
    };
    const miss = (event: PointerEvent) => {
      if (!(event.target instanceof Element) || event.target.closest(`.${styles.mark}`) !== null) return;
      if (!ref.current?.contains(event.target)) onClose();
    };
    addEventListener('keydown', leave, true);
    addEventListener('pointerdown', miss, true);
    return () => {
      removeEventListener('keydown', leave, true);
      removeEventListener('pointerdown', miss, true);
    };
  }, [onClose]);
  return (
    <div
      ref={ref}
      className={styles.card}
      role="dialog"
      aria-label={title}
      style={{ '--at': `${mark.share * 100}%` } as CSSProperties}
      data-side={mark.share > 0.5 ? 'left' : 'right'}
    >
      <header>
        <b>{title}</b>
        <IconButton label={words.close} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <ul>
        {mark.moments.map(({ id, ms, text, place, author }) => (
          <li key={id}>
            <span>
              {[dateText(ms, timeZone, WHEN), ...(place === null ? [] : [place]), ...(author === null ? [] : [words.noted(author)])].join(
                ' · ',
              )}
            </span>
            <p dir="auto">{text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What stands at a spot: one of them by its kind, several by their number. */
export function momentsTitle(moments: Mark['moments']): string {
  const { announced, note } = say(TEXTS);
  return moments.length === 1 && (moments[0]?.author ?? null) !== null ? note : announced(moments.length);
}

const WHEN = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
