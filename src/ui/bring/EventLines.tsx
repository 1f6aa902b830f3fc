import { type JSX, useEffect, useState } from 'react';
import { say } from '../../model/language.ts';
import styles from './bring.module.css';
import { BRING_TEXTS } from './bringTexts.ts';
import type { LineChunk } from './chunk.ts';
import { Progress } from './Progress.tsx';
import { type Item, importLines } from './runImport.ts';
import { SampleCheck } from './SampleCheck.tsx';
import { useImport } from './useImport.ts';

const SHOWN = 5;
/** Lines that are tried out. */
const TRIED = 200;

/** A file whose lines are events: its first lines, then sent as they are. */
export function EventLines({ file, read }: { readonly file: File; readonly read: () => AsyncGenerator<LineChunk> }): JSX.Element {
  const words = say(BRING_TEXTS);
  const [items, setItems] = useState<readonly Item[]>([]);
  const sending = useImport(file.name, (watch) => importLines(read(), watch));
  useEffect(() => {
    let isCurrent = true;
    void read()
      .next()
      .then(({ value }) => {
        const { lines = [], numbers = [] } = (value as LineChunk | undefined) ?? {};
        if (isCurrent) setItems(lines.slice(0, TRIED).map((made, at) => ({ made, number: numbers[at] ?? 0, read: 0 })));
      });
    return () => {
      isCurrent = false;
    };
  }, [read]);
  if (sending.stage !== 'before') return <Progress {...sending} name={file.name} onStop={sending.stop} />;
  return (
    <div className={styles.body}>
      <p>{words.ready}</p>
      <pre className={styles.lines}>
        {items
          .slice(0, SHOWN)
          .map(({ made }) => made)
          .join('\n')}
      </pre>
      {items.length === 0 ? null : <SampleCheck items={items} plan={null} />}
      <div className={styles.actions}>
        <button type="button" className={styles.primary} onClick={sending.run}>
          {words.sendLines}
        </button>
      </div>
    </div>
  );
}
