/** What the main thread and the engine's thread say to each other. */
import type { MessagePort } from 'node:worker_threads';
import type { Scope } from '../access/scope.ts';
import type { ReadName } from '../insight/reads.ts';
import type { AnswerForm, EngineState, ViewRelease } from '../parts.ts';
import type { Settings } from '../settings.ts';

export interface EngineWorkerData {
  readonly dir: string;
  readonly settings: Settings;
  readonly logPort: MessagePort;
  /** Folder of the company's own territories. */
  readonly territoryDir: string;
}

/** Calls that are answered, with what each gives back. */
export type EngineCall =
  | { readonly name: 'query'; readonly asked: unknown; readonly minSeq: number; readonly scope: Scope; readonly form: AnswerForm }
  | { readonly name: 'catalog' }
  | { readonly name: 'read'; readonly read: ReadName; readonly asked: unknown; readonly minSeq: number; readonly scope: Scope }
  | { readonly name: 'freshness' }
  | { readonly name: 'territories'; readonly isChanged: boolean }
  | { readonly name: 'open'; readonly asked: unknown; readonly scope: Scope }
  | { readonly name: 'snapshot'; readonly viewId: string }
  | { readonly name: 'stop' };

export type EngineRequest =
  /** Comes first, once. */
  | { readonly type: 'start'; readonly epoch: string }
  | { readonly type: 'call'; readonly call: number; readonly request: EngineCall }
  | { readonly type: 'close'; readonly viewId: string };

export interface Failure {
  readonly message: string;
  /** Of a request that is refused; null when the engine failed on it. */
  readonly refusal: { readonly status: number; readonly code: string; readonly retryAfterS: number | null } | null;
}

export type EngineReply =
  | { readonly type: 'open' }
  | { readonly type: 'unopened'; readonly message: string }
  | { readonly type: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly call: number; readonly failure: Failure }
  | { readonly type: 'release'; readonly release: ViewRelease }
  | { readonly type: 'ended'; readonly viewId: string }
  | { readonly type: 'state'; readonly state: EngineState };
