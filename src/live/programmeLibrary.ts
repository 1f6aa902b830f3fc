/** Tours and all else that the library keeps in their way, as the page holds them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type KeptProgramme,
  type NewProgramme,
  PROGRAMME_KINDS,
  type ProgrammeEdit,
  type ProgrammeKind,
  type ProgrammesAnswer,
} from '../protocol/tours.ts';
import type { ConnectionStore } from './connection.ts';
import { createFollowed, type FollowedState, requestJson } from './followed.ts';
import type { Scheduler } from './scheduler.ts';

/** By name. */
type Programmes = { readonly [Kind in ProgrammeKind]: readonly KeptProgramme[Kind][] };
export type ProgrammeState = FollowedState & Programmes;

/** Changes throw an Error with the server's own message. What they made is in the store afterwards. */
export interface ProgrammeLibrary {
  readonly store: StoreApi<ProgrammeState>;
  /** Reads it, and follows it from now on. */
  follow(): void;
  add<Kind extends ProgrammeKind>(kind: Kind, made: NewProgramme<Kind>): Promise<KeptProgramme[Kind]>;
  edit<Kind extends ProgrammeKind>(kind: Kind, id: string, edit: ProgrammeEdit<Kind>): Promise<KeptProgramme[Kind]>;
  remove(kind: ProgrammeKind, kept: { readonly id: string; readonly version: number }): Promise<void>;
}

export function createProgrammeLibrary(
  base: string,
  connection: ConnectionStore,
  scheduler: Scheduler,
): ProgrammeLibrary & { close(): void } {
  const none = Object.fromEntries(PROGRAMME_KINDS.map((kind) => [kind, []])) as unknown as Programmes;
  const store = createStore<ProgrammeState>(() => ({ status: 'loading', error: null, ...none }));
  const addressOf = (kind: ProgrammeKind, id?: string) => `${base}/v1/${kind}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
  const followed = createFollowed<ProgrammeState>({
    ...{ store, connection, scheduler },
    async read() {
      for (;;) {
        const before = changes;
        const answers = await Promise.all(
          PROGRAMME_KINDS.map(async (kind) => {
            const answer = (await requestJson('GET', addressOf(kind))) as ProgrammesAnswer<typeof kind>;
            return [kind, answer[kind]] as const;
          }),
        );
        // What was changed here while it was read would be lost: the next change would be of a state that is no more.
        if (changes !== before) continue;
        store.setState(Object.fromEntries(answers.map(([kind, read]) => [kind, heldIfSame(kind, read)])) as unknown as Programmes);
        return {};
      }
    },
  });
  /** How often something was changed here. */
  let changes = 0;

  /** The list that is held where nothing of it is another: a note that somebody writes changes no list here, and nobody has to look at it again. */
  function heldIfSame<Kind extends ProgrammeKind>(kind: Kind, next: readonly KeptProgramme[Kind][]): readonly KeptProgramme[Kind][] {
    const held = store.getState()[kind] as readonly KeptProgramme[Kind][];
    const isSame = held.length === next.length && next.every(({ id, version }, at) => held[at]?.id === id && held[at]?.version === version);
    return isSame ? held : next;
  }

  /** What was changed here is seen at once; what others did comes when the server tells of it. */
  function keep<Kind extends ProgrammeKind>(kind: Kind, id: string, kept: KeptProgramme[Kind] | null): void {
    changes++;
    const others = store.getState()[kind].filter((other) => other.id !== id) as unknown as readonly KeptProgramme[Kind][];
    const all = kept === null ? others : [...others, kept].sort((one, other) => one.name.localeCompare(other.name, 'en'));
    store.setState({ [kind]: all } as unknown as Partial<ProgrammeState>);
  }

  async function put<Kind extends ProgrammeKind>(kind: Kind, method: 'POST' | 'PUT', address: string, body: unknown) {
    const kept = (await requestJson(method, address, body)) as KeptProgramme[Kind];
    keep(kind, kept.id, kept);
    return kept;
  }

  return {
    store,
    ...followed,
    add: (kind, made) => put(kind, 'POST', addressOf(kind), made),
    edit: (kind, id, edit) => put(kind, 'PUT', addressOf(kind, id), edit),
    async remove(kind, { id, version }) {
      await requestJson('DELETE', `${addressOf(kind, id)}?version=${version}`);
      keep(kind, id, null);
    },
  };
}
