/** What the engine and its live views ask of each other. */
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import type { Scope } from '../access/scope.ts';
import type { ViewRelease, ViewState, ViewStats } from '../parts.ts';
import type { LabelOf } from './answer.ts';
import type { Archive } from './archive.ts';
import type { Registry } from './registry.ts';
import type { RowBatch } from './rows.ts';

/** What live views are made from; after the archive was rebuilt, they are made anew from new parts. */
export interface ViewParts {
  readonly archive: Archive;
  readonly registry: Registry;
  readonly epoch: string;
  readonly labelOf: LabelOf;
  readonly now: () => number;
  /** Answers a query from the archive: for views that are refreshed, not folded. */
  answer(query: Query): Promise<QueryAnswer>;
  /** Gives every later release of every open view to whoever subscribed. */
  release(release: ViewRelease): void;
}

export interface LiveViews {
  /** Folds a batch; called in the order of the log, just after the archive took the rows into its buffer. */
  onBatch(batch: RowBatch): void;
  /** Opens the view of a query for a scope (left out, the operator), or joins the one that is open: each open needs its own close. */
  open(query: Query, scope?: Scope): Promise<{ readonly viewId: string }>;
  snapshot(viewId: string): Promise<ViewState>;
  close(viewId: string): void;
  /** The open views. */
  ids(): readonly string[];
  stats(): ViewStats;
  stop(): void;
}
