/** Find anything: places in any language, metrics, values to filter by, actions. Enter goes there or does it. */
import { Search } from 'lucide-react';
import { type JSX, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { actionCommands, type Command, groupName, MOST_OF_A_GROUP, matching, metricCommands } from '../../model/commands.ts';
import { openAnew } from '../../model/firstMetrics.ts';
import { say, texts } from '../../model/language.ts';
import { pictureCommands } from '../../model/pictures.ts';
import { areaCommand } from '../area/areaCommand.ts';
import { bringCommand } from '../bring/bringCommand.ts';
import { metricIds, useCatalog } from '../catalogContext.ts';
import { isComposed } from '../controls/keys.ts';
import { useModal } from '../controls/useModal.ts';
import { whyCommands } from '../drawer/why/whyCommands.ts';
import { ecosystemCommands } from '../ecosystem/ecosystemCommands.ts';
import { firstSightStore, hasRoomAtFirst } from '../firstSight.ts';
import { planCommands } from '../plan/planCommands.ts';
import { readerCommands } from '../reader/readerCommands.ts';
import { useSavedCommands } from '../saved/useSavedCommands.ts';
import { useSegmentCommands } from '../segments/useSegmentCommands.ts';
import { useTourCommands } from '../tours/useTourCommands.ts';
import { useChange, useView } from '../viewStore.ts';
import { useWallCommands } from '../wall/wallCommands.ts';
import styles from './palette.module.css';
import { openPalette } from './paletteStore.ts';
import { useFilterCommands } from './useFilterCommands.ts';
import { usePersonCommands } from './usePersonCommands.ts';
import { isOfBefore, usePlaceCommands } from './usePlaceCommands.ts';
import { useTerritoryCommands } from './useTerritoryCommands.ts';

const TEXTS = texts({
  en: {
    title: 'Find anything',
    field: 'Find a place, a metric, a value or an action',
    placeholder: 'Find a place, a metric, a product, an action…',
    found: 'Found',
    searching: 'Searching…',
    nothing: 'Nothing of that name. Try the first letters of a place, a metric or a product.',
    failed: (why: string) => `Places cannot be searched now: ${why}. Metrics, values and actions still answer.`,
  },
  pt: {
    title: 'Encontrar qualquer coisa',
    field: 'Encontre um lugar, uma métrica, um valor ou uma ação',
    placeholder: 'Encontre um lugar, uma métrica, um produto, uma ação…',
    found: 'Encontrados',
    searching: 'Procurando…',
    nothing: 'Nada com esse nome. Tente as primeiras letras de um lugar, de uma métrica ou de um produto.',
    failed: (why) => `Não é possível procurar lugares agora: ${why}. Métricas, valores e ações continuam respondendo.`,
  },
  de: {
    title: 'Alles finden',
    field: 'Einen Ort, eine Kennzahl, einen Wert oder eine Aktion finden',
    placeholder: 'Ort, Kennzahl, Produkt oder Aktion finden …',
    found: 'Gefunden',
    searching: 'Wird gesucht …',
    nothing: 'Nichts mit diesem Namen. Versuchen Sie die ersten Buchstaben eines Ortes, einer Kennzahl oder eines Produkts.',
    failed: (why) => `Orte können gerade nicht gesucht werden: ${why}. Kennzahlen, Werte und Aktionen antworten weiterhin.`,
  },
});

export function Palette(): JSX.Element {
  const dialog = useModal();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [isHeld, hold] = useState(false);
  const change = useChange();
  const places = usePlaceCommands(typed);
  const people = usePersonCommands(typed);
  const territories = matching(useTerritoryCommands(), typed);
  const commands = useFound(typed, [...people, ...places.commands, ...territories]);
  const active = commands[Math.min(at, commands.length - 1)];
  const words = say(TEXTS);

  const run = (command: Command | undefined) => {
    if (!command) return;
    openPalette(false);
    change(command.apply);
    command.act?.();
  };
  const onKey = (event: KeyboardEvent) => {
    // Enter and the arrows choose among the letters first.
    if (isComposed(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => (Math.min(before, commands.length - 1) + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (at === 0 && isOfBefore(active, places)) hold(true);
      else run(active);
    }
  };
  // Enter meant what was typed: it waits for the places of that.
  useEffect(() => {
    if (!isHeld || places.isSearching) return;
    hold(false);
    if (places.error === null) run(active);
  });

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className={styles.palette}
      data-popup
      aria-label={words.title}
      onClose={() => dialog.current?.open || openPalette(false)}
      onClick={(event) => (event.target === dialog.current ? openPalette(false) : undefined)}
    >
      <label className={styles.field}>
        <Search aria-hidden />
        <input
          role="combobox"
          aria-expanded={commands.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={active ? optionId(active) : undefined}
          aria-label={words.field}
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onKeyDown={onKey}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
            hold(false);
          }}
        />
      </label>
      <div id="palette-list" role="listbox" aria-label={words.found} className={styles.list}>
        {commands.map((command, index) => (
          <Line
            key={command.id}
            command={command}
            isFirst={commands[index - 1]?.group !== command.group}
            isActive={command === active}
            onRun={() => run(command)}
            onPoint={() => setAt(index)}
          />
        ))}
      </div>
      <div role="status">
        {commands.length === 0 ? <p className={styles.nothing}>{places.isSearching ? words.searching : words.nothing}</p> : null}
      </div>
      {places.error === null ? null : (
        <p className={styles.nothing} role="alert">
          {words.failed(places.error)}
        </p>
      )}
    </dialog>
  );
}

interface LineProps {
  readonly command: Command;
  readonly isFirst: boolean;
  readonly isActive: boolean;
  readonly onRun: () => void;
  readonly onPoint: () => void;
}

function Line({ command, isFirst, isActive, onRun, onPoint }: LineProps): JSX.Element {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <>
      {isFirst ? <div className={styles.group}>{groupName(command.group)}</div> : null}
      {/* The field above keeps the focus and takes the keys. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
      <div
        ref={line}
        id={optionId(command)}
        role="option"
        aria-selected={isActive}
        className={styles.line}
        onClick={onRun}
        onPointerMove={isActive ? undefined : onPoint}
      >
        <span className={styles.label}>{command.label}</span>
        <span className={styles.note}>{command.note}</span>
      </div>
    </>
  );
}

function optionId({ id }: Command): string {
  return `palette ${id}`.replaceAll(/\s+/g, '-');
}

/** Before anything is typed there are the actions; then places first, because that is what a map is searched for. */
function useFound(typed: string, places: readonly Command[]): readonly Command[] {
  const catalog = useCatalog();
  const segments = useSegmentCommands();
  const filters = useFilterCommands();
  const metrics = useMemo(() => metricCommands(catalog.metrics), [catalog]);
  const { saved, actions: own } = useSavedCommands();
  const wall = useWallCommands();
  const tours = useTourCommands();
  const inPicture = ecosystemCommands(useView(), catalog.dimensions);
  const actions = [
    ...pictureCommands(),
    ...planCommands(),
    ...actionCommands((view) => openAnew(view, metricIds(catalog), firstSightStore.getState(), hasRoomAtFirst())),
    ...own,
    areaCommand(),
    ...whyCommands(),
    bringCommand(),
    ...readerCommands(),
  ];
  if (typed.trim() === '') return [...saved.slice(0, MOST_OF_A_GROUP), ...actions, ...tours.slice(0, MOST_OF_A_GROUP), ...wall];
  const found = [[...segments, ...filters], metrics, [...actions, ...inPicture], [...tours, ...wall]].flatMap((commands) =>
    matching(commands, typed),
  );
  return [...matching(saved, typed), ...places, ...found];
}
