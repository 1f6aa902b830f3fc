/** Where the simulated company sends its goods from: electronics from where they are made, all else from the warehouse of that part of the world. */
import type { EventData } from '../../../src/protocol/event.ts';

type Origin = Pick<EventData, 'origin_country' | 'origin_region' | 'origin_city' | 'origin_lat' | 'origin_lon'>;

const toOrigin = (origin_country: string, origin_region: string, origin_city: string, origin_lat: number, origin_lon: number): Origin => ({
  origin_country,
  origin_region,
  origin_city,
  origin_lat,
  origin_lon,
});

const FACTORY = toOrigin('CN', 'CN-GD', 'Shenzhen', 22.5455, 114.0683);
const NORTH_AMERICA = toOrigin('US', 'US-TN', 'Memphis', 35.1495, -90.049);
const LATIN_AMERICA = toOrigin('BR', 'BR-SP', 'Campinas', -22.9056, -47.0608);
const EUROPE = toOrigin('NL', 'NL-ZH', 'Rotterdam', 51.9225, 4.4792);
const ASIA = toOrigin('SG', 'SG-01', 'Singapore', 1.2897, 103.8501);

/** The origin of what is sent to a customer at a point (degrees); nothing for what is carried home from a store. */
export function originOf(category: string, channel: string, { lat, lon }: { readonly lat: number; readonly lon: number }): Origin {
  if (channel === 'store') return {};
  if (category === 'Electronics') return FACTORY;
  if (lon < -30) return lat > 14 ? NORTH_AMERICA : LATIN_AMERICA;
  return lon < 60 ? EUROPE : ASIA;
}
