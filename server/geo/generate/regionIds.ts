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

/** Names of merged regions, and of those whose own name in the source is not the one people use. */
export const REGION_NAMES: Readonly<Record<string, string>> = {
  'GB-ENG': 'England',
  'GB-SCT': 'Scotland',
  'GB-WLS': 'Wales',
  'GB-NIR': 'Northern Ireland',
  'BE-VLG': 'Flanders',
  'BE-WAL': 'Wallonia',
  'BE-BRU': 'Brussels',
  'FR-HDF': 'Hauts-de-France',
  'FR-GES': 'Grand Est',
  'FR-PAC': "Provence-Alpes-Côte d'Azur",
  'FR-ARA': 'Auvergne-Rhône-Alpes',
  'FR-NAQ': 'Nouvelle-Aquitaine',
  'FR-OCC': 'Occitanie',
  'FR-BFC': 'Bourgogne-Franche-Comté',
  'FR-PDL': 'Pays de la Loire',
  'FR-BRE': 'Brittany',
  'FR-NOR': 'Normandy',
  'FR-CVL': 'Centre-Val de Loire',
  'FR-IDF': 'Île-de-France',
  'FR-20R': 'Corsica',
  'FR-971': 'Guadeloupe',
  'FR-972': 'Martinique',
  'FR-973': 'French Guiana',
  'FR-974': 'Réunion',
  'FR-976': 'Mayotte',
  'FR-CP': 'Clipperton Island',
  'IT-21': 'Piedmont',
  'IT-23': 'Aosta Valley',
  'IT-25': 'Lombardy',
  'IT-32': 'Trentino-South Tyrol',
  'IT-34': 'Veneto',
  'IT-36': 'Friuli-Venezia Giulia',
  'IT-42': 'Liguria',
  'IT-45': 'Emilia-Romagna',
  'IT-52': 'Tuscany',
  'IT-55': 'Umbria',
  'IT-57': 'Marche',
  'IT-62': 'Lazio',
  'IT-65': 'Abruzzo',
  'IT-67': 'Molise',
  'IT-72': 'Campania',
  'IT-75': 'Apulia',
  'IT-77': 'Basilicata',
  'IT-78': 'Calabria',
  'IT-82': 'Sicily',
  'IT-88': 'Sardinia',
  'ES-AN': 'Andalusia',
  'ES-AR': 'Aragon',
  'ES-AS': 'Asturias',
  'ES-CB': 'Cantabria',
  'ES-CE': 'Ceuta',
  'ES-CL': 'Castile and León',
  'ES-CM': 'Castilla-La Mancha',
  'ES-CN': 'Canary Islands',
  'ES-CT': 'Catalonia',
  'ES-EX': 'Extremadura',
  'ES-GA': 'Galicia',
  'ES-IB': 'Balearic Islands',
  'ES-MC': 'Region of Murcia',
  'ES-MD': 'Community of Madrid',
  'ES-ML': 'Melilla',
  'ES-NC': 'Navarre',
  'ES-PV': 'Basque Country',
  'ES-RI': 'La Rioja',
  'ES-VC': 'Valencian Community',
  'NO-34': 'Innlandet',
  'NO-42': 'Agder',
  'NO-46': 'Vestland',
  'NO-50': 'Trøndelag',
  'MX-CMX': 'Mexico City',
  'MG-M': 'Mahajanga',
  'MG-D': 'Antsiranana',
  'MG-A': 'Toamasina',
  'MG-F': 'Fianarantsoa',
  'MG-U': 'Toliara',
  'MG-T': 'Antananarivo',
  'BA-BIH': 'Federation of Bosnia and Herzegovina',
  'BA-SRP': 'Republika Srpska',
  'PH-MNL': 'Metro Manila',
  'AU-ACT': 'Australian Capital Territory',
  'US-VI': 'U.S. Virgin Islands',
  'US-AS': 'American Samoa',
  'US-MP': 'Northern Mariana Islands',
  'US-UM': 'U.S. Minor Outlying Islands',
  'US-GU': 'Guam',
  'FI-01': 'Åland',
  'NL-AW': 'Aruba',
  'NL-CW': 'Curaçao',
  'NL-SX': 'Sint Maarten',
  'IE-D': 'Dublin',
  'IE-TA': 'Tipperary',
  'IE-CO': 'Cork',
  'IE-G': 'Galway',
  'IE-LK': 'Limerick',
  'IE-WD': 'Waterford',
  'TT-TOB': 'Tobago',
  'MO-X01': 'Macao',
  'CY-X04': 'Northern Cyprus',
  'IN-X06': 'Siachen Glacier',
  'PE-LIM': 'Lima Region',
  'PE-LMA': 'Lima',
  'CO-DC': 'Bogotá',
  'AR-C': 'Buenos Aires City',
  'AR-B': 'Buenos Aires Province',
  'KZ-ALA': 'Almaty',
  'KZ-ALM': 'Almaty Region',
  'US-DC': 'District of Columbia',
  'BR-DF': 'Federal District',
  'DE-HB': 'Bremen',
  'IR-32': 'Alborz',
  'MZ-MPM': 'Maputo City',
  'LA-VT': 'Vientiane Prefecture',
  'PL-02': 'Lower Silesia',
  'PL-04': 'Kuyavia-Pomerania',
  'PL-06': 'Lublin',
  'PL-08': 'Lubusz',
  'PL-10': 'Łódź',
  'PL-12': 'Lesser Poland',
  'PL-14': 'Mazovia',
  'PL-16': 'Opole',
  'PL-18': 'Subcarpathia',
  'PL-20': 'Podlachia',
  'PL-22': 'Pomerania',
  'PL-24': 'Silesia',
  'PL-26': 'Świętokrzyskie',
  'PL-28': 'Warmia-Masuria',
  'PL-30': 'Greater Poland',
  'PL-32': 'West Pomerania',
  'CZ-10': 'Prague',
  'CZ-20': 'Central Bohemia',
  'CZ-31': 'South Bohemia',
  'CZ-32': 'Plzeň',
  'CZ-64': 'South Moravia',
  'CZ-80': 'Moravia-Silesia',
  'GL-UO': 'Northeast Greenland',
  'AF-DAY': 'Daykundi',
  'UG-419': 'Kiruhura',
  'AF-PAN': 'Panjshir',
  'MW-KR': 'Karonga',
  'RU-YEV': 'Jewish Autonomous Oblast',
  'RU-ALT': 'Altai Krai',
  'LR-GP': 'Gbarpolu',
  'CN-NM': 'Inner Mongolia',
  'CN-XZ': 'Tibet',
  'RU-MOS': 'Moscow Oblast',
  'RU-MOW': 'Moscow',
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
