/** The change of a metric in words and bars, by the dimension that tells most of it or the one that was chosen. */
import { type JSX, useRef } from 'react';
import { missingSide } from '../../../model/drivers/decompose.ts';
import type { RankedDimension } from '../../../model/drivers/rankDrivers.ts';
import { sayDrivers } from '../../../model/drivers/sayDrivers.ts';
import { makingOf } from '../../../model/drivers/values.ts';
import { say } from '../../../model/language.ts';
import { openSaved } from '../../../model/savedView.ts';
import { dateText } from '../../../model/ticks.ts';
import type { ViewState, WhyChoice } from '../../../model/viewState.ts';
import type { MetricInfo } from '../../../protocol/catalog.ts';
import { useCatalog } from '../../catalogContext.ts';
import { PanelState } from '../../PanelState.tsx';
import { Caption } from '../../tours/Caption.tsx';
import { useChange } from '../../viewStore.ts';
import { comparedWords } from './comparedWords.ts';
import { DriverBars } from './DriverBars.tsx';
import { figureLink } from './figureLink.ts';
import { type FoundDrivers, useDrivers } from './useDrivers.ts';
import styles from './why.module.css';
import { WHY_TEXTS } from './whyTexts.ts';

interface DriversToldProps {
  readonly view: ViewState;
  readonly metric: MetricInfo;
  /** What is chosen; null one level deeper, where nothing is. */
  readonly why: WhyChoice | null;
}

export function DriversTold({ view, metric, why }: DriversToldProps): JSX.Element {
  const { found, isLate, status, error, retry } = useDrivers(view, metric);
  const words = say(WHY_TEXTS);
  if (status === 'error')
    return (
      <div className={styles.notice} role="alert">
        <p>{words.failed(error ?? '')}</p>
        <button type="button" className={styles.remedy} onClick={retry}>
          {words.again}
        </button>
      </div>
    );
  if (found === null) return <PanelState status="loading" error={null} />;
  const { analysis } = found;
  if (makingOf(metric) === null) return <Notice>{words.noParts(metric.label)}</Notice>;
  if (analysis === null) return <Notice>{words.tooFew}</Notice>;
  const shown = analysis.dimensions.find(({ dimension }) => dimension.id === why?.by) ?? analysis.dimensions[0];
  const missing = shown === undefined ? 'before' : missingSide(shown);
  if (shown === undefined || missing !== null) return <Notice>{missing === 'now' ? words.noNow(metric.label) : words.noBefore}</Notice>;
  return (
    <div className={styles.told} aria-busy={isLate}>
      <Told found={found} view={view} shown={shown} metric={metric} why={why} />
    </div>
  );
}

function Notice({ children }: { readonly children: string }): JSX.Element {
  return <p className={styles.notice}>{children}</p>;
}

interface ToldProps {
  readonly found: FoundDrivers;
  readonly view: ViewState;
  readonly shown: RankedDimension;
  readonly metric: MetricInfo;
  readonly why: WhyChoice | null;
}

function Told({ found, view, shown, metric, why }: ToldProps): JSX.Element | null {
  const change = useChange();
  const catalog = useCatalog();
  const steady = useSteadyOrder(shown);
  const words = say(WHY_TEXTS);
  const { analysis } = found;
  if (analysis === null) return null;
  const says = sayDrivers(analysis, shown, { metric, against: comparedWords(found, catalog.timezone) }).map(({ text, figure }) => ({
    text,
    link: figure && figureLink(figure, found, shown, metric),
  }));
  const isUnknown = shown.drivers.every(({ isSure }) => isSure === null);
  return (
    <>
      <p className={styles.sentence} data-sentence>
        <Caption caption="" says={says} onOpen={(search) => change((before) => openSaved(search, before))} />
      </p>
      <Doubts found={found} />
      {analysis.dimensions.length < 2 || why === null ? null : (
        <fieldset className={styles.dimensions} aria-label={words.by}>
          {analysis.dimensions.map(({ dimension, carried }) => (
            <button
              key={dimension.id}
              type="button"
              aria-pressed={dimension === shown.dimension}
              data-carried={carried > 0}
              title={carried > 0 ? undefined : words.alike}
              onClick={() => change((before) => ({ ...before, why: { of: why.of, by: dimension.id, into: null } }))}
            >
              {dimension.label}
            </button>
          ))}
        </fieldset>
      )}
      <DriverBars found={found} shown={shown} metric={metric} why={why} view={view} held={steady} />
      {why === null ? null : (
        <p className={styles.small}>{isUnknown ? words.noChance : words.tested(analysis.tested, analysis.dimensions.length)}</p>
      )}
    </>
  );
}

/** The order in which the bars stood, so that new figures do not make them jump. */
function useSteadyOrder({ dimension, drivers }: RankedDimension): { keys: readonly string[] } {
  const held = useRef({ of: '', keys: [] as readonly string[] });
  if (held.current.of !== dimension.id) held.current = { of: dimension.id, keys: drivers.map(({ key }) => key) };
  return held.current;
}

/** What a comparison leaves to be doubted: a time before that is not whole, a window that was not over at the moment of the numbers. */
export function Doubts({ found: { times, at } }: { readonly found: Pick<FoundDrivers, 'times' | 'at'> }): JSX.Element | null {
  const { extent, timezone } = useCatalog();
  const words = say(WHY_TEXTS);
  const [from, to] = [Date.parse(times.before?.from ?? ''), Date.parse(times.now?.to ?? '')];
  const beginMs = Date.parse(extent.from ?? '');
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const doubts = [
    ...(beginMs > from && from > 0 ? [words.partlyBefore(dateText(beginMs, timezone, day))] : []),
    ...(to > Date.parse(at) + 60_000 ? [words.notOver] : []),
  ];
  return doubts.length === 0 ? null : <p className={styles.doubt}>{doubts.join(' ')}</p>;
}
