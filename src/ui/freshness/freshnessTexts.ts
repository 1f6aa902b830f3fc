/** The words of freshness, for the chip, the drawer, the tiles and the map. */
import { formatShare } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { dateText } from '../../model/ticks.ts';
import { ageText, isNow, lastingText } from '../../model/windowText.ts';
import type { HeardSource, SourceFreshness } from '../../protocol/freshness.ts';

const TEXTS = texts({
  en: {
    states: { onTime: 'on time', late: 'late', lost: 'silent', complete: 'complete', unknown: 'no rhythm yet', unheard: 'not heard yet' },
    feeds: (count: number) => `${count} feeds behind`,
    title: 'Sources',
    behind: 'Sources behind',
    newest: (age: string) => `newest ${age} ago`,
    justNow: 'newest just now',
    until: (day: string) => `up to ${day}`,
    every: (every: string) => `expected every ${every}`,
    declared: 'declared in orrery.json',
    learnt: 'learnt from its arrivals',
    complete: 'an import or a replay of the past that has ended: nothing more is expected',
    unknown: 'too little has come to know how often to expect it',
    rests: 'What rests on them here',
    nothing: 'Nothing on the map rests on them.',
    note: (share: string, sources: string) => `${share} rests on ${sources}, which is behind`,
    none: 'Nothing has come from any source yet.',
    share: 'share of events',
  },
  pt: {
    states: {
      onTime: 'em dia',
      late: 'atrasada',
      lost: 'em silêncio',
      complete: 'concluída',
      unknown: 'ritmo ainda desconhecido',
      unheard: 'ainda sem nenhum evento',
    },
    feeds: (count) => `${count} fontes atrasadas`,
    title: 'Fontes',
    behind: 'Fontes atrasadas',
    newest: (age) => `última há ${age}`,
    justNow: 'última agora mesmo',
    until: (day) => `até ${day}`,
    every: (every) => `esperada a cada ${every}`,
    declared: 'declarado em orrery.json',
    learnt: 'aprendido com as chegadas',
    complete: 'uma importação ou reprodução do passado que terminou: nada mais é esperado',
    unknown: 'chegou pouco para saber com que frequência esperá-la',
    rests: 'O que depende delas aqui',
    nothing: 'Nada no mapa depende delas.',
    note: (share, sources) => `${share} depende de ${sources}, em atraso`,
    none: 'Nada chegou de nenhuma fonte ainda.',
    share: 'parcela dos eventos',
  },
  de: {
    states: {
      onTime: 'pünktlich',
      late: 'verspätet',
      lost: 'verstummt',
      complete: 'abgeschlossen',
      unknown: 'noch kein Takt',
      unheard: 'noch nie gehört',
    },
    feeds: (count) => `${count} Quellen im Rückstand`,
    title: 'Quellen',
    behind: 'Quellen im Rückstand',
    newest: (age) => `neuestes vor ${age}`,
    justNow: 'neuestes gerade eben',
    until: (day) => `bis ${day}`,
    every: (every) => `erwartet alle ${every}`,
    declared: 'in orrery.json festgelegt',
    learnt: 'aus den Ankünften gelernt',
    complete: 'ein Import oder eine Wiedergabe von Vergangenem, beendet: nichts weiter wird erwartet',
    unknown: 'zu wenig angekommen, um einen Takt zu kennen',
    rests: 'Was hier auf ihnen beruht',
    nothing: 'Nichts auf der Karte beruht auf ihnen.',
    note: (share, sources) => `${share} beruht auf ${sources}, im Rückstand`,
    none: 'Noch ist von keiner Quelle etwas gekommen.',
    share: 'Anteil der Ereignisse',
  },
});

export const freshnessWords = () => say(TEXTS);

/** Time since a source was last heard. */
export function silenceText(source: SourceFreshness, nowMs: number): string {
  return source.state === 'unheard' ? freshnessWords().states.unheard : ageText(silenceMs(source, nowMs));
}

function silenceMs({ newestArrivalMs }: HeardSource, nowMs: number): number {
  return Math.max(0, nowMs - newestArrivalMs);
}

/** `newest 4 min ago`. */
export function newestText(ageMs: number): string {
  const { newest, justNow } = freshnessWords();
  return isNow(ageMs) ? justNow : newest(ageText(ageMs));
}

/** How far a source has come: how long ago it was last heard; where nothing more is expected, up to which day its data go; where nothing came, what is expected. */
export function reachText(source: SourceFreshness, nowMs: number, timeZone: string): string {
  if (source.state === 'unheard') return freshnessWords().every(lastingText(source.everyMs));
  if (source.state !== 'complete') return newestText(silenceMs(source, nowMs));
  return freshnessWords().until(dateText(source.newestEventMs, timeZone, { day: 'numeric', month: 'short', year: 'numeric' }));
}

/** Why a source is judged as it is, for a title. */
export function rhythmText({ state, rhythm, everyMs }: SourceFreshness): string {
  const words = freshnessWords();
  if (state === 'complete' || state === 'unknown') return words[state];
  return everyMs === null ? '' : `${words.every(lastingText(everyMs))}, ${rhythm === 'declared' ? words.declared : words.learnt}`;
}

/** What to say where no source feeds what is shown: that nothing ever came; undefined where it came, but not for this. */
export function noneText(sources: readonly SourceFreshness[]): string | undefined {
  return sources.every(({ state }) => state === 'unheard') ? freshnessWords().none : undefined;
}

/** `83 % rests on shop, which is behind`. */
export function restsText(share: number, sources: string): string {
  return freshnessWords().note(formatShare(share), sources);
}
