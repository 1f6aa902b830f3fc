/** Where the simulated company has customers: real cities with their ISO codes, weighted by buying power. */

export interface City {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2, or null where the coordinates decide. */
  readonly region: string | null;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  /** Relative number of customers. */
  readonly weight: number;
  /** Standard time, hours to add to UTC. */
  readonly utcOffsetHours: number;
}

// country region | city | lat | lon | weight | hours to UTC
const TABLE = `
US US-NY|New York City|40.7128|-74.0060|30|-5
US US-CA|Los Angeles|34.0522|-118.2437|24|-8
US US-IL|Chicago|41.8781|-87.6298|14|-6
US US-TX|Houston|29.7604|-95.3698|12|-6
US US-TX|Dallas|32.7767|-96.7970|11|-6
US US-CA|San Francisco|37.7749|-122.4194|12|-8
US US-WA|Seattle|47.6062|-122.3321|9|-8
US US-MA|Boston|42.3601|-71.0589|9|-5
US US-FL|Miami|25.7617|-80.1918|9|-5
US US-GA|Atlanta|33.7490|-84.3880|9|-5
US US-CO|Denver|39.7392|-104.9903|6|-7
US US-AZ|Phoenix|33.4484|-112.0740|6|-7
US US-PA|Philadelphia|39.9526|-75.1652|7|-5
US US-MI|Detroit|42.3314|-83.0458|5|-5
US US-MN|Minneapolis|44.9778|-93.2650|5|-6
CA CA-ON|Toronto|43.6532|-79.3832|10|-5
CA CA-QC|Montréal|45.5019|-73.5674|7|-5
CA CA-BC|Vancouver|49.2827|-123.1207|6|-8
CA CA-AB|Calgary|51.0447|-114.0719|4|-7
MX MX-CMX|Mexico City|19.4326|-99.1332|12|-6
MX MX-JAL|Guadalajara|20.6597|-103.3496|5|-6
MX MX-NLE|Monterrey|25.6866|-100.3161|6|-6
BR BR-SP|São Paulo|-23.5505|-46.6333|20|-3
BR BR-RJ|Rio de Janeiro|-22.9068|-43.1729|14|-3
BR BR-MG|Belo Horizonte|-19.9167|-43.9345|6|-3
BR BR-RS|Porto Alegre|-30.0346|-51.2177|4|-3
BR BR-BA|Salvador|-12.9777|-38.5016|4|-3
BR BR-PR|Curitiba|-25.4284|-49.2733|4|-3
BR BR-CE|Fortaleza|-3.7319|-38.5267|3|-3
BR BR-PE|Recife|-8.0476|-34.8770|3|-3
AR AR-C|Buenos Aires|-34.6037|-58.3816|8|-3
AR AR-X|Córdoba|-31.4201|-64.1888|3|-3
CL CL-RM|Santiago|-33.4489|-70.6693|6|-4
CO CO-DC|Bogotá|4.7110|-74.0721|6|-5
CO CO-ANT|Medellín|6.2476|-75.5658|4|-5
PE PE-LMA|Lima|-12.0464|-77.0428|5|-5
UY UY-MO|Montevideo|-34.9011|-56.1645|2|-3
CR CR-SJ|San José|9.9281|-84.0907|2|-6
GB GB-ENG|London|51.5074|-0.1278|22|0
GB GB-ENG|Manchester|53.4808|-2.2426|7|0
GB GB-ENG|Birmingham|52.4862|-1.8904|6|0
GB GB-SCT|Edinburgh|55.9533|-3.1883|4|0
GB GB-SCT|Glasgow|55.8642|-4.2518|4|0
GB GB-WLS|Cardiff|51.4816|-3.1791|2|0
IE -|Dublin|53.3498|-6.2603|5|0
FR FR-IDF|Paris|48.8566|2.3522|18|1
FR FR-ARA|Lyon|45.7640|4.8357|6|1
FR FR-PAC|Marseille|43.2965|5.3698|5|1
FR FR-OCC|Toulouse|43.6047|1.4442|4|1
FR FR-NAQ|Bordeaux|44.8378|-0.5792|3|1
DE DE-BE|Berlin|52.5200|13.4050|12|1
DE DE-BY|Munich|48.1351|11.5820|11|1
DE DE-HH|Hamburg|53.5511|9.9937|9|1
DE DE-NW|Köln|50.9375|6.9603|9|1
DE DE-HE|Frankfurt am Main|50.1109|8.6821|8|1
DE DE-BW|Stuttgart|48.7758|9.1829|6|1
DE DE-SN|Leipzig|51.3397|12.3731|4|1
NL NL-NH|Amsterdam|52.3676|4.9041|7|1
NL NL-ZH|Rotterdam|51.9244|4.4777|5|1
BE BE-BRU|Brussels|50.8503|4.3517|5|1
BE BE-VLG|Antwerpen|51.2194|4.4025|3|1
CH CH-ZH|Zürich|47.3769|8.5417|6|1
CH CH-GE|Genève|46.2044|6.1432|3|1
AT AT-9|Vienna|48.2082|16.3738|6|1
AT AT-6|Graz|47.0707|15.4395|2|1
IT IT-25|Milano|45.4642|9.1900|9|1
IT IT-62|Roma|41.9028|12.4964|8|1
IT IT-72|Napoli|40.8518|14.2681|4|1
IT IT-21|Torino|45.0703|7.6869|4|1
ES ES-MD|Madrid|40.4168|-3.7038|9|1
ES ES-CT|Barcelona|41.3874|2.1686|8|1
ES ES-VC|Valencia|39.4699|-0.3763|3|1
ES ES-AN|Sevilla|37.3891|-5.9845|3|1
PT PT-11|Lisbon|38.7223|-9.1393|5|0
PT PT-13|Porto|41.1579|-8.6291|3|0
SE SE-AB|Stockholm|59.3293|18.0686|6|1
SE SE-O|Göteborg|57.7089|11.9746|3|1
NO NO-03|Oslo|59.9139|10.7522|5|1
DK DK-84|Copenhagen|55.6761|12.5683|5|1
FI FI-18|Helsinki|60.1699|24.9384|4|2
PL PL-14|Warsaw|52.2297|21.0122|8|1
PL PL-12|Kraków|50.0647|19.9450|4|1
PL PL-22|Gdańsk|54.3520|18.6466|3|1
CZ CZ-10|Prague|50.0755|14.4378|5|1
HU HU-BU|Budapest|47.4979|19.0402|4|1
RO RO-B|Bucharest|44.4268|26.1025|4|2
GR -|Athens|37.9838|23.7275|4|2
TR TR-34|Istanbul|41.0082|28.9784|9|3
TR TR-06|Ankara|39.9334|32.8597|4|3
AE AE-DU|Dubai|25.2048|55.2708|6|4
SA SA-01|Riyadh|24.7136|46.6753|5|3
IL IL-TA|Tel Aviv|32.0853|34.7818|4|2
EG EG-C|Cairo|30.0444|31.2357|5|2
MA -|Casablanca|33.5731|-7.5898|3|1
NG NG-LA|Lagos|6.5244|3.3792|6|1
GH GH-AA|Accra|5.6037|-0.1870|2|0
KE -|Nairobi|-1.2921|36.8219|5|3
ZA ZA-GP|Johannesburg|-26.2041|28.0473|6|2
ZA ZA-WC|Cape Town|-33.9249|18.4241|4|2
IN IN-MH|Mumbai|19.0760|72.8777|13|5.5
IN IN-DL|Delhi|28.6519|77.2315|12|5.5
IN IN-KA|Bengaluru|12.9716|77.5946|10|5.5
IN IN-TN|Chennai|13.0827|80.2707|6|5.5
IN IN-WB|Kolkata|22.5726|88.3639|5|5.5
PK PK-SD|Karachi|24.8607|67.0011|4|5
BD -|Dhaka|23.8103|90.4125|4|6
CN CN-SH|Shanghai|31.2304|121.4737|14|8
CN CN-BJ|Beijing|39.9042|116.4074|12|8
CN CN-GD|Shenzhen|22.5431|114.0579|9|8
CN CN-SC|Chengdu|30.5728|104.0668|6|8
HK -|Hong Kong|22.2855|114.1577|4|8
TW TW-TPE|Taipei|25.0330|121.5654|5|8
JP JP-13|Tokyo|35.6762|139.6503|18|9
JP JP-27|Osaka|34.6937|135.5023|9|9
JP JP-23|Nagoya|35.1815|136.9066|5|9
JP JP-40|Fukuoka|33.5904|130.4017|4|9
KR KR-11|Seoul|37.5665|126.9780|10|9
KR KR-26|Busan|35.1796|129.0756|4|9
SG -|Singapore|1.2960|103.8520|6|8
MY MY-14|Kuala Lumpur|3.1390|101.6869|4|8
TH TH-10|Bangkok|13.7563|100.5018|6|7
VN VN-SG|Ho Chi Minh City|10.8231|106.6297|5|7
VN VN-HN|Hanoi|21.0278|105.8342|3|7
ID ID-JK|Jakarta|-6.2088|106.8456|10|7
ID ID-JI|Surabaya|-7.2575|112.7521|4|7
ID ID-JB|Bandung|-6.9175|107.6191|3|7
PH -|Manila|14.5995|120.9842|6|8
AU AU-NSW|Sydney|-33.8688|151.2093|9|10
AU AU-VIC|Melbourne|-37.8136|144.9631|8|10
AU AU-QLD|Brisbane|-27.4698|153.0251|4|10
AU AU-WA|Perth|-31.9505|115.8605|3|8
NZ NZ-AUK|Auckland|-36.8485|174.7633|4|12
`;

export const CITIES: readonly City[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [place = '', name = '', lat, lon, weight, offset] = line.split('|');
    const [country = '', region] = place.split(' ');
    return {
      country,
      region: region === undefined || region === '-' ? null : region,
      name,
      lat: Number(lat),
      lon: Number(lon),
      weight: Number(weight),
      utcOffsetHours: Number(offset),
    };
  });

const EURO = new Set(['IE', 'FR', 'DE', 'NL', 'BE', 'AT', 'IT', 'ES', 'PT', 'FI', 'GR']);
const OWN_CURRENCY: Readonly<Record<string, string>> = { BR: 'BRL', GB: 'GBP', JP: 'JPY' };

/** The currency that a country's customers pay in, ISO 4217. */
export function currencyOf(country: string): string {
  return OWN_CURRENCY[country] ?? (EURO.has(country) ? 'EUR' : 'USD');
}

export type Language = 'en' | 'pt' | 'de';

/** The language that a country's customers write in. */
export function languageOf(country: string): Language {
  if (country === 'BR' || country === 'PT') return 'pt';
  return country === 'DE' || country === 'AT' ? 'de' : 'en';
}
