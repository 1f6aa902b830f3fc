/** The legend of a picture whose colour is a change: what neutral and both ends mean, and how before, new and chance look. */
import { isRate } from './change.ts';
import { formatShort, formatValue } from './format.ts';
import { say, texts } from './language.ts';
import type { Legend, LegendState } from './legend.ts';
import type { ColourMeasure, HeightMeasure } from './measure.ts';
import type { SizeCarrier } from './shape.ts';
import type { Theme } from './tokens.ts';
import { EARTH } from './tokens.ts';
import type { Comparison } from './viewState.ts';

const TEXTS = texts({
  en: {
    against: { none: '', previous: 'against the period before', year: 'against the year before' },
    same: 'no change',
    ring: { height: 'height before', area: 'area before' },
    isNew: 'new',
    unknown: 'before not known',
    chance: 'may be chance',
  },
  pt: {
    against: { none: '', previous: 'contra o período anterior', year: 'contra o ano anterior' },
    same: 'sem mudança',
    ring: { height: 'altura de antes', area: 'área de antes' },
    isNew: 'novo',
    unknown: 'antes desconhecido',
    chance: 'pode ser acaso',
  },
  de: {
    against: { none: '', previous: 'gegen den Zeitraum davor', year: 'gegen das Vorjahr' },
    same: 'unverändert',
    ring: { height: 'Höhe vorher', area: 'Fläche vorher' },
    isNew: 'neu',
    unknown: 'vorher unbekannt',
    chance: 'kann Zufall sein',
  },
});

/** `against the year before`; empty without a comparison. */
export function againstText(compare: Comparison): string {
  return say(TEXTS).against[compare];
}

interface Before {
  /** What the rings of before tell the metric by. */
  readonly carrier?: SizeCarrier;
  /** Whether the time before is not told whole: what it has not, need not be new. */
  readonly isPastCut?: boolean;
}

/** Turns the legend of the metric into that of its change. */
export function toChangeLegend(
  legend: Legend,
  height: HeightMeasure,
  colour: ColourMeasure,
  theme: Theme,
  { carrier = 'height', isPastCut = false }: Before = {},
): Legend {
  const words = say(TEXTS);
  const span = colour.span ?? 0;
  const edge = isRate(height.unit) ? formatValue(span, height.unit === '%' ? 'points' : height.unit) : formatShort(span, '%');
  const keep = legend.states.flatMap((state): LegendState[] => {
    if (state.id === 'uncertain') return colour.unit === '%' ? [] : [{ ...state, text: words.chance }];
    return state.id === 'unanswered' ? [{ ...state, text: isPastCut ? words.unknown : words.isNew }] : [state];
  });
  const before: LegendState[] =
    carrier === 'none' ? [] : [{ id: 'before', text: words.ring[carrier], colour: EARTH[theme].selection, look: 'ring' }];
  return {
    ...legend,
    colourLabel: colour.label,
    ramp: {
      ...legend.ramp,
      low: `≤\u2009−${edge}`,
      high: `≥\u2009+${edge}`,
      tick: { position: 0.5, text: words.same },
    },
    states: [...before, ...keep],
  };
}
