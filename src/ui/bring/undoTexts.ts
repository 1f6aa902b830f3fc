import { texts } from '../../model/language.ts';

/** Whether what is said of so many of so many rows stands in the singular. */
export function isOne(some: string, of: string): boolean {
  return some === '1' || of === '1';
}

/** The words about what was brought before, undoing it, and what is shown of a file before it is kept. */
export const UNDO_TEXTS = texts({
  en: {
    brought: 'Brought before',
    nothing: 'Nothing was brought yet. What you bring can be undone here, whole, at any time.',
    loading: 'The list is read…',
    failed: (why: string) => `The list cannot be read now: ${why}`,
    rows: (count: string) => (count === '1' ? '1 row' : `${count} rows`),
    undo: 'Undo',
    undoNamed: (name: string) => `Undo ${name}`,
    redo: 'Redo',
    redoNamed: (name: string) => `Redo ${name}`,
    undone: 'undone',
    undoneAll: (count: string) =>
      count === '1'
        ? 'Undone. The row counts no more, as if it had never been sent.'
        : `Undone. The ${count} rows count no more, as if they had never been sent.`,
    notUndone: (why: string) => `That did not work: ${why}`,
    unnamed: 'without a name',
    stillSending: 'The file is still being sent. Stop it? What was acknowledged is kept, and can be undone.',
    goOn: 'Go on sending',
    stopAnyway: 'Stop here',
    sample: (taken: string, of: string) => `${taken} of ${of === '1' ? '1 row' : `the first ${of} rows`} would be taken`,
    known: (count: string) => `${count} known already`,
    refusedRows: (count: string) => `${count} not taken`,
    checking: 'The first rows are tried out…',
    uncheckable: (why: string) => `The first rows cannot be tried out now: ${why}`,
    onMap: 'On the map: where they would stand. Nothing is kept yet.',
    peek: 'See them on the map',
    back: 'Back to the columns',
  },
  pt: {
    brought: 'Trazidos antes',
    nothing: 'Nada foi trazido ainda. O que você trouxer pode ser desfeito aqui, por inteiro, a qualquer momento.',
    loading: 'Lendo a lista…',
    failed: (why) => `Não é possível ler a lista agora: ${why}`,
    rows: (count) => (count === '1' ? '1 linha' : `${count} linhas`),
    undo: 'Desfazer',
    undoNamed: (name) => `Desfazer ${name}`,
    redo: 'Refazer',
    redoNamed: (name) => `Refazer ${name}`,
    undone: 'desfeito',
    undoneAll: (count) =>
      count === '1'
        ? 'Desfeito. A linha não conta mais, como se nunca tivesse sido enviada.'
        : `Desfeito. As ${count} linhas não contam mais, como se nunca tivessem sido enviadas.`,
    notUndone: (why) => `Não funcionou: ${why}`,
    unnamed: 'sem nome',
    stillSending: 'O arquivo ainda está sendo enviado. Parar? O que foi confirmado fica, e pode ser desfeito.',
    goOn: 'Continuar enviando',
    stopAnyway: 'Parar aqui',
    sample: (taken, of) =>
      `${taken} ${of === '1' ? 'de 1 linha' : `das primeiras ${of} linhas`} ${isOne(taken, of) ? 'seria aceita' : 'seriam aceitas'}`,
    known: (count) => (count === '1' ? '1 já conhecida' : `${count} já conhecidas`),
    refusedRows: (count) => (count === '1' ? '1 não aceita' : `${count} não aceitas`),
    checking: 'Experimentando as primeiras linhas…',
    uncheckable: (why) => `Não é possível experimentar as primeiras linhas agora: ${why}`,
    onMap: 'No mapa: onde ficariam. Nada foi guardado ainda.',
    peek: 'Ver no mapa',
    back: 'Voltar às colunas',
  },
  de: {
    brought: 'Schon mitgebracht',
    nothing: 'Noch wurde nichts mitgebracht. Was Sie mitbringen, lässt sich hier jederzeit als Ganzes rückgängig machen.',
    loading: 'Die Liste wird gelesen …',
    failed: (why) => `Die Liste kann gerade nicht gelesen werden: ${why}`,
    rows: (count) => (count === '1' ? '1 Zeile' : `${count} Zeilen`),
    undo: 'Rückgängig',
    undoNamed: (name) => `${name} rückgängig machen`,
    redo: 'Wiederherstellen',
    redoNamed: (name) => `${name} wiederherstellen`,
    undone: 'rückgängig gemacht',
    undoneAll: (count) =>
      count === '1'
        ? 'Rückgängig gemacht. Die Zeile zählt nicht mehr, als wäre sie nie gesendet worden.'
        : `Rückgängig gemacht. Die ${count} Zeilen zählen nicht mehr, als wären sie nie gesendet worden.`,
    notUndone: (why) => `Das ging nicht: ${why}`,
    unnamed: 'ohne Namen',
    stillSending: 'Die Datei wird noch gesendet. Anhalten? Was bestätigt wurde, bleibt und lässt sich rückgängig machen.',
    goOn: 'Weiter senden',
    stopAnyway: 'Hier anhalten',
    sample: (taken, of) =>
      `${taken} ${of === '1' ? 'von 1 Zeile' : `der ersten ${of} Zeilen`} ${isOne(taken, of) ? 'würde' : 'würden'} angenommen`,
    known: (count) => `${count} schon bekannt`,
    refusedRows: (count) => `${count} nicht angenommen`,
    checking: 'Die ersten Zeilen werden ausprobiert …',
    uncheckable: (why) => `Die ersten Zeilen können gerade nicht ausprobiert werden: ${why}`,
    onMap: 'Auf der Karte: wo sie stehen würden. Noch ist nichts gespeichert.',
    peek: 'Auf der Karte zeigen',
    back: 'Zurück zu den Spalten',
  },
});
