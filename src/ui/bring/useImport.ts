import { useEffect, useRef, useState } from 'react';
import { NOTHING, type Tally, type Watch } from './runImport.ts';

export interface ImportRun {
  readonly stage: 'before' | 'sending' | 'done' | 'stopped' | 'refused';
  readonly tally: Tally;
  /** The server's words, when it refused. */
  readonly problem: string;
}

const BEFORE: ImportRun = { stage: 'before', tally: NOTHING, problem: '' };

/** Runs one import with its tally kept for the page; it stops when the sheet closes. */
export function useImport(start: (watch: Watch) => Promise<Tally>): ImportRun & { run(): void; stop(): void } {
  const [state, setState] = useState(BEFORE);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const run = () => {
    const controller = new AbortController();
    control.current = controller;
    const { signal } = controller;
    let latest = NOTHING;
    const onTally = (tally: Tally) => {
      latest = tally;
      setState({ stage: 'sending', tally, problem: '' });
    };
    onTally(NOTHING);
    start({ signal, onTally }).then(
      (tally) => setState({ stage: signal.aborted ? 'stopped' : 'done', tally, problem: '' }),
      (error: unknown) => setState({ stage: 'refused', tally: latest, problem: error instanceof Error ? error.message : String(error) }),
    );
  };
  return { ...state, run, stop: () => control.current?.abort() };
}
