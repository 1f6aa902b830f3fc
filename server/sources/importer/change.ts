/** `npm run import -- --list`, `--undo ID` and `--redo ID`: what was imported into a workspace, and undoing it. */
import type { ImportInfo, ImportsAnswer } from '../../../src/protocol/imports.ts';
import { printable } from '../printable.ts';
import { type ChangeOptions, dataOption, UsageError } from './options.ts';
import { whole } from './progress.ts';
import { holdsLog, openTarget } from './target.ts';

/** Does what was asked and answers the lines that say so. Throws with a message for people. */
export async function changeImports({ dataDir, change }: ChangeOptions): Promise<readonly string[]> {
  if (!holdsLog(dataDir)) throw new UsageError(`--data ${dataDir}: holds no log of events`);
  const target = await openTarget(dataDir);
  try {
    if (change === null) {
      const { imports } = await read<ImportsAnswer>(`${target.url}/v1/imports`, 'GET');
      return imports.length === 0 ? ['Nothing was imported yet.'] : imports.map(toLine).map(printable);
    }
    const { id, withdrawn } = change;
    const changed = await read<ImportInfo>(
      `${target.url}/v1/imports/${encodeURIComponent(id)}/${withdrawn ? 'withdraw' : 'restore'}`,
      'POST',
      `import: ${id} is not known; npm run import -- --list${dataOption(dataDir)} lists them`,
    );
    return [
      withdrawn
        ? `Undone: the ${whole(changed.events)} events of ${changed.name || id} count as never sent. npm run import -- --redo ${id}${dataOption(dataDir)} takes that back.`
        : `Redone: the ${whole(changed.events)} events of ${changed.name || id} count again.`,
    ].map(printable);
  } finally {
    await target.close();
  }
}

function toLine({ id, name, time, events, withdrawn }: ImportInfo): string {
  return `${id}  ${time}  ${whole(events).padStart(12)} events  ${name}${withdrawn ? '  (undone)' : ''}`;
}

async function read<Answer>(address: string, method: string, whenUnknown?: string): Promise<Answer> {
  const response = await fetch(address, { method });
  const body = (await response.json()) as Answer & { readonly error?: { readonly code: string; readonly message: string } };
  if (body.error?.code === 'unknown_import') throw new Error(whenUnknown);
  if (!response.ok) throw new Error(body.error?.message ?? `${address}: ${response.status}`);
  return body;
}
