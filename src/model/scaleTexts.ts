/** What the scales of scores are called. */
import { say, texts } from './language.ts';

type Names = Readonly<Record<'csat5' | 'nps' | 'ces7' | 'none', string>>;
const TEXTS = texts<Names>({
  en: { csat5: 'Satisfaction, 1–5', nps: 'Would recommend, 0–10', ces7: 'Ease, 1–7', none: 'Without a scale' },
  pt: { csat5: 'Satisfação, 1–5', nps: 'Recomendaria, 0–10', ces7: 'Facilidade, 1–7', none: 'Sem escala' },
  de: { csat5: 'Zufriedenheit, 1–5', nps: 'Weiterempfehlung, 0–10', ces7: 'Leichtigkeit, 1–7', none: 'Ohne Skala' },
});

/** The name of a scale; its id where it is not a well-known one. */
export function scaleText(scale: string | null): string {
  const names = say(TEXTS);
  if (scale === null) return names.none;
  return scale === 'csat5' || scale === 'nps' || scale === 'ces7' ? names[scale] : scale;
}
