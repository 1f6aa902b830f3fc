/** What every mark of the ecosystem means, with its real unit. */
import type { JSX, ReactNode } from 'react';
import { useStore } from 'zustand';
import { ringedNodes } from '../../model/ecosystem/changes.ts';
import { isChosen } from '../../model/ecosystem/choosing.ts';
import { CSAT_SPAN, CSAT_TARGET } from '../../model/ecosystem/look.ts';
import { areSparksSent } from '../../model/ecosystem/sparks.ts';
import { formatShort } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { dockGlass } from '../../model/planDocks.ts';
import type { PlanKind } from '../../protocol/plan.ts';
import { isCalm } from '../calm.ts';
import { useCatalog } from '../catalogContext.ts';
import base from '../pictureLegend.module.css';
import { useLegendRoom } from '../pictureRoom.ts';
import { dockGlassWords } from '../plan/planFigures.ts';
import { useDockPlans } from '../plan/useDockPlans.ts';
import { useView } from '../viewStore.ts';
import styles from './ecosystem.module.css';
import { ecosystemStore } from './ecosystemStore.ts';
import type { ShownEcosystem } from './useEcosystem.ts';

const TEXTS = texts({
  en: {
    legend: 'Legend of the ecosystem',
    target: (target: number) => `${target} % satisfied`,
    ball: (money: string) => ['ball area', `revenue, largest ${money}`],
    stem: (money: string) => ['stem height', `revenue at risk, highest ${money}`],
    width: (spark: string) => ['upper width: events, lower: revenue', `sparks: live events, 1 spark = ${spark}`],
    changed: (against: string) => ['outline, pill: changed', against],
    ring: ['ring: satisfaction falls,', 'or a segment shrinks'],
    silent: ['grey', 'no answers from 1 to 5'],
    dashes: ['dashes', 'feed silent'],
    before: ['thin lines', 'as it was before'],
    light: ['light and inner ribbons: what hangs on the chosen', 'attributed by share: a segment is taken to mix evenly'],
    previous: 'since the period before',
    year: 'since the year before',
    none: 'no period before this window',
  },
  pt: {
    legend: 'Legenda do ecossistema',
    target: (target: number) => `${target}% satisfeitos`,
    ball: (money: string) => ['área da esfera', `receita, a maior ${money}`],
    stem: (money: string) => ['altura da haste', `receita em risco, a maior ${money}`],
    width: (spark: string) => ['largura acima: eventos, abaixo: receita', `faíscas: eventos ao vivo, 1 faísca = ${spark}`],
    changed: (against: string) => ['contorno, etiqueta: mudou', against],
    ring: ['anel: a satisfação cai,', 'ou um segmento encolhe'],
    silent: ['cinza', 'sem respostas de 1 a 5'],
    dashes: ['tracejado', 'fonte em silêncio'],
    before: ['linhas finas', 'como era antes'],
    light: ['luz e faixas internas: o que depende do escolhido', 'atribuído por parcela: um segmento é tomado como uniforme'],
    previous: 'desde o período anterior',
    year: 'desde o ano anterior',
    none: 'sem período anterior a este',
  },
  de: {
    legend: 'Legende des Ökosystems',
    target: (target: number) => `${target} % zufrieden`,
    ball: (money: string) => ['Kugelfläche', `Umsatz, größter ${money}`],
    stem: (money: string) => ['Stielhöhe', `gefährdeter Umsatz, höchster ${money}`],
    width: (spark: string) => ['Breite oben: Ereignisse, unten: Umsatz', `Funken: Ereignisse, 1 Funke = ${spark}`],
    changed: (against: string) => ['Umriss, Schild: verändert', against],
    ring: ['Ring: Zufriedenheit fällt,', 'oder ein Segment schrumpft'],
    silent: ['grau', 'keine Antworten von 1 bis 5'],
    dashes: ['gestrichelt', 'Quelle verstummt'],
    before: ['dünne Linien', 'wie es davor war'],
    light: ['Licht und innere Bänder: was an der Auswahl hängt', 'anteilig zugerechnet: ein Segment gilt als gleichmäßig gemischt'],
    previous: 'seit dem Zeitraum davor',
    year: 'seit dem Vorjahr',
    none: 'kein Zeitraum davor',
  },
});

