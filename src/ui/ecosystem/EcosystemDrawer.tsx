/** The drawer of the ecosystem: who hangs together with what is chosen and why; while the view compares, what changed. */
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { toldInDrawer } from '../../model/ecosystem/choosing.ts';
import drawer from '../drawer/drawer.module.css';
import { PanelState } from '../PanelState.tsx';
import { useView } from '../viewStore.ts';
import { ChangeList } from './ChangeList.tsx';
import { ChosenCard } from './ChosenCard.tsx';
import { ecosystemStore } from './ecosystemStore.ts';
import { panelWords } from './panelTexts.ts';
import { WhyCard } from './WhyCard.tsx';

export function EcosystemDrawer(): JSX.Element {
  const view = useView();
  const { shown, status, error } = useStore(ecosystemStore);
  return (
    <aside className={drawer.drawer} aria-label={panelWords().details}>
      {shown === null ? (
        <PanelState status={status === 'failed' ? 'error' : 'loading'} error={error} />
      ) : toldInDrawer(view) === 'changes' ? (
        <ChangeList shown={shown} />
      ) : (
        <>
          <ChosenCard shown={shown} />
          <WhyCard />
        </>
      )}
    </aside>
  );
}
