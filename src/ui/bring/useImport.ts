import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../protocol/messageOf.ts';
import { keepOpen } from './bringStore.ts';
import { NOTHING, type Tally, type Watch } from './runImport.ts';

export interface ImportRun {
  readonly stage: 'before' | 'sending' | 'done' | 'stopped' | 'refused';
  readonly tally: Tally;
  /** The server's words, when it refused. */
  readonly problem: string;
  /** What it was sent with; null before. */
  readonly importId: string | null;
}

const BEFORE: ImportRun = { stage: 'before', tally: NOTHING, problem: '', importId: null };

/** Runs one import with its tally kept for the page. While it is under way the sheet asks before it closes; it stops when the sheet is gone. */
export function useImport(name: string, start: (watch: Watch) => Promise<Tally>): ImportRun & { run(): void; stop(): void } {
  const [state, setState] = useState(BEFORE);
  const control = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      control.current?.abort();
      control.current = null;
      keepOpen(null);
    },
    [],
  );
  const run = () => {
    const controller = new AbortController();
    control.current = controller;
    const { signal } = controller;
    const importId = crypto.randomUUID();
    let latest = NOTHING;
    const end = (ended: Omit<ImportRun, 'importId'>) => {
      // Another file may be sent by now.
      if (control.current === controller) keepOpen(null);
      setState({ ...ended, importId });
    };
    const onTally = (tally: Tally) => {
      latest = tally;
      setState({ stage: 'sending', tally, problem: '', importId });
    };
    onTally(NOTHING);
    keepOpen(() => controller.abort());
    start({ signal, onTally, label: { id: importId, name } }).then(
      (tally) => end({ stage: signal.aborted && tally.read < 1 ? 'stopped' : 'done', tally, problem: '' }),
      (error: unknown) => end({ stage: 'refused', tally: latest, problem: messageOf(error) }),
    );
  };
  return { ...state, run, stop: () => control.current?.abort() };
}