export function EcosystemLegend(): JSX.Element | null {
  const words = say(TEXTS);
  const { currency } = useCatalog();
  const view = useView();
  const { compare, window } = view;
  const { shown, perSpark } = useStore(ecosystemStore);
  const ref = useLegendRoom((legendPx) => ecosystemStore.setState({ legendPx }));
  if (shown === null) return null;
  const { ballMoney, stemMoney } = shown.cascade.scale;
  const against = window.kind === 'all' ? words.none : compare === 'year' ? words.year : words.previous;
  return (
    <section ref={ref} className={`${base.legend} ${styles.legend}`} aria-label={words.legend}>
      <div className={base.ramp}>
        <div className={base.bar} />
        <div className={base.ends}>
          <span>≤ {CSAT_TARGET - CSAT_SPAN}</span>
          <span>{words.target(CSAT_TARGET)}</span>
          <span>≥ {CSAT_TARGET + CSAT_SPAN}</span>
        </div>
      </div>
      <Item lines={words.silent}>
        <circle cx="12" cy="12" r="8" className={styles.silent} />
      </Item>
      <Item lines={words.ball(formatShort(ballMoney, currency))}>
        <circle cx="12" cy="12" r="8" />
      </Item>
      {stemMoney > 0 ? (
        <Item lines={words.stem(formatShort(stemMoney, currency))}>
          <circle cx="12" cy="6" r="4" />
          <path d="M12 10v10" className={styles.riskStroke} />
        </Item>
      ) : null}
      <Item lines={words.width(formatShort(perSpark, 'count')).slice(0, areSparksSent(view, isCalm()) ? 2 : 1)}>
        <path d="M2 8c8 0 12 8 20 8" className={styles.band} />
      </Item>
      <Item lines={words.changed(against)}>
        <circle cx="12" cy="12" r="8" className={styles.changed} />
      </Item>
      {ringedNodes(shown.ecosystem, shown.changes).length === 0 ? null : (
        <Item lines={words.ring}>
          <ellipse cx="12" cy="12" rx="11" ry="6" />
        </Item>
      )}
      {shown.ecosystem.nodes.some((node) => isChosen(view, node)) ? (
        <Item lines={words.light}>
          <circle cx="12" cy="12" r="8" className={styles.lit} />
        </Item>
      ) : null}
      {compare === 'none' || window.kind === 'all' ? null : (
        <Item lines={words.before}>
          <path d="M2 7h20M2 17h20" className={styles.before} />
        </Item>
      )}
      {view.plan === 'none' ? null : <GlassKey kind={view.plan} shown={shown} />}
      {shown.staleness.shares.size === 0 ? null : (
        <Item lines={words.dashes}>
          <path d="M1 12h22" className={styles.dashes} />
        </Item>
      )}
    </section>
  );
}

/** What glass around docks is, where any stands. */
function GlassKey({ kind, shown }: { kind: PlanKind; shown: ShownEcosystem }): JSX.Element | null {
  const view = useView();
  const plans = useDockPlans(true);
  if (dockGlass(shown.cascade, plans, view, () => 1).keys.length === 0) return null;
  return (
    <Item lines={dockGlassWords(kind)}>
      <path d="M2 7h17v10H2z" className={styles.before} />
      <path d="M3 12h12" className={styles.band} />
    </Item>
  );
}

function Item({ lines, children }: { readonly lines: readonly string[]; readonly children: ReactNode }): JSX.Element {
  return (
    <div className={`${base.item} ${styles.item}`}>
      <svg viewBox="0 0 24 24" aria-hidden>
        {children}
      </svg>
      <span>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    </div>
  );
}
