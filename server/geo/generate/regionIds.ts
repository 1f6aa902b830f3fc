/**
 * What Natural Earth's admin-1 codes become, so that every region is one people know, under its present ISO 3166-2 id:
 * parts are merged by giving them the same id.
 */
import type { Admin1 } from './sources.ts';

export interface RegionIdentity {
  /** ISO 3166-2, or `CC-Xnn` where there is none. */
  readonly id: string;
  /** Country whose subdivision this is. */
  readonly country: string;
  /** ISO 3166-1 code of the ground itself: differs from `country` for overseas territories with a code of their own. */
  readonly territory: string;
}

/** Features that are one region of another country by ISO 3166-2, although the ground has an ISO 3166-1 code too. */
const TERRITORIES: Readonly<Record<string, string>> = {
  PR: 'US-PR',
  GU: 'US-GU',
  VI: 'US-VI',
  AS: 'US-AS',
  MP: 'US-MP',
  UM: 'US-UM',
  SX: 'NL-SX',
  AW: 'NL-AW',
  CW: 'NL-CW',
  AX: 'FI-01',
};
const TERRITORY_OF_REGION: Readonly<Record<string, string>> = {
  'FR-971': 'GP',
  'FR-972': 'MQ',
  'FR-973': 'GF',
  'FR-974': 'RE',
  'FR-976': 'YT',
  'NL-BQ1': 'BQ',
  'NL-BQ2': 'BQ',
  'NL-BQ3': 'BQ',
  'NO-21': 'SJ',
  'BV-X01': 'BV',
  'CC-X15': 'CC',
  'CX-X14': 'CX',
};

const SPAIN: Readonly<Record<string, string>> = {
  CE: 'CE',
  ML: 'ML',
  NA: 'NC',
  PV: 'PV',
  AR: 'AR',
  CT: 'CT',
  EX: 'EX',
  AN: 'AN',
  GA: 'GA',
  CL: 'CL',
  VC: 'VC',
  MU: 'MC',
  AS: 'AS',
  CB: 'CB',
  CN: 'CN',
  PM: 'IB',
  LO: 'RI',
  CM: 'CM',
  MD: 'MD',
};
const BRITAIN: Readonly<Record<string, string>> = { England: 'ENG', Scotland: 'SCT', Wales: 'WLS', 'Northern Ireland': 'NIR' };
const BELGIUM: Readonly<Record<string, string>> = { 'Flemish Region': 'VLG', 'Walloon Region': 'WAL', 'Brussels Capital Region': 'BRU' };
const FRANCE: Readonly<Record<string, string>> = { GUF: '973', MTQ: '972', GUA: '971', LRE: '974', MAY: '976', COR: '20R' };

