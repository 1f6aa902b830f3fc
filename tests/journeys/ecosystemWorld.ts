/** What the browser test of the ecosystem adds to the small world, and what it may ask the page. */
import { order } from './world.ts';

/** What the scene tells of itself. */
export interface Support {
  orrery?: {
    scene?: {
      drawn(): { calls: number; triangles: number; frames: number };
      isStanding(): boolean;
      ballOf(key: string): { x: number; y: number } | null;
      sparks(): number;
    };
  };
}

/** Those who bought and then were unhappy: revenue at risk. */
export function unhappyEvents(): Record<string, unknown>[] {
  return ['customer-6-02', 'customer-6-10', 'customer-6-35'].map((subject, at) => ({
    ...{ specversion: '1.0', id: `unhappy-${at}`, source: 'desk', type: 'io.orrery.survey.answered', subject },
    ...{ time: '2026-03-05T12:00:00Z', data: { score: 1, scale: 'csat5', channel: 'web', segment: 'Loyal' } },
  }));
}

/** What sets the last month apart: the app satisfied and then did not, and people buy who are new in a segment of their own. */
export function laterEvents(): Record<string, unknown>[] {
  const answered = (id: string, time: string, score: number) => ({
    ...{ specversion: '1.0', id, source: 'desk', type: 'io.orrery.survey.answered', subject: `asked-${id}`, time },
    data: { score, scale: 'csat5', channel: 'app', segment: 'New', country: 'BR' },
  });
  return Array.from({ length: 60 }, (_, at) => [
    answered(`good-${at}`, '2026-01-20T12:00:00Z', 5),
    answered(`bad-${at}`, '2026-02-20T12:00:00Z', 1),
    order(
      `home-${at}`,
      { amount: '4.00', channel: 'web', segment: 'At home', category: 'Coffee', country: 'BR' },
      Date.UTC(2026, 1, 20, 12),
    ),
  ]).flat();
}
