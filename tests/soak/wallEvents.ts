/** Events that go on arriving while a wall is looked at, from sources that can fall silent. */
import { setTimeout as wait } from 'node:timers/promises';
import { seeded } from './world.ts';

const SPOTS = [
  { country: 'BR', region: 'BR-SP' },
  { country: 'BR', region: 'BR-RJ' },
  { country: 'US', region: 'US-CA' },
  { country: 'GB', region: 'GB-ENG' },
  { country: 'JP', region: 'JP-13' },
] as const;
const CATEGORIES = ['Coffee', 'Kitchen', 'Garden'] as const;
const CHANNELS = ['web', 'app', 'store'] as const;
const EVERY_MS = 1000;

export type WallSource = 'till' | 'desk';

export interface WallEvents {
  silence(source: WallSource): void;
  speak(source: WallSource): void;
  stop(): Promise<void>;
}

/** Two sources: orders, and answers to surveys. `url`: where the server is now; what it does not take is sent no more. */
export function startWallEvents(url: () => string, seed: number): WallEvents {
  const random = seeded(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const silent = new Set<WallSource>();
  let isStopped = false;
  let number = 0;

  function event(source: WallSource): Record<string, unknown> {
    const about = { ...pick(SPOTS), category: pick(CATEGORIES), channel: pick(CHANNELS), segment: pick(['Loyal', 'New', 'At risk']) };
    const isOrder = source === 'till';
    return {
      specversion: '1.0',
      source,
      id: `${source}-${seed}-${number++}`,
      type: isOrder ? 'io.orrery.order.completed' : 'io.orrery.survey.answered',
      subject: `customer-${Math.floor(random() * 400)}`,
      time: new Date().toISOString(),
      data: isOrder
        ? { ...about, amount: (5 + random() * 95).toFixed(2), currency: 'USD' }
        : { ...about, score: 1 + Math.floor(random() * 5), scale: 'csat5' },
    };
  }

  async function send(): Promise<void> {
    while (!isStopped) {
      const sources = (['till', 'desk'] as const).filter((source) => !silent.has(source));
      const body = JSON.stringify(sources.flatMap((source) => [event(source), event(source)]));
      await fetch(`${url()}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(5000),
      }).catch(() => null);
      await wait(EVERY_MS);
    }
  }

  const done = send();
  return {
    silence: (source) => void silent.add(source),
    speak: (source) => void silent.delete(source),
    async stop() {
      isStopped = true;
      await done;
    },
  };
}
