/** Schedules: which tour plays on which days at which time. */
import { Plus, X } from 'lucide-react';
import type { JSX } from 'react';
import { useProgrammeActions, useProgrammes } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { playedProgramme, programmeAt } from '../../model/tour/schedule.ts';
import type { Programme, Schedule, Slot, Weekday } from '../../protocol/tours.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useServerClock } from '../useNow.ts';
import { NewProgramme } from './NewProgramme.tsx';
import { ProgrammeHead } from './ProgrammeHead.tsx';
import { ProgrammePick, useProgrammeName } from './ProgrammePick.tsx';
import own from './programmes.module.css';
import { SCHEDULE_TEXTS } from './scheduleTexts.ts';
import styles from './tours.module.css';
import { useProgrammeEdits } from './useProgrammeEdits.ts';

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const OFFICE: Slot = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00', plays: { kind: 'self' } };
const LOOK_EVERY_MS = 10_000;

export function ScheduleList(): JSX.Element {
  const words = say(SCHEDULE_TEXTS);
  const schedules = useProgrammes((state) => state.schedules);
  const { timezone } = useCatalog();
  const { add } = useProgrammeActions();
  return (
    <>
      <NewProgramme
        label={words.addSchedule}
        nameLabel={words.scheduleName}
        name={words.firstSchedule}
        onSave={(said) => add('schedules', { ...said, slots: [OFFICE], otherwise: { kind: 'self' } })}
      />
      <ul className={styles.list}>
        {schedules.map((schedule) => (
          <ScheduleRow key={schedule.id} schedule={schedule} />
        ))}
      </ul>
      <p className={styles.nothing}>{schedules.length > 0 ? words.zone(timezone) : words.noSchedules}</p>
    </>
  );
}

function ScheduleRow({ schedule }: { schedule: Schedule }): JSX.Element {
  const words = say(SCHEDULE_TEXTS);
  const { timezone } = useCatalog();
  const nameOf = useProgrammeName();
  const nowMs = useServerClock(LOOK_EVERY_MS);
  const { seen, change, put } = useProgrammeEdits('schedules', schedule);
  const { slots, otherwise } = seen;
  const tours = useProgrammes((state) => state.tours);
  const playlists = useProgrammes((state) => state.playlists);
  const played = playedProgramme(programmeAt({ ...schedule, ...seen }, nowMs, timezone), playlists, tours);
  const putSlots = (next: (slots: readonly Slot[]) => readonly Slot[]) => change((before) => ({ slots: next(before.slots) }));
  const editSlot = (at: number, edit: (slot: Slot) => Slot) =>
    putSlots((before) => before.map((other, index) => (index === at ? edit(other) : other)));
  return (
    <li className={own.programme} data-schedule={schedule.id}>
      <ProgrammeHead kind="schedules" kept={schedule} label={words.scheduleName} onRename={(name) => put(() => ({ name }))} />
      {slots.map((slot, at) => (
        <SlotRow
          // biome-ignore lint/suspicious/noArrayIndexKey: two times may be the same
          key={at}
          slot={slot}
          onEdit={(edit) => editSlot(at, edit)}
          onDrop={() => putSlots((before) => before.filter((_, other) => other !== at))}
        />
      ))}
      <button type="button" className={styles.quiet} onClick={() => putSlots((before) => [...before, OFFICE])}>
        <Plus aria-hidden />
        {words.addSlot}
      </button>
      <div className={own.otherwise}>
        {words.otherwise}
        <ProgrammePick<Programme>
          label={words.otherwise}
          programme={otherwise}
          hasPlaylists
          onPick={(programme) => change(() => ({ otherwise: programme }))}
        />
      </div>
      <small role="status">{words.now(nameOf(played))}</small>
    </li>
  );
}

function SlotRow({ slot, onEdit, onDrop }: { slot: Slot; onEdit: (edit: (slot: Slot) => Slot) => void; onDrop: () => void }): JSX.Element {
  const words = say(SCHEDULE_TEXTS);
  const { days, from, to, plays } = slot;
  const toggle = (day: Weekday) =>
    onEdit((before) => {
      const next = before.days.includes(day) ? before.days.filter((other) => other !== day) : [...before.days, day];
      return next.length > 0 ? { ...before, days: next } : before;
    });
  return (
    <div className={own.slot}>
      <div className={own.days}>
        {WEEK.map((day) => (
          <button key={day} type="button" aria-label={words.days[day - 1]} aria-pressed={days.includes(day)} onClick={() => toggle(day)}>
            {words.shortDays[day - 1]}
          </button>
        ))}
      </div>
      <div className={own.times}>
        <TimeField label={words.from} value={from} onSet={(next) => onEdit((before) => ({ ...before, from: next }))} />
        –
        <TimeField label={words.to} value={to} onSet={(next) => onEdit((before) => ({ ...before, to: next }))} />
        <ProgrammePick<Programme>
          label={words.plays}
          programme={plays}
          hasPlaylists
          onPick={(next) => onEdit((before) => ({ ...before, plays: next }))}
        />
        <IconButton label={words.dropSlot} onClick={onDrop}>
          <X />
        </IconButton>
      </div>
    </div>
  );
}

/** A time that is half typed is none yet; Escape takes it back. */
function TimeField({ label, value, onSet }: { label: string; value: string; onSet: (value: string) => void }): JSX.Element {
  return (
    <input
      key={value}
      type="time"
      aria-label={label}
      required
      defaultValue={value}
      onBlur={(event) => {
        if (event.target.value !== '' && event.target.value !== value) onSet(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.currentTarget.value = value;
      }}
    />
  );
}
