/** A source of events that runs inside the server. */
export interface RunningSource {
  /** Resolves when the first picture is in the log; rejects when it could not be put there. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}
