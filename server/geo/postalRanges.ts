/** Countries whose postal codes tell the region by their first characters. */

export interface RangeHit {
  readonly region: string | null;
  /** Name of the city where the range is one city's. */
  readonly city: string | null;
}

type Range = readonly [from: number, to: number, place: string];

/** First five digits of the Brazilian CEP by state. */
const BR_STATES: readonly Range[] = [
  [1000, 19999, 'SP'],
  [20000, 28999, 'RJ'],
  [29000, 29999, 'ES'],
  [30000, 39999, 'MG'],
  [40000, 48999, 'BA'],
  [49000, 49999, 'SE'],
  [50000, 56999, 'PE'],
  [57000, 57999, 'AL'],
  [58000, 58999, 'PB'],
  [59000, 59999, 'RN'],
  [60000, 63999, 'CE'],
  [64000, 64999, 'PI'],
  [65000, 65999, 'MA'],
  [66000, 68899, 'PA'],
  [68900, 68999, 'AP'],
  [69000, 69299, 'AM'],
  [69300, 69399, 'RR'],
  [69400, 69899, 'AM'],
  [69900, 69999, 'AC'],
  [70000, 72799, 'DF'],
  [72800, 72999, 'GO'],
  [73000, 73699, 'DF'],
  [73700, 76799, 'GO'],
  [76800, 76999, 'RO'],
  [77000, 77999, 'TO'],
  [78000, 78899, 'MT'],
  [78900, 78999, 'RO'],
  [79000, 79999, 'MS'],
  [80000, 87999, 'PR'],
  [88000, 89999, 'SC'],
  [90000, 99999, 'RS'],
];

/** Ranges that belong to one city alone. */
const BR_CITIES: readonly Range[] = [
  [1000, 5999, 'São Paulo'],
  [8000, 8499, 'São Paulo'],
  [20000, 23799, 'Rio de Janeiro'],
  [29000, 29099, 'Vitória'],
  [30000, 31999, 'Belo Horizonte'],
  [40000, 41999, 'Salvador'],
  [49000, 49098, 'Aracaju'],
  [50000, 52999, 'Recife'],
  [57000, 57099, 'Maceió'],
  [58000, 58099, 'João Pessoa'],
  [59000, 59139, 'Natal'],
  [60000, 60999, 'Fortaleza'],
  [64000, 64099, 'Teresina'],
  [65000, 65099, 'São Luís'],
  [66000, 66999, 'Belém'],
  [68900, 68914, 'Macapá'],
  [69000, 69099, 'Manaus'],
  [69300, 69339, 'Boa Vista'],
  [69900, 69923, 'Rio Branco'],
  [74000, 74899, 'Goiânia'],
  [76800, 76834, 'Porto Velho'],
  [77000, 77249, 'Palmas'],
  [78000, 78099, 'Cuiabá'],
  [79000, 79129, 'Campo Grande'],
  [80000, 82999, 'Curitiba'],
  [88000, 88099, 'Florianópolis'],
  [90000, 91999, 'Porto Alegre'],
];

const AU_STATES: readonly Range[] = [
  [200, 299, 'ACT'],
  [800, 999, 'NT'],
  [1000, 2599, 'NSW'],
  [2600, 2618, 'ACT'],
  [2619, 2899, 'NSW'],
  [2900, 2920, 'ACT'],
  [2921, 2999, 'NSW'],
  [3000, 3999, 'VIC'],
  [4000, 4999, 'QLD'],
  [5000, 5999, 'SA'],
  [6000, 6999, 'WA'],
  [7000, 7999, 'TAS'],
  [8000, 8999, 'VIC'],
  [9000, 9999, 'QLD'],
];

/** First letter of the Canadian code; X is shared by two territories. */
const CA_PROVINCES: Readonly<Record<string, string>> = {
  A: 'NL',
  B: 'NS',
  C: 'PE',
  E: 'NB',
  G: 'QC',
  H: 'QC',
  J: 'QC',
  K: 'ON',
  L: 'ON',
  M: 'ON',
  N: 'ON',
  P: 'ON',
  R: 'MB',
  S: 'SK',
  T: 'AB',
  V: 'BC',
  Y: 'YT',
};

/** First two digits of the French code: the department. */
const FR_REGIONS: Readonly<Record<string, string>> = {
  ARA: '01 03 07 15 26 38 42 43 63 69 73 74',
  BFC: '21 25 39 58 70 71 89 90',
  BRE: '22 29 35 56',
  CVL: '18 28 36 37 41 45',
  '20R': '20',
  GES: '08 10 51 52 54 55 57 67 68 88',
  HDF: '02 59 60 62 80',
  IDF: '75 77 78 91 92 93 94 95',
  NOR: '14 27 50 61 76',
  NAQ: '16 17 19 23 24 33 40 47 64 79 86 87',
  OCC: '09 11 12 30 31 32 34 46 48 65 66 81 82',
  PDL: '44 49 53 72 85',
  PAC: '04 05 06 13 83 84',
};

