/** Wires the parts of the server together, starts and stops them. Only `main.ts` and the importer decide where it listens. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { lookingBack } from './access/lookBack.ts';
import { OPERATOR, scopeOfAddress } from './access/scope.ts';
import { guardWalls } from './access/wallGate.ts';
import { registerCurrencyRoute } from './currency.ts';
import { type Demo, openStage, type Stage } from './demo.ts';
import { registerQueryRoutes } from './engine/queryRoutes.ts';
import { registerPlaceRoutes } from './geo/placeRoutes.ts';
import { registerTerritoryRoutes } from './geo/territories/territoryRoutes.ts';
import { attachHub } from './hub/hub.ts';
import { isOwnOrigin } from './hub/origin.ts';
import { registerInsightRoutes } from './insight/insightRoutes.ts';
import { registerRecordRoutes } from './insight/recordRoutes.ts';
import { registerTickerRoute } from './insight/tickerRoute.ts';
import { readJsonBodies } from './jsonBodies.ts';
import { registerLibraryRoutes } from './library/libraryRoutes.ts';
import { registerRoomRoutes } from './library/roomRoutes.ts';
import { openRooms, type Rooms } from './library/rooms.ts';
import { registerMonitoring } from './monitoring.ts';
import { registerPage } from './page.ts';
import { type Engine, RequestError } from './parts.ts';
import { ROOT } from './root.ts';
import { findServer, noteServer } from './serverNote.ts';
import { registerEventRoutes } from './sources/eventsRoute.ts';
import { createImportNews, type ImportNews } from './sources/importNews.ts';
import { registerImportRoutes } from './sources/importsRoute.ts';
import { refuseUnknownAddresses } from './unknownAddress.ts';
import { refuseUnreadable } from './unreadableRequests.ts';
import { TERRITORIES } from './workspace.ts';

export interface AppOptions {
  readonly dataDir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly demo: Demo;
  /** Origins whose pages may show the read-only form in a frame; left out, those of this machine. */
  readonly embedIn?: readonly string[];
  /** Whether the page is served too (false: only the interfaces). */
  readonly web: boolean;
}

export interface App {
  readonly url: string;
  /** What is shown instead of real events at the start, or null. */
  readonly demo: Exclude<Demo, 'none'> | null;
  close(): Promise<void>;
}

/** A request must have arrived whole within this time: slow uploads do not hold connections for ever. */
const REQUEST_TIMEOUT_MS = 120_000;
/** Of addresses that name no limit of their own. */
const MOST_BODY_BYTES = 16 * 1024 * 1024;
/** What the system says of a disk that takes no writes. It passes. */
const UNWRITABLE = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);
const RETRY_DISK_S = 10;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);
/** Nothing is taken for what it is not, and no browser keeps what customers said; files of the page, which it may keep, say so. */
const CAREFUL = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;
/** Methods that change nothing: pages of others may send them, but are not given the answer. */
const READING = new Set(['GET', 'HEAD']);

/** Opens the workspace and listens. Throws where a server runs on it, and on a host other than this machine: nobody may ask yet but its operator. */
export async function createApp(options: AppOptions): Promise<App> {
  if (!LOOPBACK.has(options.host)) {
    throw new Error(`--host ${options.host}: refused, because no access is configured; only this machine may ask (use 127.0.0.1)`);
  }
  // Two that show different demonstrations would both begin: the log is not there yet that only one may open.
  const running = await findServer(options.dataDir);
  if (running !== null) throw new Error(`data folder ${options.dataDir}: another process has it open, at ${running}; stop that one first`);
  // What customers did is for the user who runs it alone; a folder that is there keeps the rights it was given.
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const stage = await openStage(options.dataDir, options.demo);
  const rooms = openRooms(options.dataDir, () => stage.log.epoch);
  const news = createImportNews();
  const server = buildServer(options, stage, { rooms, news });
  const hub = attachHub({
    server: server.server,
    engine: engineOf(stage),
    log: stage.log,
    library: stage.library,
    rooms,
    imports: news,
    scopeOf: ({ url }) => scopeOfAddress(url),
  });
  registerMonitoring(server, { dataDir: options.dataDir, stage, hub });
  stage.onSwitch(() => hub.reset());
  try {
    await server.listen({ host: options.host, port: options.port });
  } catch (error) {
    await stage.close();
    throw toRefusal(error, options.port);
  }
  const url = urlOf(server, options.host);
  const takeNoteAway = noteServer(options.dataDir, url);
  return {
    url,
    demo: stage.demo(),
    close: async () => {
      takeNoteAway();
      await hub.close();
      await server.close();
      await stage.close();
    },
  };
}

