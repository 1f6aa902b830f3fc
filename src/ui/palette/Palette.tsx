/** Find anything: places in any language, metrics, values to filter by, actions. Enter goes there or does it. */
import { Search } from 'lucide-react';
import { type JSX, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { ACTION_COMMANDS, type Command, matching, metricCommands } from '../../model/commands.ts';
import { useCatalog } from '../catalogContext.ts';
import { useChange } from '../viewStore.ts';
import styles from './palette.module.css';
import { openPalette } from './paletteStore.ts';
import { useFilterCommands } from './useFilterCommands.ts';
import { usePlaceCommands } from './usePlaceCommands.ts';

export function Palette(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const change = useChange();
  const places = usePlaceCommands(typed);
  const commands = useFound(typed, places.commands);
  const active = commands[Math.min(at, commands.length - 1)];
  useEffect(() => dialog.current?.showModal(), []);

  const run = (command: Command | undefined) => {
    if (!command) return;
    openPalette(false);
    change(command.apply);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => (Math.min(before, commands.length - 1) + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(active);
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className={styles.palette}
      data-popup
      aria-label="Find anything"
      onClose={() => openPalette(false)}
      onClick={(event) => (event.target === dialog.current ? openPalette(false) : undefined)}
    >
      <label className={styles.field}>
        <Search aria-hidden />
        <input
          role="combobox"
          aria-expanded={commands.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={active ? optionId(active) : undefined}
          aria-label="Find a place, a metric, a value or an action"
          placeholder="Find a place, a metric, a product, an action…"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onKeyDown={onKey}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
        />
      </label>
      <div id="palette-list" role="listbox" aria-label="Found" className={styles.list}>
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
      {commands.length === 0 ? <p className={styles.nothing}>{places.isSearching ? 'Searching…' : 'Nothing of that name.'}</p> : null}
      {places.error === null ? null : (
        <p className={styles.nothing} role="alert">
          Places cannot be searched now: {places.error}
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
      {isFirst ? <div className={styles.group}>{command.group}</div> : null}
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
  const filters = useFilterCommands();
  const metrics = useMemo(() => metricCommands(catalog.metrics), [catalog]);
  if (typed.trim() === '') return ACTION_COMMANDS;
  return [...places, ...matching(filters, typed), ...matching(metrics, typed), ...matching(ACTION_COMMANDS, typed)];
}
