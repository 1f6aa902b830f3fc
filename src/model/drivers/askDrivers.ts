/** Asks for what moved a figure and takes it apart. All answers are of one moment of the log, so that every dimension adds up to the same change. */
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { AsOf, Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { measuredAt } from '../rows.ts';
import type { ViewState } from '../viewState.ts';
import { decompose } from './decompose.ts';
import { driverQuery } from './driverQueries.ts';
import { type Analysis, rankDrivers } from './rankDrivers.ts';
import { type DriverDimension, makingOf, type Pair, toValues } from './values.ts';

export interface DriversAsked {
  readonly ask: (query: Query, signal?: AbortSignal) => Promise<AnswerTable>;
  readonly metric: MetricInfo;
  readonly dimensions: readonly DriverDimension[];
  readonly now: ViewState;
  /** Null without a time before: then the parts are those of the whole. */
  readonly before: ViewState | null;
  /** A moment of the past whose numbers are shown; null for the newest. */
  readonly asOf: AsOf | null;
  readonly signal?: AbortSignal;
}

export interface Found {
  /** Null where there are no two values to tell apart, or the metric cannot be taken apart. */
  readonly analysis: Analysis | null;
  readonly asOf: AsOf;
  /** The windows that were answered. */
  readonly times: Pair<AnswerTable['time'] | null>;
}

export async function askDrivers(asked: DriversAsked): Promise<Found> {
  const { metric, dimensions, now, before } = asked;
  const making = makingOf(metric);
  const present = await read(now, null, asked.asOf);
  const { asOf } = present;
  const [past, ...parts] = await Promise.all([
    before && read(before, null, asOf),
    ...(making === null ? [] : dimensions).map(async (dimension) => ({
      dimension,
      now: await read(now, dimension, asOf),
      before: before && (await read(before, dimension, asOf)),
    })),
  ]);
  const whole = { now: measuredAt(present, metric.id, 0), before: past && measuredAt(past, metric.id, 0) };
  const decomposed = (making === null ? [] : parts).map(({ dimension, ...answers }) => ({
    dimension,
    decomposition: decompose(toValues(answers, dimension, metric), whole, making ?? 'sum'),
  }));
  return { analysis: rankDrivers(decomposed, metric), asOf, times: { now: present.time, before: past === null ? null : past.time } };

  function read(view: ViewState, dimension: DriverDimension | null, moment: AsOf | null): Promise<AnswerTable> {
    const query = driverQuery(view, metric, dimension);
    return asked.ask(moment === null ? query : { ...query, asOf: { epoch: moment.epoch, seq: moment.seq } }, asked.signal);
  }
}
