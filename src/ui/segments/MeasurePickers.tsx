/** Which measures the land is spread over, what rises on it, and what its people are coloured by. */
import { MoveRight, MoveUp, MoveUpRight, Palette } from 'lucide-react';
import type { JSX } from 'react';
import { risingOf, tintOf } from '../../model/landscape/landscapeQueries.ts';
import { measureName } from '../../model/landscape/segmentWords.ts';
import { PERSON_MEASURES } from '../../protocol/people.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { useChange, useView } from '../viewStore.ts';
import styles from './segments.module.css';
import { segmentsWords } from './segmentsTexts.ts';

const HEIGHTS = ['revenue', 'revenue_at_risk', 'customers'] as const;
const COLOURS = { csat: 'csat', risk: 'revenue_at_risk' } as const;

export function MeasurePickers(): JSX.Element {
  const words = segmentsWords();
  const view = useView();
  const change = useChange();
  const axis = (name: 'x' | 'z', label: string) => {
    const other = view.axes[name === 'x' ? 'z' : 'x'];
    const picks = PERSON_MEASURES.filter(({ id }) => id !== other).map(({ id }) => ({ id, label: measureName(id) }));
    return (
      <PickMenu
        label={label}
        picks={picks}
        picked={view.axes[name]}
        onPick={(id) => change((before) => ({ ...before, axes: { ...before.axes, [name]: id } }))}
      >
        {name === 'x' ? <MoveRight className={styles.sign} aria-hidden /> : <MoveUpRight className={styles.sign} aria-hidden />}
        {measureName(view.axes[name])}
      </PickMenu>
    );
  };
  const height = risingOf(view);
  const tint = tintOf(view);
  return (
    <>
      {axis('x', words.across)}
      {axis('z', words.along)}
      <PickMenu
        label={words.height}
        picks={HEIGHTS.map((id) => ({ id, label: words.heights[id] ?? id }))}
        picked={height}
        onPick={(id) => change((before) => ({ ...before, height: id }))}
      >
        <MoveUp className={styles.sign} aria-hidden />
        {words.heights[height]}
      </PickMenu>
      <PickMenu
        label={words.colour}
        picks={(['csat', 'risk'] as const).map((id) => ({ id, label: words.tints[id] }))}
        picked={tint}
        onPick={(id) => change((before) => ({ ...before, colour: COLOURS[id] }))}
      >
        <Palette className={styles.sign} aria-hidden />
        {words.tints[tint]}
      </PickMenu>
    </>
  );
}
