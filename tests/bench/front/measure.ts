import { median } from '../row.ts';
import { twoFrames } from './meter.ts';
import type { Act, Side } from './sides.ts';

/** What one act costs, the middle of its rounds. */
export interface Measured {
  /** Processor time of the page's main thread. */
  readonly ms: number;
  /** Bytes written into buffers and textures of the graphics card. */
  readonly bytes: number;
  readonly draws: number;
}

/** Has a side do every act so many times, after one round that does not count. */
export async function measure(side: Side, acts: readonly Act[], rounds: number): Promise<ReadonlyMap<Act, Measured>> {
  const found = new Map<Act, Measured>();
  for (const act of acts) {
    const costs: Measured[] = [];
    for (let round = 0; round <= rounds; round++) costs.push(await once(side, act, round + 1));
    const middle = (name: keyof Measured) => median(costs.slice(1).map((cost) => cost[name]));
    found.set(act, { ms: middle('ms'), bytes: middle('bytes'), draws: middle('draws') });
  }
  return found;
}

async function once({ meter, act: perform, afterAct }: Side, act: Act, turn: number): Promise<Measured> {
  await meter.page.evaluate(twoFrames);
  const [ms, counted] = [await meter.threadMs(), await meter.counters()];
  await perform(act, turn);
  const [endMs, ended] = [await meter.threadMs(), await meter.counters()];
  await afterAct(act);
  return { ms: endMs - ms, bytes: ended.bytes - counted.bytes, draws: ended.draws - counted.draws };
}
