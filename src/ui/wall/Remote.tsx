/** The remote control of a room: what stands now, what can be said to it, and all its scenes. */
import { ChevronLeft, ChevronRight, CircleHelp, EyeOff, Pause, Pin, PinOff, Play } from 'lucide-react';
import { type JSX, type ReactNode, useEffect, useState } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { fetchProgrammes, type Programmes } from '../../live/programmes.ts';
import { useConnection } from '../../live/useConnection.ts';
import { useRoomState } from '../../live/useRoomState.ts';
import { toWallCaption } from '../../model/wall/caption.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { positionAt, type Room, type RoomCommand, type RoomProgramme } from '../../protocol/room.ts';
import { useNow } from '../useNow.ts';
import styles from './remote.module.css';
import { remoteWords } from './remoteTexts.ts';
import { useRoomKeys } from './useRoomKeys.ts';

type Say = (command: RoomCommand) => void;

export function Remote({ name }: { readonly name: string }): JSX.Element {
  const live = useLive();
  const room = useRoomState();
  const isLive = useConnection(({ status }) => status === 'live');
  const [failure, setFailure] = useState<string | null>(null);
  const words = remoteWords();
  useRoomKeys();
  useNow(250);
  useEffect(() => live.room.follow(name), [live, name]);
  const say: Say = (command) => {
    live.room.say(command).then(
      () => setFailure(null),
      (error: unknown) => setFailure(messageOf(error)),
    );
  };
  const index = (room && positionAt(room, live.room.serverNow())?.index) ?? 0;
  return (
    <main className={styles.remote}>
      <header className={styles.head}>
        <h1>{words.title(name)}</h1>
        <p role="status" data-connection={isLive ? 'live' : 'lost'}>
          {isLive ? words.live : words.lost}
        </p>
      </header>
      {failure === null ? null : (
        <p role="alert" className={styles.failure}>
          {words.failed(failure)}
        </p>
      )}
      {room === null || room.scenes.length === 0 ? (
        <p className={styles.waiting}>{words.waiting}</p>
      ) : (
        <Deck room={room} index={index} say={say} />
      )}
      {room === null ? null : <Plays programme={room.programme} say={say} />}
      <a className={styles.link} href={`/wall?room=${encodeURIComponent(name)}`}>
        {words.screen}
      </a>
    </main>
  );
}

interface DeckProps {
  readonly room: Room;
  readonly index: number;
  readonly say: Say;
}

function Deck({ room, index, say }: DeckProps): JSX.Element | null {
  const words = remoteWords();
  const scene = room.scenes[index];
  if (scene === undefined) return null;
  const { headline, rest } = toWallCaption(scene);
  const isPaused = room.heldMs !== null;
  return (
    <>
      <section className={styles.now} aria-live="polite">
        <h2>{scene.name}</h2>
        <p>{headline}</p>
        <p>{rest}</p>
      </section>
      <div className={styles.deck}>
        <Button label={words.back} onPress={() => say({ kind: 'step', by: -1 })} icon={<ChevronLeft aria-hidden />} />
        <Button
          label={isPaused ? words.resume : words.pause}
          isOn={isPaused}
          onPress={() => say({ kind: isPaused ? 'resume' : 'pause' })}
          icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        />
        <Button label={words.next} onPress={() => say({ kind: 'step', by: 1 })} icon={<ChevronRight aria-hidden />} />
        <Button
          label={room.pinned ? words.unpin : words.pin}
          isOn={room.pinned}
          onPress={() => say({ kind: room.pinned ? 'unpin' : 'pin' })}
          icon={room.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
        />
        <Button label={words.veto} onPress={() => say({ kind: 'veto', scene: scene.id })} icon={<EyeOff aria-hidden />} />
        <Button
          label={room.why ? words.whyOff : words.why}
          isOn={room.why}
          onPress={() => say({ kind: 'why', on: !room.why })}
          icon={<CircleHelp aria-hidden />}
        />
      </div>
      <h2 className={styles.title}>{words.scenes}</h2>
      <ol className={styles.scenes}>
        {room.scenes.map(({ id, name, seconds }, at) => {
          const isOut = room.vetoed.includes(id);
          return (
            <li key={id} data-out={isOut}>
              <button type="button" aria-current={at === index} onClick={() => say({ kind: 'go', scene: id })}>
                <span>{name}</span>
                <small>{at === index ? words.now : words.seconds(seconds)}</small>
              </button>
              {isOut ? (
                <button type="button" className={styles.again} onClick={() => say({ kind: 'unveto', scene: id })}>
                  {words.unveto}
                </button>
              ) : null}
            </li>
          );
        })}
      </ol>
    </>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isOn?: boolean;
  readonly onPress: () => void;
}

function Button({ label, icon, isOn, onPress }: ButtonProps): JSX.Element {
  return (
    <button type="button" {...(isOn === undefined ? {} : { 'aria-pressed': isOn })} onClick={onPress}>
      {icon}
      {label}
    </button>
  );
}

/** What the room plays: the tour that composes itself, or what people have made. */
function Plays({ programme, say }: { readonly programme: RoomProgramme; readonly say: Say }): JSX.Element {
  const words = remoteWords();
  const library = useConnection((connection) => connection.library);
  const [known, setKnown] = useState<Programmes>({ tours: [], playlists: [], schedules: [] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the library has changed
  useEffect(() => {
    const gone = new AbortController();
    fetchProgrammes(gone.signal).then(setKnown, () => {});
    return () => gone.abort();
  }, [library]);
  const value = programme.kind === 'self' ? 'self' : `${programme.kind} ${programme.id}`;
  const groups = [
    ['tour', words.tours, known.tours],
    ['playlist', words.playlists, known.playlists],
    ['schedule', words.schedules, known.schedules],
  ] as const;
  return (
    <label className={styles.plays}>
      <span className={styles.label}>{words.plays}</span>
      <select value={value} onChange={({ target }) => say({ kind: 'play', programme: toProgramme(target.value) })}>
        <option value="self">{words.self}</option>
        {groups.map(([kind, label, list]) =>
          list.length === 0 ? null : (
            <optgroup key={kind} label={label}>
              {list.map(({ id, name }) => (
                <option key={id} value={`${kind} ${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </select>
    </label>
  );
}

function toProgramme(value: string): RoomProgramme {
  const [kind, id = ''] = value.split(' ');
  return kind === 'tour' || kind === 'playlist' || kind === 'schedule' ? { kind, id } : { kind: 'self' };
}