/** By Natural Earth's own key: features that share a code with a neighbour, and ground without an ISO code. */
const BY_ADM1_CODE: Readonly<Record<string, string>> = {
  'MWI-1194': 'MW-KR',
  'KAZ-3207': 'KZ-ALM',
  'KAZ-4829': 'KZ-ALA',
  'KAB+00?': 'KZ-KZY',
  'SDN-5857': 'SD-DE',
  'MOZ-5854': 'MZ-MPM',
  'MDA-1638': 'MD-SN',
  'LAO-3283': 'LA-VT',
  'PER-587': 'PE-LMA',
  'COL-1399': 'CO-DC',
  'AFG-1753': 'AF-DAY',
  'AFG-1769': 'AF-PAN',
  'SLB-3508': 'SB-CH',
  'MDV-5234': 'MV-MLE',
  'IRN-5490': 'IR-32',
  'UGA-3371': 'UG-419',
  'GRL-2738': 'GL-UO',
  'ESB-5132': 'CY-X16',
  'WSB-5133': 'CY-X17',
  'CYN+00?': 'CY-X04',
  'SOL+00?': 'SO-X11',
  'USG+00?': 'CU-X13',
  'KAS+00?': 'IN-X06',
  'CSI+00?': 'AU-X05',
  'RUS-2365': 'RU-MOW',
  'RUS-2364': 'RU-MOS',
  'CLP+00?': 'FR-CP',
  'AUS-1932': 'AU-ACT',
};
/** Present ISO codes for withdrawn ones; the old code stays an alias. */
export const RENAMED: Readonly<Record<string, string>> = {
  'ZA-NL': 'ZA-KZN',
  'ZA-GT': 'ZA-GP',
  'IN-OR': 'IN-OD',
  'IN-CT': 'IN-CG',
  'IN-UT': 'IN-UK',
  'IN-TG': 'IN-TS',
  'MX-DIF': 'MX-CMX',
  'TW-TPQ': 'TW-NWT',
  'LR-X1': 'LR-GP',
  'LR-X2': 'LR-RG',
  'HU-ED': 'HU-ER',
  'TT-RCM': 'TT-MRC',
  'TT-ETO': 'TT-TOB',
  'TT-WTO': 'TT-TOB',
  'OM-BA': 'OM-BS',
  'OM-SH': 'OM-SJ',
  'IQ-TS': 'IQ-KI',
  'MO-M': 'MO-X01',
  'NO-X01': 'BV-X01',
  'BS-X01': 'BS-NP',
  'KN-14': 'KN-15',
  'PL-DS': 'PL-02',
  'PL-KP': 'PL-04',
  'PL-LU': 'PL-06',
  'PL-LB': 'PL-08',
  'PL-LD': 'PL-10',
  'PL-MA': 'PL-12',
  'PL-MZ': 'PL-14',
  'PL-OP': 'PL-16',
  'PL-PK': 'PL-18',
  'PL-PD': 'PL-20',
  'PL-PM': 'PL-22',
  'PL-SL': 'PL-24',
  'PL-SK': 'PL-26',
  'PL-WN': 'PL-28',
  'PL-WP': 'PL-30',
  'PL-ZP': 'PL-32',
  'CZ-PR': 'CZ-10',
  'CZ-ST': 'CZ-20',
  'CZ-JC': 'CZ-31',
  'CZ-PL': 'CZ-32',
  'CZ-KA': 'CZ-41',
  'CZ-US': 'CZ-42',
  'CZ-LI': 'CZ-51',
  'CZ-KR': 'CZ-52',
  'CZ-PA': 'CZ-53',
  'CZ-VY': 'CZ-63',
  'CZ-JM': 'CZ-64',
  'CZ-OL': 'CZ-71',
  'CZ-ZL': 'CZ-72',
  'CZ-MO': 'CZ-80',
  'GT-GU': 'GT-01',
  'GT-PR': 'GT-02',
  'GT-SA': 'GT-03',
  'GT-CM': 'GT-04',
  'GT-ES': 'GT-05',
  'GT-SR': 'GT-06',
  'GT-SO': 'GT-07',
  'GT-TO': 'GT-08',
  'GT-QZ': 'GT-09',
  'GT-SU': 'GT-10',
  'GT-RE': 'GT-11',
  'GT-SM': 'GT-12',
  'GT-HU': 'GT-13',
  'GT-QC': 'GT-14',
  'GT-BV': 'GT-15',
  'GT-AV': 'GT-16',
  'GT-PE': 'GT-17',
  'GT-IZ': 'GT-18',
  'GT-ZA': 'GT-19',
  'GT-CQ': 'GT-20',
  'GT-JA': 'GT-21',
  'GT-JU': 'GT-22',
  'NO-01': 'NO-31',
  'NO-02': 'NO-32',
  'NO-06': 'NO-33',
  'NO-04': 'NO-34',
  'NO-05': 'NO-34',
  'NO-07': 'NO-39',
  'NO-08': 'NO-40',
  'NO-09': 'NO-42',
  'NO-10': 'NO-42',
  'NO-12': 'NO-46',
  'NO-14': 'NO-46',
  'NO-16': 'NO-50',
  'NO-17': 'NO-50',
  'NO-19': 'NO-55',
  'NO-20': 'NO-56',
};

/** Which region a Natural Earth feature belongs to; null for the nameless leftovers of the source. */
export function identify(feature: Admin1): RegionIdentity | null {
  if (!feature.name || feature.adm1_code === 'PGA+00?') return null;
  const id = regionId(feature);
  const country = id.slice(0, 2);
  const territory = TERRITORY_OF_REGION[id] ?? (id in TERRITORY_OF_REGION ? country : ownGround(feature, country));
  return { id, country, territory };
}

function ownGround(feature: Admin1, country: string): string {
  return feature.iso_a2 in TERRITORIES ? feature.iso_a2 : country;
}

function regionId(feature: Admin1): string {
  const special = BY_ADM1_CODE[feature.adm1_code] ?? TERRITORIES[feature.iso_a2];
  if (special) return special;
  if (feature.admin === 'Indian Ocean Territories') return feature.name === 'Christmas Island' ? 'CX-X14' : 'CC-X15';
  const dissolved = dissolvedId(feature);
  if (dissolved) return dissolved;
  const code = feature.iso_3166_2.replace(/~$/, '');
  if (/^BA-X/.test(code)) return 'BA-SRP';
  return RENAMED[code] ?? code;
}

function dissolvedId({ iso_a2, region, region_cod, geonunit }: Admin1): string | null {
  switch (iso_a2) {
    case 'FR':
      return `FR-${FRANCE[region_cod.slice(3)] ?? region_cod.slice(3)}`;
    case 'IT':
      return region_cod;
    case 'ES':
      return `ES-${found(SPAIN, region_cod.slice(3), region)}`;
    case 'GB':
      return `GB-${found(BRITAIN, geonunit, region)}`;
    case 'BE':
      return `BE-${found(BELGIUM, geonunit, region)}`;
    default:
      return null;
  }
}

function found(table: Readonly<Record<string, string>>, key: string, region: string): string {
  const id = table[key];
  if (!id) throw new Error(`region without id: ${key} (${region})`);
  return id;
}
