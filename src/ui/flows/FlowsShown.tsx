/** What the widths and the direction of flows mean, and what is not drawn of them. */
import type { JSX } from 'react';
import { chooseFlow, type Flow, type FlowPicture, flowEndName, flowWidth, isChosenFlow, readFlows } from '../../model/flows.ts';
import { formatExact, formatShort } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import type { HeightMeasure } from '../../model/measure.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './flows.module.css';

const TEXTS = texts({
  en: {
    none: 'No event here says where it came from. Send origin_country, origin_region or origin_city with your events.',
    home: 'Nothing comes from another place.',
    empty: 'No flows',
    direction: 'faint where it comes from, bright where it goes',
    way: 'from → to',
    all: (count: number) => (count === 1 ? 'The only flow' : `All ${formatExact(count, 'count')} flows`),
    strongest: (drawn: string, count: string, rest: string) => `${drawn} strongest of ${count} flows; ${rest} not drawn`,
    staying: (amount: string) => `${amount} stays within its place`,
    unknown: (amount: string) => `${amount} of unknown origin or destination`,
    list: 'Strongest flows',
    choose: (from: string, to: string) => `From ${from} to ${to}: show it alone`,
  },
  pt: {
    none: 'Nenhum evento aqui diz de onde veio. Envie origin_country, origin_region ou origin_city com os seus eventos.',
    home: 'Nada vem de outro lugar.',
    empty: 'Nenhum fluxo',
    direction: 'fraco na origem, forte no destino',
    way: 'de → para',
    all: (count: number) => (count === 1 ? 'O único fluxo' : `Todos os ${formatExact(count, 'count')} fluxos`),
    strongest: (drawn: string, count: string, rest: string) => `Os ${drawn} maiores de ${count} fluxos; ${rest} não desenhados`,
    staying: (amount: string) => `${amount} não sai do seu lugar`,
    unknown: (amount: string) => `${amount} de origem ou destino desconhecido`,
    list: 'Maiores fluxos',
    choose: (from: string, to: string) => `De ${from} para ${to}: mostrar só este`,
  },
  de: {
    none: 'Kein Ereignis hier sagt, woher es kommt. Senden Sie origin_country, origin_region oder origin_city mit.',
    home: 'Nichts kommt von einem anderen Ort.',
    empty: 'Keine Ströme',
    direction: 'blass am Ursprung, kräftig am Ziel',
    way: 'von → nach',
    all: (count: number) => (count === 1 ? 'Der einzige Strom' : `Alle ${formatExact(count, 'count')} Ströme`),
    strongest: (drawn: string, count: string, rest: string) => `Die ${drawn} stärksten von ${count} Strömen; ${rest} nicht gezeichnet`,
    staying: (amount: string) => `${amount} bleibt am selben Ort`,
    unknown: (amount: string) => `${amount} ohne bekannten Ursprung oder bekanntes Ziel`,
    list: 'Stärkste Ströme',
    choose: (from: string, to: string) => `Von ${from} nach ${to}: nur diesen zeigen`,
  },
});

/** Flows listed beside the map, for those who cannot point at an arc. */
const LISTED = 3;

/** `height` is the measure of the widths, `colour` the metric of the colours. */
export function FlowsShown({ table, height, colour }: { table: AnswerTable; height: HeightMeasure; colour: string }): JSX.Element {
  const words = say(TEXTS);
  const picture = readFlows(table, height.metric, colour);
  if (picture.told === 'nothing') return <p>{words.none}</p>;
  const undrawn = <Undrawn picture={picture} height={height} isCut={table.truncated} />;
  if (picture.count === 0) return <p>{undrawn}</p>;
  return (
    <>
      <Widths largest={picture.largest} unit={height.unit} />
      <p data-flows={picture.flows.length}>{undrawn}</p>
      <ul aria-label={words.list}>
        {picture.flows.slice(0, LISTED).map((flow) => (
          <FlowRow key={flow.key} flow={flow} table={table} unit={height.unit} />
        ))}
      </ul>
    </>
  );
}

function Widths({ largest, unit }: { largest: number; unit: string | null }): JSX.Element {
  return (
    <div className={styles.widths}>
      {[largest, largest / 4].map((value) => (
        <span key={value}>
          <i style={{ height: `${flowWidth(value, largest) / 10}rem` }} aria-hidden /> {formatShort(value, unit)}
        </span>
      ))}
      <span className={styles.direction} title={say(TEXTS).direction}>
        <i aria-hidden /> {say(TEXTS).way}
      </span>
    </div>
  );
}

interface UndrawnProps {
  readonly picture: FlowPicture;
  readonly height: HeightMeasure;
  /** Whether the answer leaves the smallest out: then there is at least so much. */
  readonly isCut: boolean;
}

/** Sums are only told of metrics that can be summed. */
function Undrawn({ picture, height, isCut }: UndrawnProps): JSX.Element {
  const words = say(TEXTS);
  const isSum = metricOf(useCatalog(), height.metric).sums;
  const least = isCut ? '≥\u2009' : '';
  const amount = (value: number) => least + formatShort(value, height.unit);
  const number = (value: number) => least + formatExact(value, 'count');
  const { flows, count, rest, staying, unknown, told } = picture;
  const flowsTold = () => {
    if (count === 0) return isCut ? '' : told === 'own' ? words.home : words.empty;
    if (flows.length === count && !isCut) return words.all(count);
    return words.strongest(formatExact(flows.length, 'count'), number(count), isSum ? amount(rest) : number(count - flows.length));
  };
  const parts = [
    flowsTold(),
    isSum && staying > 0 ? words.staying(amount(staying)) : '',
    isSum && unknown > 0 ? words.unknown(amount(unknown)) : '',
  ];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}

function FlowRow({ flow, table, unit }: { flow: Flow; table: AnswerTable; unit: string | null }): JSX.Element {
  const view = useView();
  const change = useChange();
  const [from, to] = [flowEndName(table, flow.from), flowEndName(table, flow.to)];
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosenFlow(view, flow)}
        title={say(TEXTS).choose(from, to)}
        onClick={() => change((before) => chooseFlow(before, flow))}
      >
        <span>
          {from} → {to}
        </span>
        <b>{formatShort(flow.value, unit)}</b>
      </button>
    </li>
  );
}
