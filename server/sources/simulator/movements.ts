/**
 * What moves slowly in the simulated company beside its stories, as pure functions of time: a category is advertised, a country is courted, a carrier
 * or a service desk is in trouble, a feed falls silent. At any time some of it is beginning and some is ending, so that every window differs from the one before.
 */
import { DAY_MS, phaseOf } from './stories.ts';

const HOUR_MS = 3_600_000;
/** What comes takes so long to come fully, and to go. */
const RAMP_MS = 3 * DAY_MS;

const CAMPAIGN_MS = 21 * DAY_MS;
const CAMPAIGNS = ['Kitchen', 'Outdoor', 'Electronics', 'Kids', 'Home', 'Sports', 'Beauty'] as const;

/** Days of a cycle on which something is on: the first, and the first after it. */
type Days = readonly [number, number];

const COURTED: Readonly<Record<string, Days>> = {
  ...{ US: [0, 28], GB: [14, 42], JP: [28, 56], FR: [42, 70], BR: [56, 84], DE: [0, 28], IN: [28, 56], MX: [56, 84] },
  ...{ CA: [42, 70], ES: [14, 42], IT: [0, 28], KR: [56, 84] },
};
const CARRIERS: Readonly<Record<string, Days>> = { US: [34, 58], GB: [60, 84], DE: [8, 32] };
const DESKS: Readonly<Record<string, Days>> = { call: [0, 28], chat: [42, 70] };

/** The category that is advertised, and how strongly, 0 to 1. */
export function campaignAt(timeMs: number): { readonly category: string; readonly strength: number } {
  const turn = Math.floor(timeMs / CAMPAIGN_MS);
  const category = CAMPAIGNS[((turn % CAMPAIGNS.length) + CAMPAIGNS.length) % CAMPAIGNS.length] as string;
  return { category, strength: within(timeMs - turn * CAMPAIGN_MS, CAMPAIGN_MS) };
}

/** How strongly a country is courted, 0 to 1. */
export function courtship(country: string, timeMs: number): number {
  return strengthOf(COURTED[country], timeMs);
}

/** How much of a country's parcels are with a carrier that breaks them, 0 to 1. */
export function carrierTrouble(country: string, timeMs: number): number {
  return strengthOf(CARRIERS[country], timeMs);
}

/** How overworked the people of a service channel are, 0 to 1. */
export function deskTrouble(channel: string, timeMs: number): number {
  return strengthOf(DESKS[channel], timeMs);
}

/** Whether nothing comes from a source: what was meant to be told then is lost. The network of posts fails for two hours now and then. */
export function isSilent(source: string, timeMs: number): boolean {
  return source === '/simulated/social' && timeMs % (31 * HOUR_MS) < 2 * HOUR_MS;
}

function strengthOf(days: Days | undefined, timeMs: number): number {
  if (days === undefined) return 0;
  const [from, to] = days;
  return within(phaseOf(timeMs) - from * DAY_MS, (to - from) * DAY_MS);
}

/** 0 outside of the length, 1 within, with a ramp at both ends. */
function within(sinceMs: number, lengthMs: number): number {
  return Math.max(0, Math.min(1, sinceMs / RAMP_MS, (lengthMs - sinceMs) / RAMP_MS));
}
