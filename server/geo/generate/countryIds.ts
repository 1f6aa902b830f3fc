/** ISO 3166-1 codes and what else countries are called. */

const PAIRS = `AF AFG AX ALA AL ALB DZ DZA AS ASM AD AND AO AGO AI AIA AQ ATA AG ATG AR ARG AM ARM AW ABW AU AUS AT AUT AZ AZE BS BHS BH BHR BD BGD BB BRB BY BLR BE BEL
BZ BLZ BJ BEN BM BMU BT BTN BO BOL BQ BES BA BIH BW BWA BV BVT BR BRA IO IOT BN BRN BG BGR BF BFA BI BDI CV CPV KH KHM CM CMR CA CAN KY CYM CF CAF TD TCD CL CHL CN CHN
CX CXR CC CCK CO COL KM COM CG COG CD COD CK COK CR CRI CI CIV HR HRV CU CUB CW CUW CY CYP CZ CZE DK DNK DJ DJI DM DMA DO DOM EC ECU EG EGY SV SLV GQ GNQ ER ERI EE EST
SZ SWZ ET ETH FK FLK FO FRO FJ FJI FI FIN FR FRA GF GUF PF PYF TF ATF GA GAB GM GMB GE GEO DE DEU GH GHA GI GIB GR GRC GL GRL GD GRD GP GLP GU GUM GT GTM GG GGY GN GIN
GW GNB GY GUY HT HTI HM HMD VA VAT HN HND HK HKG HU HUN IS ISL IN IND ID IDN IR IRN IQ IRQ IE IRL IM IMN IL ISR IT ITA JM JAM JP JPN JE JEY JO JOR KZ KAZ KE KEN KI KIR
KP PRK KR KOR KW KWT KG KGZ LA LAO LV LVA LB LBN LS LSO LR LBR LY LBY LI LIE LT LTU LU LUX MO MAC MG MDG MW MWI MY MYS MV MDV ML MLI MT MLT MH MHL MQ MTQ MR MRT MU MUS
YT MYT MX MEX FM FSM MD MDA MC MCO MN MNG ME MNE MS MSR MA MAR MZ MOZ MM MMR NA NAM NR NRU NP NPL NL NLD NC NCL NZ NZL NI NIC NE NER NG NGA NU NIU NF NFK MK MKD MP MNP
NO NOR OM OMN PK PAK PW PLW PS PSE PA PAN PG PNG PY PRY PE PER PH PHL PN PCN PL POL PT PRT PR PRI QA QAT RE REU RO ROU RU RUS RW RWA BL BLM SH SHN KN KNA LC LCA MF MAF
PM SPM VC VCT WS WSM SM SMR ST STP SA SAU SN SEN RS SRB SC SYC SL SLE SG SGP SX SXM SK SVK SI SVN SB SLB SO SOM ZA ZAF GS SGS SS SSD ES ESP LK LKA SD SDN SR SUR SJ SJM
SE SWE CH CHE SY SYR TW TWN TJ TJK TZ TZA TH THA TL TLS TG TGO TK TKL TO TON TT TTO TN TUN TR TUR TM TKM TC TCA TV TUV UG UGA UA UKR AE ARE GB GBR US USA UM UMI UY URY
UZ UZB VU VUT VE VEN VN VNM VG VGB VI VIR WF WLF EH ESH YE YEM ZM ZMB ZW ZWE XK XKX`;

/** ISO 3166-1 alpha-2 to alpha-3, Kosovo included under its usual codes. */
export const ALPHA3: ReadonlyMap<string, string> = new Map(PAIRS.split(/\s+/).flatMap((code, at, all) => (at % 2 === 0 ? [[code, all[at + 1]!] as const] : [])));

/** Where the name in CLDR is not what people say or write on a map. */
export const COUNTRY_LABELS: Readonly<Record<string, string>> = {
  HK: 'Hong Kong', MO: 'Macao', MM: 'Myanmar', CD: 'DR Congo', CG: 'Congo', PS: 'Palestine', TR: 'Türkiye', BA: 'Bosnia and Herzegovina', AG: 'Antigua and Barbuda',
  TT: 'Trinidad and Tobago', ST: 'São Tomé and Príncipe', KN: 'Saint Kitts and Nevis', LC: 'Saint Lucia', VC: 'Saint Vincent and the Grenadines', BL: 'Saint Barthélemy',
  MF: 'Saint Martin', PM: 'Saint Pierre and Miquelon', SH: 'Saint Helena', WF: 'Wallis and Futuna', TC: 'Turks and Caicos Islands', SJ: 'Svalbard and Jan Mayen',
  GS: 'South Georgia and the South Sandwich Islands', HM: 'Heard and McDonald Islands', UM: 'U.S. Minor Outlying Islands', FK: 'Falkland Islands', CI: "Côte d'Ivoire", VA: 'Vatican City',
};

