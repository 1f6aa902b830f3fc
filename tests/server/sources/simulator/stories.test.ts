import { describe, expect, it } from 'vitest';
import { opening, simulate } from '../../../../server/sources/simulator/simulate.ts';
import { CYCLE_MS, DAY_MS, type Story, type StoryKind, storiesBetween } from '../../../../server/sources/simulator/stories.ts';
import type { SimulatedEvent } from '../../../../server/sources/simulator/telling.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const FROM = NOW - 90 * DAY_MS;
const history = [...simulate({ fromMs: FROM, toMs: NOW })];

describe('the planted stories', () => {
  it('are all told within any history of 90 days', () => {
    for (let days = 0; days < 400; days += 13) {
      const toMs = NOW + days * DAY_MS;
      const kinds = new Set(storiesBetween(toMs - 90 * DAY_MS, toMs).map((story) => story.kind));
      expect([...kinds].sort()).toEqual(['late-delivery', 'price-churn', 'rising-category', 'rising-segment']);
    }
  });

  it('late delivery: in Rio de Janeiro parcels come late, satisfaction is low, people complain', () => {
    const story = told('late-delivery');
    const here = history.filter((event) => event.data.region === story.region);
    const ordered = within(here, story.fromMs + 12 * DAY_MS, story.toMs + 4 * DAY_MS);
    const elsewhere = history.filter((event) => event.data.region !== story.region);
    expect(share(ordered, 'delivered_late', true)).toBeGreaterThan(0.5);
    expect(share(elsewhere, 'delivered_late', true)).toBeLessThan(0.15);
    expect(satisfied(ordered)).toBeLessThan(satisfied(elsewhere) - 0.25);
    const complaints = contacts(within(here, story.fromMs, story.toMs + 10 * DAY_MS), story.about);
    expect(complaints / 52).toBeGreaterThan(3 * (contacts(elsewhere, story.about) / 90 / 50));
    expect(complaints).toBeGreaterThan(12);
  });

  it('price change: it is announced, and the members of that country leave in the three weeks after', () => {
    const story = told('price-churn');
    const announced = history.find((event) => event.type.endsWith('change.announced') && event.data.country === story.country);
    expect(Date.parse(announced?.time ?? '')).toBe(story.fromMs);
    const wave = leavers(story, story.fromMs, story.toMs);
    const before = leavers(story, story.fromMs - 21 * DAY_MS, story.fromMs);
    expect(wave.length).toBeGreaterThan(5 * Math.max(1, before.length));
    expect(share(wave, 'reason', story.about)).toBeGreaterThan(0.5);
  });

  it('rising segment: more and more profiles of that country are of it', () => {
    const story = told('rising-segment');
    const profiles = [...opening(4400, FROM), ...history].filter(
      (event) => event.type.endsWith('profile.updated') && event.data.country === story.country,
    );
    const early = share(within(profiles, story.fromMs - 40 * DAY_MS, story.fromMs + 15 * DAY_MS), 'segment', story.about);
    const late = share(within(profiles, story.toMs - 25 * DAY_MS, story.toMs), 'segment', story.about);
    expect(late).toBeGreaterThan(early + 0.2);
  });

  it('rising category: its share of what that country buys grows', () => {
    const story = told('rising-category');
    const orders = [...simulate({ fromMs: story.fromMs - 10 * DAY_MS, toMs: story.fromMs + CYCLE_MS })].filter(
      (event) => event.type.endsWith('order.completed') && event.data.country === story.country,
    );
    const early = share(within(orders, story.fromMs - 10 * DAY_MS, story.fromMs + 25 * DAY_MS), 'category', story.about);
    const late = share(within(orders, story.fromMs + 40 * DAY_MS, story.toMs + 14 * DAY_MS), 'category', story.about);
    expect(late).toBeGreaterThan(early * 1.8);
  });
});

function told(kind: StoryKind): Story {
  const story = storiesBetween(FROM, NOW).find((one) => one.kind === kind && one.fromMs >= FROM - 7 * DAY_MS);
  if (!story) throw new Error(`no story ${kind}`);
  return story;
}

function within(events: readonly SimulatedEvent[], fromMs: number, toMs: number): SimulatedEvent[] {
  return events.filter((event) => Date.parse(event.time) >= fromMs && Date.parse(event.time) < toMs);
}

/** Of the events that have the name, the share with that value. */
function share(events: readonly SimulatedEvent[], name: string, value: unknown): number {
  const having = events.filter((event) => event.data[name] !== undefined && (name !== 'reason' || event.type.endsWith('cancelled')));
  return having.filter((event) => event.data[name] === value).length / having.length;
}

function satisfied(events: readonly SimulatedEvent[]): number {
  const scores = events.filter((event) => event.data.scale === 'csat5').map((event) => event.data.score ?? 0);
  return scores.filter((score) => score >= 4).length / scores.length;
}

function contacts(events: readonly SimulatedEvent[], reason: string): number {
  return events.filter((event) => event.type.endsWith('contact.opened') && event.data.reason === reason).length;
}

function leavers(story: Story, fromMs: number, toMs: number): SimulatedEvent[] {
  return within(history, fromMs, toMs).filter(
    (event) => event.type.endsWith('subscription.cancelled') && event.data.country === story.country,
  );
}
