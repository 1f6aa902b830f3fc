/** How V8 lays out the heaps of the server's threads. */
import { setFlagsFromString } from 'node:v8';

/**
 * Half of the young part of a heap, where everything is made; as quick as V8's own most, twice that. Where little is made V8 gives the other half
 * back at times and takes it again: by so much memory goes up and down a thread.
 */
const YOUNG_MIB = 8;

/**
 * Has the young part of every heap at its full size from the beginning. V8 lets it grow and shrink between 1 and 16 MiB for hours, as the load
 * goes: memory would grow by 30 MiB a thread, at any time. Call it before threads are started: theirs are made so, this one's grows in one step.
 */
export function settleYoungHeaps(): void {
  setFlagsFromString(`--min-semi-space-size=${YOUNG_MIB}`);
  setFlagsFromString(`--max-semi-space-size=${YOUNG_MIB}`);
  setFlagsFromString(`--semi-space-growth-factor=${YOUNG_MIB}`);
}