/** What senders write besides the official names. A part of a country stands under its ISO 3166-2 code. */
export const COUNTRY_ALIASES: Readonly<Record<string, readonly string[]>> = {
  US: ['USA', 'U.S.', 'U.S.A.', 'United States', 'United States of America', 'The United States', 'America', 'Estados Unidos da América', 'EEUU', 'EE.UU.', 'EUA', 'États-Unis'],
  GB: ['UK', 'U.K.', 'United Kingdom', 'Great Britain', 'Britain', 'G.B.', 'United Kingdom of Great Britain and Northern Ireland', 'UKM', 'GBP'],
  'GB-ENG': ['England', 'Inglaterra', 'Angleterre'], 'GB-SCT': ['Scotland'], 'GB-WLS': ['Wales', 'Cymru'], 'GB-NIR': ['Northern Ireland', 'Ulster'],
  IE: ['Eire', 'Éire', 'Ireland', 'Republic of Ireland', 'Irish Republic'],
  ZA: ['RSA', 'R.S.A.', 'South Africa', 'Republic of South Africa'], CZ: ['Czech Republic', 'Czechia', 'Czech Rep.', 'Česko'],
  KR: ['Korea', 'South Korea', 'Republic of Korea', 'Korea, Republic of', 'Korea (South)', 'Korea, South', 'ROK', 'S. Korea', 'Korea Republic'],
  KP: ['North Korea', "Korea, Democratic People's Republic of", "Democratic People's Republic of Korea", 'DPRK', 'Korea, North'],
  NL: ['Holland', 'The Netherlands', 'Netherlands', 'Netherlands, The', 'Nederland'], GR: ['EL', 'Hellas', 'Greece'], RU: ['Russia', 'Russian Federation', 'Rossiya'],
  TR: ['Turkey', 'Turkiye', 'Türkiye'], CI: ['Ivory Coast', "Cote d'Ivoire", 'Cote d Ivoire'], CV: ['Cape Verde', 'Cabo Verde'], TL: ['East Timor', 'Timor Leste'],
  SZ: ['Swaziland', 'Eswatini'], MM: ['Burma', 'Myanmar'], MK: ['Macedonia', 'North Macedonia', 'FYROM', 'Macedonia, the former Yugoslav Republic of'],
  CD: ['DRC', 'DR Congo', 'Congo, Democratic Republic of the', 'Democratic Republic of the Congo', 'Congo, The Democratic Republic of the', 'Congo-Kinshasa', 'Zaire', 'Dem. Rep. Congo', 'Congo, Dem. Rep.'],
  CG: ['Congo', 'Republic of the Congo', 'Congo-Brazzaville', 'Congo, Rep.', 'Congo, Republic of the'], LA: ['Laos', 'Lao PDR', "Lao People's Democratic Republic"],
  VN: ['Vietnam', 'Viet Nam'], IR: ['Iran', 'Iran, Islamic Republic of', 'Iran (Islamic Republic of)', 'Islamic Republic of Iran'], SY: ['Syria', 'Syrian Arab Republic'],
  TZ: ['Tanzania', 'Tanzania, United Republic of', 'United Republic of Tanzania'], MD: ['Moldova', 'Moldova, Republic of', 'Republic of Moldova'],
  BO: ['Bolivia', 'Bolivia, Plurinational State of', 'Bolivia (Plurinational State of)', 'Plurinational State of Bolivia'],
  VE: ['Venezuela', 'Venezuela, Bolivarian Republic of', 'Venezuela (Bolivarian Republic of)', 'Bolivarian Republic of Venezuela'],
  TW: ['Taiwan', 'Taiwan, Province of China', 'Taiwan, R.O.C.', 'Chinese Taipei', 'ROC'], HK: ['Hong Kong', 'Hongkong', 'Hong Kong SAR', 'Hong Kong, China'], MO: ['Macau', 'Macao', 'Macau SAR'],
  CN: ['China', 'PRC', 'P.R. China', "People's Republic of China", 'Mainland China'], PS: ['Palestine', 'State of Palestine', 'Palestine, State of', 'West Bank and Gaza', 'Palestinian Territory', 'Palestinian Territory, Occupied'],
  AE: ['UAE', 'U.A.E.', 'United Arab Emirates', 'Emirates'], BN: ['Brunei', 'Brunei Darussalam'], FM: ['Micronesia', 'Micronesia, Federated States of', 'Federated States of Micronesia'],
  VA: ['Vatican', 'Holy See', 'Holy See (Vatican City State)', 'Vatican City State'], LY: ['Libya', 'Libyan Arab Jamahiriya'], BS: ['Bahamas', 'The Bahamas', 'Bahamas, The'], GM: ['Gambia', 'The Gambia', 'Gambia, The'],
  RE: ['Reunion', 'Réunion', 'La Réunion'], KG: ['Kyrgyzstan', 'Kyrgyz Republic'], SK: ['Slovakia', 'Slovak Republic'], YE: ['Yemen', 'Yemen, Rep.'], EG: ['Egypt', 'Egypt, Arab Rep.'],
  VG: ['British Virgin Islands', 'Virgin Islands, British', 'Virgin Islands (British)'], VI: ['US Virgin Islands', 'Virgin Islands, U.S.', 'Virgin Islands (U.S.)', 'United States Virgin Islands'],
  PT: ['Portugal', 'Portuguese Republic'], DE: ['Germany', 'Deutschland', 'Federal Republic of Germany', 'BRD'], BR: ['Brazil', 'Brasil'], ES: ['Spain', 'España', 'Espana'], JP: ['Japan', 'Nippon'],
  KN: ['St Kitts & Nevis'], VC: ['St Vincent & the Grenadines', 'St Vincent'], SH: ['Saint Helena, Ascension and Tristan da Cunha', 'St Helena'], MF: ['Saint Martin (French part)'], SX: ['Sint Maarten (Dutch part)', 'Sint Maarten', 'St Maarten'],
  BQ: ['Bonaire, Sint Eustatius and Saba', 'Caribbean Netherlands', 'Bonaire'], FK: ['Falkland Islands (Malvinas)', 'Falklands', 'Malvinas'], XK: ['Kosovo', 'XKX', 'XKO'], RO: ['Romania', 'Rumania', 'ROM'],
  AT: ['Austria', 'Österreich'], CH: ['Switzerland', 'Schweiz', 'Suisse', 'Svizzera'], BY: ['Belarus', 'Byelorussia', 'Belorussia'], AU: ['Australia'], NZ: ['New Zealand', 'Aotearoa'],
};
