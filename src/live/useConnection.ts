import { useStore } from 'zustand';
import type { ConnectionState, ConnectionStore } from './connection.ts';
import { useLive } from './LiveProvider.tsx';

/** How well the page hears the server; with a selector, the component renders only when its part changes. */
export function useConnection(): ConnectionState;
export function useConnection<T>(select: (state: ConnectionState) => T): T;
export function useConnection<T>(select?: (state: ConnectionState) => T): T | ConnectionState {
  return useStore<ConnectionStore, T | ConnectionState>(useLive().connection, select ?? whole);
}

function whole(state: ConnectionState): ConnectionState {
  return state;
}
