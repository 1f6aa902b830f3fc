/** What the main thread and the log worker say to each other: lists of these, because a message costs more than what it says. */
import type { MessagePort } from 'node:worker_threads';
import type { AppendResult } from '../../src/protocol/event.ts';
import type { AppendCheck } from '../../src/protocol/imports.ts';
import type { EventFormat, LogState, RejectedMark, RejectedRecord, SentEvent } from '../parts.ts';
import type { Settings } from '../settings.ts';
import type { ImportLabel, KnownImport } from './imports.ts';

export interface LogWorkerData {
  readonly dir: string;
  readonly settings: Settings;
  readonly enginePort: MessagePort;
}

export type LogRequest =
  | {
      readonly type: 'append';
      readonly call: number;
      readonly body: Uint8Array;
      readonly format: EventFormat;
      readonly import: ImportLabel | null;
    }
  | {
      readonly type: 'check';
      readonly call: number;
      readonly body: Uint8Array;
      readonly format: EventFormat;
      readonly import: ImportLabel | null;
    }
  | { readonly type: 'imports'; readonly call: number }
  | { readonly type: 'changeImport'; readonly call: number; readonly id: string; readonly withdrawn: boolean }
  | { readonly type: 'rejected'; readonly call: number; readonly limit: number; readonly before: number }
  | { readonly type: 'forget'; readonly call: number; readonly records: readonly RejectedMark[] }
  | { readonly type: 'events'; readonly call: number; readonly seqs: readonly number[] }
  | { readonly type: 'close'; readonly call: number };

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly retryAfterS: number | null;
}

export type LogReply =
  | { readonly type: 'open'; readonly state: LogState }
  | { readonly type: 'appended'; readonly call: number; readonly result: AppendResult; readonly state: LogState }
  | { readonly type: 'rejected'; readonly call: number; readonly records: readonly RejectedRecord[] }
  | { readonly type: 'events'; readonly call: number; readonly events: readonly SentEvent[] }
  | { readonly type: 'forgotten'; readonly call: number; readonly count: number; readonly state: LogState }
  | { readonly type: 'checked'; readonly call: number; readonly result: AppendCheck }
  | { readonly type: 'imports'; readonly call: number; readonly imports: readonly KnownImport[] }
  | { readonly type: 'importChanged'; readonly call: number; readonly changed: KnownImport; readonly state: LogState }
  | { readonly type: 'refused'; readonly call: number; readonly refusal: Refusal }
  /** Bodies that were read, handed back: only dropped, they would cost the log a full garbage collection for every 64 MB. */
  | { readonly type: 'spent'; readonly bodies: readonly Uint8Array[] }
  | { readonly type: 'closed'; readonly call: number }
  /** Nothing more will be stored; everything unanswered is not acknowledged. */
  | { readonly type: 'failed'; readonly message: string };
