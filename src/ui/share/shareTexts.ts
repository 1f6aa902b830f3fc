import { texts } from '../../model/language.ts';

export const SHARE_TEXTS = texts({
  en: {
    noMap: 'the map is not drawn yet; wait a moment',
    noPicture: 'the picture is not drawn yet; wait a moment',
    noTable: 'there are no numbers yet; wait a moment',
    world: 'World',
    colour: (metric: string) => `Colour: ${metric}`,
    by: (height: string, colour: string, window: string) =>
      height === colour ? `${height} · ${window}` : `${height}, coloured by ${colour} · ${window}`,
    source: (instant: string, seq: string, extra: string) => `Orrery · as of ${instant}, event ${seq}${extra}`,
    simulated: ' · simulated data',
    filtered: ' · filtered',
    past: 'Then',
    now: 'Now',
    tense: 'Which numbers',
    shows: (instant: string) => `The numbers are those of ${instant}.`,
    showsNow: (instant: string) => `The numbers are those of the present; the link is of ${instant}.`,
    otherLog: (instant: string) =>
      `The numbers of ${instant} cannot be brought back: they were of another log, which has since been replaced or repaired here.`,
    leave: 'Back to live',
    full: 'Open the full view',
  },
  pt: {
    noMap: 'o mapa ainda não está desenhado; espere um momento',
    noPicture: 'a imagem ainda não está desenhada; espere um momento',
    noTable: 'ainda não há números; espere um momento',
    world: 'Mundo',
    colour: (metric: string) => `Cor: ${metric}`,
    by: (height: string, colour: string, window: string) =>
      height === colour ? `${height} · ${window}` : `${height}, colorido por ${colour} · ${window}`,
    source: (instant: string, seq: string, extra: string) => `Orrery · situação de ${instant}, evento ${seq}${extra}`,
    simulated: ' · dados simulados',
    filtered: ' · filtrado',
    past: 'Antes',
    now: 'Agora',
    tense: 'Quais números',
    shows: (instant: string) => `Os números são os de ${instant}.`,
    showsNow: (instant: string) => `Os números são os do presente; o link é de ${instant}.`,
    otherLog: (instant: string) =>
      `Os números de ${instant} não podem voltar: eram de outro registro, que foi substituído ou reparado aqui desde então.`,
    leave: 'Voltar ao vivo',
    full: 'Abrir a visão completa',
  },
  de: {
    noMap: 'die Karte ist noch nicht gezeichnet; einen Moment bitte',
    noPicture: 'das Bild ist noch nicht gezeichnet; einen Moment bitte',
    noTable: 'es gibt noch keine Zahlen; einen Moment bitte',
    world: 'Welt',
    colour: (metric: string) => `Farbe: ${metric}`,
    by: (height: string, colour: string, window: string) =>
      height === colour ? `${height} · ${window}` : `${height}, gefärbt nach ${colour} · ${window}`,
    source: (instant: string, seq: string, extra: string) => `Orrery · Stand ${instant}, Ereignis ${seq}${extra}`,
    simulated: ' · simulierte Daten',
    filtered: ' · gefiltert',
    past: 'Damals',
    now: 'Jetzt',
    tense: 'Welche Zahlen',
    shows: (instant: string) => `Die Zahlen sind die von ${instant}.`,
    showsNow: (instant: string) => `Die Zahlen sind die der Gegenwart; der Link ist von ${instant}.`,
    otherLog: (instant: string) =>
      `Die Zahlen von ${instant} lassen sich nicht zurückholen: Sie stammen aus einem anderen Protokoll, das hier seither ersetzt oder repariert wurde.`,
    leave: 'Zurück zu live',
    full: 'Vollständige Ansicht öffnen',
  },
});
