/** What simulated customers say, put together from parts so that no two weeks read alike. */
import type { Language } from './cities.ts';
import type { Random } from './random.ts';

export type Mood = 'good' | 'mixed' | 'bad' | 'late';

interface Parts {
  readonly openings: readonly string[];
  readonly points: readonly string[];
  readonly closings: readonly string[];
}

const EN: Readonly<Record<Mood, Parts>> = {
  good: {
    openings: [
      'Very happy with the {product}.',
      'The {product} is even better than in the pictures.',
      'Second time I order here and again all good.',
      'Exactly what I was looking for.',
    ],
    points: [
      'Arrived a day early and well packed.',
      'Quality is great for the price.',
      'Ordering took two minutes.',
      'The chat answered my question at once.',
      'My kids love it.',
    ],
    closings: ['Will order again.', 'Recommended!', 'Thank you.', 'Five stars from me.', ''],
  },
  mixed: {
    openings: ['The {product} is okay.', 'Good product, average service.', 'Not bad, not great.', 'Does what it should.'],
    points: [
      'The colour is a bit different from the photo.',
      'The box was dented but nothing broken.',
      'The manual could be clearer.',
      'I had to look a while for the size chart.',
    ],
    closings: ['Might order again.', 'Let us see how it lasts.', 'Three stars.', ''],
  },
  bad: {
    openings: [
      'Disappointed with the {product}.',
      'The {product} broke after a week.',
      'This is not what I ordered.',
      'I expected more for this price.',
    ],
    points: [
      'Nobody could tell me where my refund is.',
      'I waited forty minutes on the phone.',
      'The seam came loose on day one.',
      'The wrong size was sent twice.',
      'The return label did not work.',
    ],
    closings: ['I want my money back.', 'Not again.', 'Please fix this.', ''],
  },
  late: {
    openings: [
      'Still no {product}.',
      'The {product} came far too late.',
      'Ordered weeks ago, nothing yet.',
      'The promised date has long passed.',
    ],
    points: [
      'Tracking has not moved for days.',
      'It was meant as a present and came after the party.',
      'Every day a new delivery date.',
      'Nobody knows where the parcel is.',
    ],
    closings: ['Where is it?', 'Very frustrating.', 'Never again for anything urgent.', ''],
  },
};

const PT: Readonly<Record<Mood, Parts>> = {
  good: {
    openings: [
      'Gostei muito: {product}.',
      'Produto excelente, melhor que na foto.',
      'Já é minha segunda compra e deu tudo certo.',
      'Exatamente o que eu queria.',
    ],
    points: ['Chegou antes do prazo.', 'Muito bem embalado.', 'Ótimo custo-benefício.', 'O atendimento foi rápido e educado.'],
    closings: ['Recomendo!', 'Voltarei a comprar.', 'Obrigado!', ''],
  },
  mixed: {
    openings: ['O produto é razoável: {product}.', 'Produto bom, atendimento mediano.', 'Nem bom nem ruim.'],
    points: ['A cor é um pouco diferente da foto.', 'A caixa veio amassada.', 'O manual poderia ser mais claro.'],
    closings: ['Talvez compre de novo.', 'Vamos ver quanto dura.', ''],
  },
  bad: {
    openings: ['Não gostei: {product}.', 'Quebrou na primeira semana.', 'Veio o produto errado.', 'Esperava mais por esse preço.'],
    points: ['Ninguém sabe do meu reembolso.', 'Fiquei meia hora no telefone.', 'A etiqueta de devolução não funcionou.'],
    closings: ['Quero meu dinheiro de volta.', 'Não compro mais.', ''],
  },
  late: {
    openings: ['Ainda não recebi: {product}.', 'A entrega atrasou muito.', 'Comprei há semanas e nada.', 'O prazo já passou faz tempo.'],
    points: [
      'O rastreio não muda há dias.',
      'Era um presente e chegou depois da festa.',
      'Cada dia uma nova data de entrega.',
      'Ninguém sabe onde está o pacote.',
    ],
    closings: ['Cadê meu pedido?', 'Muito frustrante.', 'Péssimo.', ''],
  },
};

const DE: Readonly<Record<Mood, Parts>> = {
  good: {
    openings: [
      'Sehr zufrieden: {product}.',
      'Besser als auf den Bildern.',
      'Schon die zweite Bestellung, wieder alles bestens.',
      'Genau das, was ich gesucht habe.',
    ],
    points: [
      'Einen Tag früher da und gut verpackt.',
      'Preis und Leistung stimmen.',
      'Die Bestellung ging schnell.',
      'Der Chat hat sofort geholfen.',
    ],
    closings: ['Gerne wieder.', 'Klare Empfehlung!', 'Danke.', ''],
  },
  mixed: {
    openings: ['Ganz in Ordnung: {product}.', 'Gutes Produkt, mäßiger Service.', 'Erfüllt seinen Zweck.'],
    points: ['Die Farbe weicht vom Foto ab.', 'Der Karton war eingedrückt.', 'Die Anleitung ist unklar.'],
    closings: ['Mal sehen, wie lange es hält.', 'Drei Sterne.', ''],
  },
  bad: {
    openings: ['Enttäuscht: {product}.', 'Nach einer Woche kaputt.', 'Falscher Artikel geliefert.', 'Für den Preis zu wenig.'],
    points: [
      'Niemand weiß, wo meine Erstattung bleibt.',
      'Vierzig Minuten in der Warteschleife.',
      'Das Rücksendeetikett ging nicht.',
      'Die Mitgliedschaft ist viel teurer geworden.',
    ],
    closings: ['Ich möchte mein Geld zurück.', 'Nie wieder.', ''],
  },
  late: {
    openings: ['Immer noch nicht da: {product}.', 'Viel zu spät geliefert.', 'Vor Wochen bestellt, nichts passiert.'],
    points: ['Die Sendungsverfolgung steht seit Tagen still.', 'Das Geschenk kam nach der Feier.', 'Jeden Tag ein neuer Termin.'],
    closings: ['Wo bleibt das Paket?', 'Sehr ärgerlich.', ''],
  },
};

const BY_LANGUAGE: Readonly<Record<Language, Readonly<Record<Mood, Parts>>>> = { en: EN, pt: PT, de: DE };

/** A few sentences about a product in the customer's language. */
export function writeText(random: Random, language: Language, mood: Mood, product: string): string {
  const parts = BY_LANGUAGE[language][mood];
  const sentences = [random.pick(parts.openings), random.chance(0.8) ? random.pick(parts.points) : '', random.pick(parts.closings)];
  return sentences
    .filter((sentence) => sentence !== '')
    .join(' ')
    .replace('{product}', product);
}