/** Why nothing can listen there, and what to do about it. */
function toRefusal(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return new Error(`--port ${port}: another program listens there; stop that one, or choose another port`, { cause: error });
  if (code === 'EACCES') return new Error(`--port ${port}: this user may not listen there; choose one from 1024 up`, { cause: error });
  return error;
}

interface Beside {
  readonly rooms: Rooms;
  readonly news: ImportNews;
}

function buildServer(options: AppOptions, stage: Stage, { rooms, news }: Beside): FastifyInstance {
  const engine = engineOf(stage);
  const server = Fastify({
    logger: false,
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    bodyLimit: MOST_BODY_BYTES,
    routerOptions: { ignoreTrailingSlash: false },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, _request, reply) => sendError(error, reply.headers(CAREFUL)),
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(CAREFUL);
    done(refusalOf(request));
  });
  guardWalls(server);
  readJsonBodies(server);
  server.setErrorHandler((error: FastifyError | RequestError, { routeOptions }, reply) => sendError(error, reply, routeOptions.bodyLimit));
  refuseUnknownAddresses(server);
  registerEventRoutes(server, stage.log, news.changed);
  registerImportRoutes(server, { log: stage.log, onChange: news.changed });
  registerCurrencyRoute(server, stage.takeCurrency);
  registerQueryRoutes(server, {
    ...{ engine, log: stage.log, scopeOf: ({ url }) => scopeOfAddress(url), demo: stage.demo },
    segments: () => stage.library.programmes('segments', OPERATOR).segments,
  });
  registerInsightRoutes(server, { engine, log: stage.log, scopeOf: ({ url }) => scopeOfAddress(url) });
  registerRecordRoutes(server, { engine, log: stage.log, scopeOf: ({ url }) => scopeOfAddress(url) });
  registerPlaceRoutes(server);
  registerTerritoryRoutes(server, { engine: stage.engine, folder: join(options.dataDir, TERRITORIES) });
  registerLibraryRoutes(server, { library: stage.library, scopeOf: ({ url }) => scopeOfAddress(url) });
  registerRoomRoutes(server, rooms);
  registerTickerRoute(server, stage.engine, () => stage.log.epoch);
  if (options.web) registerPage(server, join(ROOT, 'dist/web'), options.embedIn);
  return server;
}

/** Of what a page of somebody else may have sent from the browser of somebody who may ask. */
function refusalOf({ hostname, method, raw }: FastifyRequest): RequestError | undefined {
  if (!LOOPBACK.has(hostname.toLowerCase()))
    return new RequestError(403, 'host', `Host ${hostname}: this server answers only as localhost`);
  // Browsers say it themselves where a policy keeps the origin back.
  if (READING.has(method) || raw.headers['sec-fetch-site'] === 'same-origin' || isOwnOrigin(raw)) return undefined;
  return new RequestError(403, 'origin', `Origin ${raw.headers.origin}: only pages that this server served may send ${method}`);
}

function engineOf({ engine, library }: Stage): Engine {
  return lookingBack(engine, () => library.programmes('tours', OPERATOR).tours);
}

/** `mostBytes`: of a body at this address. */
function sendError(error: FastifyError | RequestError, reply: FastifyReply, mostBytes = MOST_BODY_BYTES): FastifyReply {
  const known = error instanceof RequestError ? error : fromFastify(error, mostBytes);
  if (known.retryAfterS !== null) reply.header('retry-after', String(known.retryAfterS));
  if (known.status >= 500 && known.status !== 503) console.error(error);
  return reply.code(known.status).send({ error: { code: known.code, message: known.message } });
}

function fromFastify(error: FastifyError, mostBytes: number): RequestError {
  if (UNWRITABLE.has(error.code))
    return new RequestError(503, 'disk', 'the disk of the data folder is full or read-only; nothing was changed', RETRY_DISK_S);
  const status = error.statusCode ?? 500;
  if (status === 413)
    return new RequestError(413, 'too_large', `body: larger than ${mostBytes / 1024} KiB, the most that this address reads`);
  if (status === 415) return new RequestError(415, 'content_type', 'content-type: not one this address reads; send application/json');
  if (status >= 500) return new RequestError(500, 'internal', 'the server failed on this request; its log says why');
  return new RequestError(status, 'bad_request', error.message);
}

function urlOf(server: FastifyInstance, host: string): string {
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}
