/** Names by which senders call regions, country by country. */
import { normaliseName } from '../placeName.ts';
import { OLD_REGIONS } from './regionAliases.ts';
import { RENAMED, type RegionIdentity } from './regionIds.ts';
import { MISNAMED, REGION_NAMES } from './regionNames.ts';
import type { Admin1, Sources } from './sources.ts';

export interface RegionNames {
  /** ISO 3166-2 to the name people use. */
  readonly names: Record<string, string>;
  /** Country to comparable name or local code to id. */
  readonly aliases: Record<string, Record<string, string>>;
  /** Comparable names that mean one region in the whole world. */
  readonly worldwide: Record<string, string>;
}

const LANGUAGES = ['fr', 'de', 'es', 'pt', 'it', 'nl', 'sv', 'pl', 'tr', 'ru', 'zh', 'ja', 'ko'];
/** How much a claim to a name is worth: the lowest wins, two equal claims by different regions cancel each other. */
const Claim = { table: 0, code: 1, name: 2, english: 3, translation: 4, part: 5, abbreviation: 6 } as const;
type Claims = Map<string, { level: number; id: string | null }>;

export interface NamedPart {
  readonly identity: RegionIdentity;
  readonly feature: Admin1;
}

export function toRegionNames(parts: readonly NamedPart[], byAdmin1: ReadonlyMap<string, string>, sources: Sources): RegionNames {
  const names = regionLabels(parts);
  const claims = new Map<string, Claims>();
  const claim = (id: string | undefined, name: unknown, level: number) => {
    const key = typeof name === 'string' ? normaliseName(name) : '';
    if (id && id in names && key !== '') stake(claims, id, key, level);
  };
  for (const [id, name] of Object.entries(names)) {
    claim(id, id.slice(3), Claim.code);
    claim(id, name, id in REGION_NAMES ? Claim.table : Claim.name);
  }
  for (const [old, id] of Object.entries(RENAMED)) claim(id, old.slice(3), Claim.part);
  for (const [id, list] of Object.entries(OLD_REGIONS)) for (const name of list) claim(id, name, Claim.table);
  const merged = countParts(parts);
  for (const part of parts) claimPart(part, (merged.get(part.identity.id) ?? 1) > 1, claim);
  for (const language of ['en', ...LANGUAGES]) {
    for (const [id, name] of sources.subdivisionNames(language))
      claim(RENAMED[id] ?? id, name, language === 'en' ? Claim.english : Claim.translation);
  }
  const admin1 = sources.admin1Names();
  for (const [code, id] of byAdmin1) claim(id, admin1.get(code), Claim.english);
  return { names, aliases: settle(claims), worldwide: settleWorldwide(claims) };
}

function claimPart(
  { identity: { id }, feature }: NamedPart,
  isPart: boolean,
  claim: (id: string, name: unknown, level: number) => void,
): void {
  const at = (level: number) => (isPart ? Claim.part : level);
  const local = feature.iso_3166_2.replace(/~$/, '').slice(3);
  claim(id, local, at(Claim.english));
  claim(id, feature.name, at(Claim.name));
  if (!MISNAMED.has(id)) claim(id, feature.name_en, at(Claim.english));
  for (const name of [feature.woe_name, feature.gn_name, feature.gns_name, feature.name_local]) claim(id, name, at(Claim.translation));
  for (const name of String(feature.name_alt ?? '').split('|')) claim(id, name, at(Claim.translation));
  for (const language of MISNAMED.has(id) ? [] : LANGUAGES) claim(id, feature[`name_${language}`], at(Claim.translation));
  claim(id, feature.region, Claim.translation);
  if (!isPart) claim(id, feature.postal, Claim.abbreviation);
  if (!isPart) claim(id, feature.abbrev, Claim.abbreviation);
}

function countParts(parts: readonly NamedPart[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { identity } of parts) counts.set(identity.id, (counts.get(identity.id) ?? 0) + 1);
  return counts;
}

/** What kind of unit a region is goes without saying on a map. */
const KIND =
  / (Prefecture|Voivodeship|Province|Governorate|Oblast|Department|Region|County|District|Municipality|Parish|Canton|Krai|Raion)$/;

/** The table's name, else the English one, without the kind of unit; where two of a country would read alike, the local name, else the code behind. */
function regionLabels(parts: readonly NamedPart[]): Record<string, string> {
  const candidates = new Map<string, string[]>();
  for (const {
    identity: { id },
    feature,
  } of parts) {
    if (candidates.has(id)) continue;
    const spoken = [feature.name_en, feature.name].filter((name) => name !== undefined);
    candidates.set(
      id,
      id in REGION_NAMES
        ? [REGION_NAMES[id] ?? id]
        : [...spoken.map((name) => name.replace(KIND, '')), ...spoken, `${feature.name} (${id.slice(3)})`],
    );
  }
  const names: Record<string, string> = {};
  for (let choice = 0; choice < 5; choice++) {
    const open = [...candidates].filter(([id]) => !(id in names)).map(([id, list]) => ({ id, name: list[choice] ?? list.at(-1) ?? id }));
    const taken = new Set(Object.entries(names).map(([id, name]) => keyOf(id, name)));
    const bearers = new Map<string, number>();
    for (const { id, name } of open) bearers.set(keyOf(id, name), (bearers.get(keyOf(id, name)) ?? 0) + 1);
    for (const { id, name } of open) if (bearers.get(keyOf(id, name)) === 1 && !taken.has(keyOf(id, name))) names[id] = name;
  }
  for (const [id, list] of candidates) names[id] ??= list.at(-1) ?? id;
  return names;
}

const keyOf = (id: string, name: string) => `${id.slice(0, 2)} ${name}`;

function stake(claims: Map<string, Claims>, id: string, key: string, level: number): void {
  const country = id.slice(0, 2);
  const own: Claims = claims.get(country) ?? new Map();
  claims.set(country, own);
  const standing = own.get(key);
  if (!standing || level < standing.level) own.set(key, { level, id });
  else if (level === standing.level && standing.id !== id) own.set(key, { level, id: null });
}

function settle(claims: ReadonlyMap<string, Claims>): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...claims].map(([country, own]) => [country, Object.fromEntries([...own].flatMap(([key, { id }]) => (id ? [[key, id]] : [])))]),
  );
}

/** Codes and abbreviations mean nothing without a country; parts of merged regions may (Kent, Gironde). */
function settleWorldwide(claims: ReadonlyMap<string, Claims>): Record<string, string> {
  const world: Claims = new Map();
  for (const own of claims.values()) {
    for (const [key, { level, id }] of own) {
      if (!id || level === Claim.code || level === Claim.abbreviation || key.length < 4) continue;
      const standing = world.get(key);
      const rank = Math.max(level, Claim.english);
      if (!standing || rank < standing.level) world.set(key, { level: rank, id });
      else if (rank === standing.level) world.set(key, { level: rank, id: null });
    }
  }
  return Object.fromEntries([...world].flatMap(([key, { id }]) => (id ? [[key, id]] : [])));
}
