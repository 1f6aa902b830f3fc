/** What code makes on the heap. */
import { Session } from 'node:inspector/promises';

/** Bytes that `act` makes on the heap, also those that are collected meanwhile, by sampling. What remains are the numbers of the clock, handed from part to part. */
export async function allocated(act: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 512,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  } as never);
  act();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  const sum = (node: { selfSize: number; children: { selfSize: number; children: never[] }[] }): number =>
    node.selfSize + node.children.reduce((all, child) => all + sum(child as typeof node), 0);
  return sum(profile.head as never);
}
