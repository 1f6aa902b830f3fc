/** What a panel shows while it has nothing to show: that it is waiting, why nothing came, or that nothing is there. Each says what can be done. */
import { type JSX, useEffect, useState } from 'react';
import { useLive } from '../live/LiveProvider.tsx';
import { askPlansAgain } from '../live/plan.ts';
import { useConnection } from '../live/useConnection.ts';
import { say, texts } from '../model/language.ts';
import styles from './panelState.module.css';
import { useChange, useView } from './viewStore.ts';

const TEXTS = texts({
  en: {
    loading: 'Loading',
    slow: 'This takes longer than usual. The answer is still awaited.',
    lost: 'The server is not heard. What was asked is answered when it is back.',
    failed: (why: string) => `This could not be answered: ${why}`,
    noReason: 'no reason was given',
    again: 'Ask again',
    empty: 'Nothing in this window.',
    nothing: 'Nothing has been sent for this yet.',
    clear: 'Clear the filters',
    allTime: 'Show all of time',
  },
  pt: {
    loading: 'Carregando',
    slow: 'Está demorando mais do que o normal. A resposta ainda é aguardada.',
    lost: 'O servidor não é ouvido. A resposta vem quando ele voltar.',
    failed: (why) => `Não foi possível responder: ${why}`,
    noReason: 'nenhum motivo foi dado',
    again: 'Perguntar de novo',
    empty: 'Nada nesta janela.',
    nothing: 'Nada foi enviado para isto ainda.',
    clear: 'Limpar os filtros',
    allTime: 'Mostrar todo o período',
  },
  de: {
    loading: 'Wird geladen',
    slow: 'Das dauert länger als sonst. Die Antwort wird noch erwartet.',
    lost: 'Der Server ist nicht zu hören. Geantwortet wird, sobald er wieder da ist.',
    failed: (why) => `Das konnte nicht beantwortet werden: ${why}`,
    noReason: 'ohne Angabe von Gründen',
    again: 'Erneut fragen',
    empty: 'Nichts in diesem Fenster.',
    nothing: 'Dafür wurde noch nichts gesendet.',
    clear: 'Filter aufheben',
    allTime: 'Die ganze Zeit zeigen',
  },
});

/** After this long a person wonders whether anything still happens. */
const SLOW_MS = 5000;

interface PanelStateProps {
  readonly status: string;
  readonly error: string | null;
  /** What is empty, where more can be said than that nothing is there. */
  readonly children?: string | undefined;
  /** Whether filters and the window hide it; false where nothing was ever sent that would show. */
  readonly isHidden?: boolean;
}

export function PanelState({ status, error, children, isHidden = true }: PanelStateProps): JSX.Element {
  if (status === 'error') return <ErrorState error={error} />;
  if (status === 'loading') return <LoadingState />;
  return <EmptyState isHidden={isHidden}>{children}</EmptyState>;
}

function LoadingState(): JSX.Element {
  const [isSlow, setSlow] = useState(false);
  const isHeard = useConnection((connection) => connection.status === 'live');
  const words = say(TEXTS);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.state} role="status" data-state="loading">
      <div className={styles.loading} role="img" aria-label={words.loading} />
      {isSlow ? <p className={styles.text}>{isHeard ? words.slow : words.lost}</p> : null}
    </div>
  );
}

function ErrorState({ error }: { error: string | null }): JSX.Element {
  const live = useLive();
  const words = say(TEXTS);
  const again = () => {
    live.askAgain();
    askPlansAgain();
  };
  return (
    <div className={styles.state} role="alert" data-state="error">
      <p className={styles.error}>{words.failed(error ?? words.noReason)}</p>
      <button type="button" className={styles.remedy} onClick={again}>
        {words.again}
      </button>
    </div>
  );
}

/** Offers to give up what hides events, nearest first. */
function EmptyState({ children, isHidden }: { children: string | undefined; isHidden: boolean }): JSX.Element {
  const { where, window } = useView();
  const change = useChange();
  const words = say(TEXTS);
  const isFiltered = Object.keys(where).length > 0;
  const isWindowed = window.kind !== 'all';
  return (
    <div className={styles.state} data-state="empty">
      <p className={styles.text}>{children ?? (isFiltered || isWindowed ? words.empty : words.nothing)}</p>
      {isHidden && isFiltered ? (
        <button type="button" className={styles.remedy} onClick={() => change((view) => ({ ...view, where: {} }))}>
          {words.clear}
        </button>
      ) : null}
      {isHidden && isWindowed ? (
        <button
          type="button"
          className={styles.remedy}
          onClick={() => change((view) => ({ ...view, until: null, axis: null, window: { kind: 'all' } }))}
        >
          {words.allTime}
        </button>
      ) : null}
    </div>
  );
}
