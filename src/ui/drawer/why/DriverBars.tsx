/** The way from before to now as bars: each a value of the dimension, to filter by, to go into, or to take apart once more. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { CSSProperties, JSX, ReactNode } from 'react';
import { isRate } from '../../../model/change.ts';
import { newsOf } from '../../../model/drivers/decompose.ts';
import { viewOfValue } from '../../../model/drivers/driverQueries.ts';
import type { RankedDimension, RankedDriver } from '../../../model/drivers/rankDrivers.ts';
import { amountText, stateOf } from '../../../model/drivers/sayDrivers.ts';
import { toWaterfall, type WaterfallBar } from '../../../model/drivers/waterfall.ts';
import { formatExact, formatShort } from '../../../model/format.ts';
import { amountText as exactText, intervalText } from '../../../model/kpi.ts';
import { say } from '../../../model/language.ts';
import { isWide } from '../../../model/place.ts';
import { openSaved } from '../../../model/savedView.ts';
import { type FilterDimension, toggleFilter } from '../../../model/viewFilters.ts';
import { drillTo, selectPlace, type ViewState, type WhyChoice } from '../../../model/viewState.ts';
import { spanText } from '../../../model/windowText.ts';
import type { MetricInfo } from '../../../protocol/catalog.ts';
import { useCatalog } from '../../catalogContext.ts';
import { Caption } from '../../tours/Caption.tsx';
import { useChange } from '../../viewStore.ts';
import { DriversTold } from './DriversTold.tsx';
import { figureLink } from './figureLink.ts';
import type { FoundDrivers } from './useDrivers.ts';
import styles from './why.module.css';
import { WHY_TEXTS } from './whyTexts.ts';

const MOST = 6;
const MOST_DEEPER = 4;

interface DriverBarsProps {
  readonly found: FoundDrivers;
  readonly shown: RankedDimension;
  readonly metric: MetricInfo;
  /** Null one level deeper. */
  readonly why: WhyChoice | null;
  /** The view that is asked of, whose window may follow the clock. */
  readonly view: ViewState;
  /** The order in which the bars stood before; kept up to date. */
  readonly held: { keys: readonly string[] };
}

export function DriverBars(props: DriverBarsProps): JSX.Element {
  const { found, shown, metric, why, held } = props;
  const words = say(WHY_TEXTS);
  const waterfall = toWaterfall(shown, why === null ? MOST_DEEPER : MOST, held.keys);
  held.keys = waterfall.bars.flatMap(({ driver }) => (driver === null ? [] : [driver.key]));
  return (
    <ol className={styles.bars} data-figures data-dimension={shown.dimension.id}>
      <End
        label={words.before}
        time={found.times.before}
        value={formatShort(shown.whole.before.value, metric.unit)}
        at={waterfall.before}
      />
      {waterfall.bars.map((bar) =>
        bar.driver === null ? (
          <li key={bar.key} className={styles.bar} data-kind={bar.kind} data-part={bar.part}>
            <Cells bar={bar} metric={metric} name={restName(bar)} value={amountText(bar.part, metric)} />
          </li>
        ) : (
          <DriverBar key={bar.key} {...props} bar={bar} driver={bar.driver} />
        ),
      )}
      <End label={words.now} time={found.times.now} value={formatShort(shown.whole.now.value, metric.unit)} at={waterfall.now} />
    </ol>
  );
}

function restName({ kind, count }: WaterfallBar): string {
  const words = say(WHY_TEXTS);
  if (kind === 'others') return words.others(count);
  return count > 0 ? words.rest.unknown(count) : words.rest.overlap;
}

interface EndProps {
  readonly label: string;
  readonly time: FoundDrivers['times']['now'];
  readonly value: string;
  readonly at: number;
}

/** Where the way begins or ends: a mark, since the bars between are differences and begin at no zero. */
function End({ label, time, value, at }: EndProps): JSX.Element {
  const { timezone } = useCatalog();
  const span = time?.from && time.to ? spanText({ fromMs: Date.parse(time.from), toMs: Date.parse(time.to) }, timezone) : '';
  return (
    <li className={styles.bar} data-kind="end">
      <div className={styles.what}>
        <span className={styles.name}>{label}</span>
        <span className={styles.track} aria-hidden>
          <i className={styles.mark} style={{ left: `${at * 100}%` }} />
        </span>
        <small className={styles.note}>{span}</small>
      </div>
      <b className={styles.value}>{value}</b>
    </li>
  );
}

interface DriverBarProps extends DriverBarsProps {
  readonly bar: WaterfallBar;
  readonly driver: RankedDriver;
}

