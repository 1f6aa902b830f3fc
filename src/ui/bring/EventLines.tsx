import { type JSX, useEffect, useState } from 'react';
import { say } from '../../model/language.ts';
import styles from './bring.module.css';
import { BRING_TEXTS } from './bringTexts.ts';
import type { LineChunk } from './chunk.ts';
import { Progress } from './Progress.tsx';
import { importLines } from './runImport.ts';
import { useImport } from './useImport.ts';

const SHOWN = 5;

/** A file whose lines are events: its first lines, then sent as they are. */
export function EventLines({ read }: { readonly file: File; readonly read: () => AsyncGenerator<LineChunk> }): JSX.Element {
  const words = say(BRING_TEXTS);
  const [lines, setLines] = useState<readonly string[]>([]);
  const sending = useImport((watch) => importLines(read(), watch));
  useEffect(() => {
    void read()
      .next()
      .then(({ value }) => setLines((value as LineChunk | undefined)?.lines.slice(0, SHOWN) ?? []));
  }, [read]);
  if (sending.stage !== 'before') return <Progress {...sending} onStop={sending.stop} />;
  return (
    <div className={styles.body}>
      <p>{words.ready}</p>
      <pre className={styles.lines}>{lines.join('\n')}</pre>
      <div className={styles.actions}>
        <button type="button" className={styles.primary} onClick={sending.run}>
          {words.sendLines}
        </button>
      </div>
    </div>
  );
}
