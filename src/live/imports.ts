/** Imports over HTTP: what was brought, undoing it and taking that back, and what would become of rows before they are sent. */
import type { AppendCheck, ImportInfo, ImportsAnswer } from '../protocol/imports.ts';
import { read } from './ask.ts';

/** Everything that was brought, newest first. Throws an Error with the server's own message, as all of these do. */
export async function fetchImports(signal: AbortSignal): Promise<readonly ImportInfo[]> {
  return (await read<ImportsAnswer>('/v1/imports', { signal })).imports;
}

/** From then on the events of an import count as never sent, or again as sent. */
export async function changeImport(id: string, withdrawn: boolean): Promise<ImportInfo> {
  return read<ImportInfo>(`/v1/imports/${encodeURIComponent(id)}/${withdrawn ? 'withdraw' : 'restore'}`, { method: 'POST' });
}

/** Offers the currency of an import's amounts: a workspace without events that declares none takes it for its own, any other keeps what it has. */
export async function offerCurrency(currency: string, signal: AbortSignal): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await read('/v1/currency', { method: 'POST', headers, body: JSON.stringify({ currency }), signal });
}

/** What would become of lines of events; nothing is kept. */
export async function checkEvents(lines: readonly string[], signal: AbortSignal): Promise<AppendCheck> {
  const headers = { 'content-type': 'application/x-ndjson' };
  return read<AppendCheck>('/v1/events?dryRun=1', { method: 'POST', headers, body: lines.join('\n'), signal });
}
