/** What is said to the scene, over how far the tour has come. */
import { type JSX, useEffect, useRef } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { scenesTold } from '../../model/wall/ahead.ts';
import { toWallCaption } from '../../model/wall/caption.ts';
import { positionAt, type Room } from '../../protocol/room.ts';
import type { Scene } from '../../protocol/tours.ts';
import styles from './wall.module.css';
import { wallWords } from './wallTexts.ts';

/** More scenes than these are one line, not many. */
const MOST_SEGMENTS = 24;

interface WallCaptionProps {
  readonly room: Room;
  readonly scene: Scene;
  readonly index: number;
}

export function WallCaption({ room, scene, index }: WallCaptionProps): JSX.Element {
  const { headline, rest } = toWallCaption(scene);
  const words = wallWords();
  return (
    <section className={styles.caption} aria-live="polite" data-scene={scene.id}>
      <Progress room={room} index={index} />
      <div key={`${room.run} ${scene.id}`} className={styles.said}>
        <p className={styles.headline}>{headline}</p>
        {rest === '' ? null : <p className={styles.rest}>{rest}</p>}
      </div>
      {room.heldMs === null && !room.pinned ? null : <p className={styles.held}>{room.heldMs === null ? words.pinned : words.paused}</p>}
    </section>
  );
}

/** A piece a scene; the present one fills with time, outside React. */
function Progress({ room, index }: Pick<WallCaptionProps, 'room' | 'index'>): JSX.Element {
  const live = useLive();
  const fill = useRef<HTMLElement>(null);
  const played = scenesTold(room, index);
  useEffect(() => {
    const draw = () => {
      const position = positionAt(room, live.room.serverNow());
      const seconds = room.scenes[position?.index ?? 0]?.seconds ?? 1;
      if (fill.current && position) fill.current.style.scale = `${Math.min(1, position.elapsedMs / (seconds * 1000)).toFixed(3)} 1`;
    };
    draw();
    const timer = setInterval(draw, 250);
    return () => clearInterval(timer);
  }, [live, room]);
  const shown = played.length <= MOST_SEGMENTS ? played : [index];
  return (
    <div className={styles.progress} role="img" aria-label={wallWords().scene(played.indexOf(index) + 1, played.length)}>
      {shown.map((at) => (
        <i key={at} data-past={at < index}>
          {at === index ? <b ref={fill} /> : null}
        </i>
      ))}
    </div>
  );
}
