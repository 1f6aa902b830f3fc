/** What is chosen in the ecosystem: its figures, with whom it hangs together, and what hangs on it beyond. */
import { Maximize2, X } from 'lucide-react';
import { type JSX, useMemo } from 'react';
import { type Amounts, csatOf } from '../../model/ecosystem/amounts.ts';
import { enterNode, isChosen } from '../../model/ecosystem/choosing.ts';
import { dependOn } from '../../model/ecosystem/dependence.ts';
import type { Ecosystem, EcosystemNode } from '../../model/ecosystem/ecosystem.ts';
import { enteredFilters } from '../../model/ecosystem/ecosystemQueries.ts';
import { nodeName, rankName } from '../../model/ecosystem/ecosystemWords.ts';
import { areChosenSeen, namesText } from '../../model/ecosystem/headline.ts';
import { attributed, chosenLink, type Neighbour, neighboursOf } from '../../model/ecosystem/neighbours.ts';
import { satisfactionWords } from '../../model/ecosystem/tipWords.ts';
import { formatShare, formatShort } from '../../model/format.ts';
import { closeDrawer } from '../../model/viewState.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import drawer from '../drawer/drawer.module.css';
import { Section } from '../drawer/Section.tsx';
import { useChange, useView } from '../viewStore.ts';
import styles from './ecosystemPanel.module.css';
import { LinkRows } from './LinkRows.tsx';
import { panelWords } from './panelTexts.ts';
import type { ShownEcosystem } from './useEcosystem.ts';

export function ChosenCard({ shown }: { readonly shown: ShownEcosystem }): JSX.Element | null {
  const view = useView();
  const words = panelWords();
  const { ecosystem } = shown;
  const chosen = useMemo(() => new Set(ecosystem.nodes.flatMap((node, at) => (isChosen(view, node) ? [at] : []))), [ecosystem, view]);
  const nodes = [...chosen].map((at) => ecosystem.nodes[at] as EcosystemNode);
  const link = chosenLink(ecosystem, chosen);
  const first = nodes[0];
  if (first === undefined || !areChosenSeen(view, ecosystem)) return <Whole shown={shown} />;
  const title = link === null ? nodes.map(({ name }) => name).join(' + ') : nodes.map(({ name }) => name).join(' → ');
  const told = link ?? (nodes.length === 1 ? first : null);
  return (
    <>
      <Head title={title} of={nodes.length === 1 ? first : null} note={told === null ? words.both : satisfactionWords(told)} />
      {told === null ? null : <Figures of={told} />}
      {link === null ? [...chosen].map((at) => <Sides key={at} shown={shown} at={at} isNamed={chosen.size > 1} />) : null}
      <Hanging ecosystem={ecosystem} chosen={chosen} />
    </>
  );
}

/** What is no node, as a whole: what is chosen and folded among others, else what was entered, of which the ranks show what it consists of. */
function Whole({ shown: { ecosystem, told } }: { readonly shown: ShownEcosystem }): JSX.Element {
  const view = useView();
  const words = panelWords();
  const entered = Object.entries(enteredFilters(view)).flatMap(([dimension, values]) =>
    (values ?? []).map((value) => nodeName(dimension, value, undefined)),
  );
  const isOfChosen = told.names.length > 0;
  const of = isOfChosen ? told.total : ecosystem.total;
  return (
    <>
      <Head
        title={namesText(isOfChosen ? told.names : entered) || words.details}
        of={null}
        note={of === null ? '' : satisfactionWords(of)}
      />
      {of === null ? null : <Figures of={of} />}
    </>
  );
}

function Head({ title, of, note }: { readonly title: string; readonly of: EcosystemNode | null; readonly note: string }): JSX.Element {
  const change = useChange();
  const view = useView();
  const { dimensions } = useCatalog();
  const words = panelWords();
  const canEnter = of !== null && enterNode(view, of, dimensions) !== view;
  return (
    <div className={drawer.head}>
      <div>
        <h2>{title}</h2>
        <p>{note}</p>
      </div>
      {canEnter ? (
        <IconButton label={words.enter} onClick={() => change((before) => enterNode(before, of, dimensions))}>
          <Maximize2 />
        </IconButton>
      ) : null}
      <IconButton label={words.close} onClick={() => change(closeDrawer)}>
        <X />
      </IconButton>
    </div>
  );
}

function Figures({ of }: { readonly of: Amounts }): JSX.Element {
  const { currency } = useCatalog();
  const words = panelWords();
  const csat = csatOf(of);
  const figures: readonly (readonly [string, string, boolean])[] = [
    [words.events, formatShort(of.events, 'count'), false],
    [words.revenue, formatShort(of.revenue, currency), false],
    [words.risk, of.risk === null ? '–' : formatShort(of.risk, currency), (of.risk ?? 0) > 0],
    [words.satisfied, Number.isNaN(csat) ? '–' : formatShare(csat / 100), false],
  ];
  return (
    <dl className={styles.figures} data-figures>
      {figures.map(([label, figure, isRisk]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-risk={isRisk}>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

function Sides({ shown, at, isNamed }: { readonly shown: ShownEcosystem; readonly at: number; readonly isNamed: boolean }): JSX.Element {
  const { ranks } = useView();
  const { ecosystem, changes } = shown;
  const { up, down } = neighboursOf(ecosystem, at);
  const node = ecosystem.nodes[at] as EcosystemNode;
  const title = (rank: number) => [isNamed ? node.name : '', rankName(ranks[rank as 0 | 1 | 2])].filter(Boolean).join(': ');
  const side = (rows: readonly Neighbour[], rank: number) =>
    rows.length === 0 ? null : (
      <Section title={title(rank)}>
        <LinkRows ecosystem={ecosystem} changes={changes} rows={rows} />
      </Section>
    );
  return (
    <>
      {side(up, node.rank - 1)}
      {side(down, node.rank + 1)}
    </>
  );
}

function Hanging({ ecosystem, chosen }: { readonly ecosystem: Ecosystem; readonly chosen: ReadonlySet<number> }): JSX.Element | null {
  const words = panelWords();
  const rows = useMemo(() => attributed(ecosystem, chosen, dependOn(ecosystem, chosen)), [ecosystem, chosen]);
  if (rows.length === 0) return null;
  return (
    <Section title={words.hangs} note={words.byShare}>
      <ul className={styles.shares}>
        {rows.slice(0, 6).map(({ node, share }) => (
          <li key={node}>
            <span>{ecosystem.nodes[node]?.name}</span>
            <i style={{ inlineSize: `${100 * share}%` }} aria-hidden />
            <b>≈ {formatShare(share)}</b>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{words.assumption}</p>
    </Section>
  );
}