/** First two digits of the Spanish code: the province. */
const ES_REGIONS: Readonly<Record<string, string>> = {
  PV: '01 20 48',
  CM: '02 13 16 19 45',
  VC: '03 12 46',
  AN: '04 11 14 18 21 23 29 41',
  CL: '05 09 24 34 37 40 42 47 49',
  EX: '06 10',
  IB: '07',
  CT: '08 17 25 43',
  GA: '15 27 32 36',
  RI: '26',
  MD: '28',
  MC: '30',
  NC: '31',
  AS: '33',
  CN: '35 38',
  CB: '39',
  AR: '22 44 50',
  CE: '51',
  ML: '52',
};

/** Post areas of Britain; those that cross a border (CH, HR, LD, SY, TD, DG) tell nothing and are left out of all three. */
const GB_NATIONS: Readonly<Record<string, string>> = {
  SCT: 'AB DD EH FK G HS IV KA KW KY ML PA PH ZE',
  WLS: 'CF LL NP SA',
  NIR: 'BT',
  '': 'CH HR LD SY TD DG',
};

const REGION_OF: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  FR: invert(FR_REGIONS),
  ES: invert(ES_REGIONS),
  GB: invert(GB_NATIONS),
};

/** The region of a code, letters in upper case; null where it is none or tells nothing. */
export function regionByRange(country: string, code: string): RangeHit | null {
  switch (country) {
    case 'BR':
      return brazil(code);
    case 'AU':
      return inRange(AU_STATES, 'AU', /^\d{3,4}$/.exec(code)?.[0]);
    case 'CA':
      return named('CA', /^[A-Z]\d[A-Z]([ -]?\d[A-Z]\d)?$/.test(code) ? CA_PROVINCES[code.charAt(0)] : undefined);
    case 'FR':
      return /^97\d{3}$/.test(code) ? overseas(code) : byProvince(country, code);
    case 'ES':
      return byProvince(country, code);
    case 'GB':
      return britain(code);
    default:
      return null;
  }
}

function byProvince(country: string, code: string): RangeHit | null {
  return named(country, /^\d{4,5}$/.test(code) ? REGION_OF[country]?.get(code.padStart(5, '0').slice(0, 2)) : undefined);
}

/** First three digits of the code: the department; Saint-Barthélemy and Saint-Martin have kept codes of Guadeloupe's. */
function overseas(code: string): RangeHit | null {
  const department = code.slice(0, 3);
  return /^(97133|97150)$/.test(code) || !/^97[12346]$/.test(department) ? null : named('FR', department);
}

/** Five or eight digits, either of them with its leading zero lost. */
function brazil(code: string): RangeHit | null {
  const digits = code.replace(/[-.\s]/g, '');
  if (!/^(\d{4,5}|\d{7,8})$/.test(digits)) return null;
  const prefix = Number(digits.length > 5 ? digits.padStart(8, '0').slice(0, 5) : digits);
  const state = placeIn(BR_STATES, prefix);
  return state === null ? null : { region: `BR-${state}`, city: placeIn(BR_CITIES, prefix) };
}

function britain(code: string): RangeHit | null {
  const area = /^([A-Z]{1,2})\d/.exec(code)?.[1];
  return area === undefined ? null : named('GB', REGION_OF.GB?.get(area) ?? (ENGLISH_AREA.has(area) ? 'ENG' : undefined));
}

const ENGLISH_AREA = new Set(
  (
    'AL B BA BB BD BH BL BN BR BS CA CB CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU HA HD HG HP HU HX IG IP KT L LA LE LN LS LU M ME MK N NE NG NN NR NW ' +
    'OL OX PE PL PO PR RG RH RM S SE SG SK SL SM SN SO SP SR SS ST SW TA TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO'
  ).split(' '),
);

function inRange(ranges: readonly Range[], country: string, digits: string | undefined): RangeHit | null {
  return named(country, digits === undefined ? undefined : (placeIn(ranges, Number(digits)) ?? undefined));
}

function placeIn(ranges: readonly Range[], value: number): string | null {
  return ranges.find(([from, to]) => value >= from && value <= to)?.[2] ?? null;
}

function named(country: string, local: string | undefined): RangeHit | null {
  return local ? { region: `${country}-${local}`, city: null } : null;
}

function invert(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(table).flatMap(([place, prefixes]) => prefixes.split(' ').map((prefix) => [prefix, place] as const)));
}
