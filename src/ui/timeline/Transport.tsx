import { Pause, Play, Repeat, StepBack, StepForward } from 'lucide-react';
import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { PickMenu } from '../controls/PickMenu.tsx';
import { still } from '../controls/still.tsx';
import styles from './timeline.module.css';
import { TEXTS } from './timelineTexts.ts';
import type { Playback } from './usePlayback.ts';

/** Play, pause, single steps, speed and loop. */
export const Transport = still(function Transport(playback: Playback & { readonly isLive: boolean }): JSX.Element {
  const words = say(TEXTS);
  const { isPlaying, speed, speeds, loops, canStep, isLive } = playback;
  return (
    <div className={styles.transport}>
      <IconButton label={words.back} disabled={!canStep} onClick={() => playback.step(-1)}>
        <StepBack />
      </IconButton>
      <button
        type="button"
        className={styles.play}
        aria-label={isPlaying ? words.pause : isLive ? words.playOn : words.play}
        onClick={playback.toggle}
      >
        {isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
      </button>
      <IconButton label={words.forward} disabled={!canStep} onClick={() => playback.step(1)}>
        <StepForward />
      </IconButton>
      <div className={styles.pace}>
        <PickMenu
          plain
          label={`${words.speed}: ${speed}×`}
          picks={speeds.map((each) => ({ id: String(each), label: `${each}×`, note: words.speedNotes[isLive ? 'live' : 'window'] }))}
          picked={String(speed)}
          onPick={(picked) => playback.setSpeed(Number(picked))}
        >
          <span className={styles.speed}>{speed}×</span>
        </PickMenu>
        {isLive ? null : (
          <IconButton label={words.loop} pressed={loops} onClick={() => playback.setLoops(!loops)}>
            <Repeat />
          </IconButton>
        )}
      </div>
    </div>
  );
});