function DriverBar({ bar, driver, found, shown, metric, why, view }: DriverBarProps): JSX.Element {
  const change = useChange();
  const words = say(WHY_TEXTS);
  const into = why === null ? null : (JSON.parse(driver.key) as (string | null)[]);
  const isOpen = why !== null && JSON.stringify(why.into) === driver.key;
  const narrowed = viewOfValue(view, shown.dimension, driver);
  const link = figureLink({ of: 'driver', key: driver.key }, found, shown, metric);
  const choose = chosenView(shown, driver);
  const value = `${amountText(driver.part, metric)}${driver.isSure === false ? ' ?' : ''}`;
  return (
    <li className={styles.bar} data-kind="driver" data-driver={driver.key} data-part={bar.part} data-sure={driver.isSure !== false}>
      <Cells
        bar={bar}
        metric={metric}
        name={driver.name}
        note={noteOf(driver, shown, metric)}
        onClick={choose && (() => change(choose))}
        title={`${exactText(driver.before.value, metric.unit)} → ${exactText(driver.now.value, metric.unit)}${driver.isSure === false ? `\n${words.chance}` : ''}`}
        value={<Caption caption="" says={[{ text: value, link }]} onOpen={(search) => change((before) => openSaved(search, before))} />}
      />
      {why === null || narrowed === null ? null : (
        <button
          type="button"
          className={styles.deeper}
          aria-expanded={isOpen}
          aria-label={words.deeper(driver.name)}
          title={words.deeper(driver.name)}
          onClick={() => change((before) => ({ ...before, why: { of: why.of, by: shown.dimension.id, into: isOpen ? null : into } }))}
        >
          {isOpen ? <ChevronDown /> : <ChevronRight />}
        </button>
      )}
      {isOpen && narrowed !== null ? (
        <div className={styles.inner}>
          <DriversTold view={narrowed} metric={metric} why={null} />
        </div>
      ) : null}
    </li>
  );
}

/** Filters by the value, or goes to its place; null for events of no place. The figure is then told anew. */
function chosenView({ dimension }: RankedDimension, { id, place }: RankedDriver): ((view: ViewState) => ViewState) | null {
  const anew = (view: ViewState): ViewState => ({ ...view, why: view.why && { of: view.why.of, by: null, into: null } });
  if (dimension.level === null) return (view) => anew(toggleFilter(view, dimension.id as FilterDimension, id));
  if (place === null) return null;
  return (view) => anew(isWide(place.level) ? drillTo(view, place) : selectPlace(view, place));
}

/** The figure before and now; of a ratio with its sample and both of its sides, of all else whether it is new. */
function noteOf(driver: RankedDriver, { making }: RankedDimension, metric: MetricInfo): string {
  const words = say(WHY_TEXTS);
  const state = stateOf(driver, making);
  const figures = `${formatShort(driver.before.value, metric.unit)} → ${formatShort(driver.now.value, metric.unit)}`;
  const fresh = state === 'both' ? [] : [state === 'new' ? words.isNew : words.isGone];
  if (making !== 'ratio') return [figures, ...fresh].join(' · ');
  const interval = isRate(metric.unit) && metric.interval ? ` [${intervalText(driver.now, metric.unit)}]` : '';
  const sides = state === 'both' ? [words.rate(amountText(driver.rate, metric)), words.mix(amountText(driver.mix, metric))] : fresh;
  return [`${figures}${interval}`, words.cases(formatExact(driver.now.n, 'count')), ...sides].join(' · ');
}

interface CellsProps {
  readonly bar: WaterfallBar;
  readonly metric: MetricInfo;
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: string;
  /** Of the value: the exact figures. */
  readonly title?: string;
  readonly onClick?: (() => void) | null;
}

function Cells({ bar, metric, name, value, note, title, onClick }: CellsProps): JSX.Element {
  const words = say(WHY_TEXTS);
  const [left, right] = [Math.min(bar.from, bar.to), Math.max(bar.from, bar.to)];
  const style = { left: `${left * 100}%`, width: `${Math.max(0.6, (right - left) * 100)}%` } as CSSProperties;
  const does = onClick && bar.driver !== null ? (bar.driver.place === null ? words.filter(name) : words.enter(name)) : name;
  const told = (
    <>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.track} aria-hidden>
        <i className={styles.fill} data-news={newsOf(bar.part, metric)} style={style} />
        <i className={styles.step} style={{ left: `${bar.to * 100}%` }} />
      </span>
      {note === undefined ? null : <small className={styles.note}>{note}</small>}
    </>
  );
  return (
    <>
      {onClick ? (
        <button type="button" className={styles.what} title={does} onClick={onClick}>
          {told}
        </button>
      ) : (
        <div className={styles.what}>{told}</div>
      )}
      <b className={styles.value} title={title}>
        {value}
      </b>
    </>
  );
}
