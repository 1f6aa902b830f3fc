/** `GET /v1/imports`, `POST /v1/imports/<id>/withdraw` and `/restore`; and how a request says which import its events come with. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { IMPORT_ID, type ImportInfo, type ImportsAnswer, MOST_NAME_CHARACTERS } from '../../src/protocol/imports.ts';
import type { ImportLabel, KnownImport } from '../log/imports.ts';
import { type EventLog, RequestError } from '../parts.ts';

export interface ImportRouteParts {
  readonly log: Pick<EventLog, 'imports' | 'changeImport'>;
  /** Called when an import was withdrawn or restored. */
  onChange(): void;
}

export function registerImportRoutes(server: FastifyInstance, { log, onChange }: ImportRouteParts): void {
  server.get('/v1/imports', async (_request, reply): Promise<ImportsAnswer> => {
    void reply.header('cache-control', 'no-store');
    return { imports: (await log.imports()).map(toInfo).reverse() };
  });
  for (const [verb, withdrawn] of [
    ['withdraw', true],
    ['restore', false],
  ] as const) {
    server.post(`/v1/imports/:id/${verb}`, async (request): Promise<ImportInfo> => {
      const changed = await log.changeImport(idOf((request.params as Readonly<Record<string, unknown>>).id), withdrawn);
      onChange();
      return toInfo(changed);
    });
  }
}

function toInfo({ id, name, atMs, events, withdrawn, changedMs }: KnownImport): ImportInfo {
  const changed = changedMs === null ? null : new Date(changedMs).toISOString();
  return { id, name, time: new Date(atMs).toISOString(), events, withdrawn, changed };
}

/** What `?import=ID&name=TEXT` says; null without. Throws {@link RequestError} 400. */
export function importLabelOf({ query }: Pick<FastifyRequest, 'query'>): ImportLabel | null {
  const { import: id, name } = query as Readonly<Record<string, unknown>>;
  if (id === undefined) {
    if (name === undefined) return null;
    throw new RequestError(400, 'invalid_parameter', 'name: is that of an import; send import=ID with it');
  }
  return { id: idOf(id), name: nameOf(name) };
}

const PARAMETERS = ['import', 'name', 'dryRun'] as const;

/** Throws {@link RequestError} 400 for a slip of the pen: `?dryrun=1` would keep what was only to be tried. Names of the sender's own are passed over. */
export function refuseMisspelt({ query }: Pick<FastifyRequest, 'query'>): void {
  for (const name of Object.keys(query as Readonly<Record<string, unknown>>)) {
    const letters = name.replaceAll(/[-_]/g, '').toLowerCase();
    const meant = PARAMETERS.find((parameter) => parameter.toLowerCase() === letters);
    if (meant !== undefined && meant !== name) throw new RequestError(400, 'invalid_parameter', `${name}: is not known; write ${meant}`);
  }
}

/** Whether `?dryRun=1` asks that nothing be kept. Throws {@link RequestError} 400. */
export function isDryRun({ query }: Pick<FastifyRequest, 'query'>): boolean {
  const { dryRun } = query as Readonly<Record<string, unknown>>;
  if (dryRun === undefined || dryRun === '0') return false;
  if (dryRun === '1') return true;
  throw new RequestError(400, 'invalid_parameter', 'dryRun: must be 1 (nothing is kept) or 0');
}

function idOf(id: unknown): string {
  if (typeof id === 'string' && IMPORT_ID.test(id)) return id;
  throw new RequestError(
    400,
    'invalid_parameter',
    'import: must be 1 to 64 letters, digits, ".", "_" or "-", a letter or digit first, such as a UUID',
  );
}

function nameOf(name: unknown): string {
  if (name === undefined) return '';
  if (typeof name === 'string' && name.length <= MOST_NAME_CHARACTERS) return name;
  throw new RequestError(400, 'invalid_parameter', `name: must be a text of at most ${MOST_NAME_CHARACTERS} characters`);
}
