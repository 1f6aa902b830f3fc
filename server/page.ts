/** Serves the built page and its files: a fixed table of paths read once, compressed once (the build leaves `.gz` beside the code), no path ever reaches the disk from a request. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const COMPRESSED = new Set(['.html', '.js', '.mjs', '.css', '.json', '.svg']);
const compress = promisify(gzip);

/** Everything the page may load comes from its own origin. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ');

/** Where a page may stand in a frame: nowhere, but for its read-only form (`?embed=1`), which edits nothing that a foreign page could lead a hand to. */
const UNFRAMED = "frame-ancestors 'none'";
/** Pages of this machine, unless the operator names others. */
const EMBED_IN = ["'self'", 'http://localhost:*', 'http://127.0.0.1:*'];

/** Pages beside the first one, which are drawn by the same code. */
const PAGES = ['/wall', '/wall/remote'] as const;

interface PageFile {
  readonly type: string;
  readonly etag: string;
  readonly immutable: boolean;
  /** Whether it loads things of its own, for which it is given the policy: documents and workers. Of all else it would only be weight. */
  readonly rules: boolean;
  readonly body: Buffer;
  zipped: Promise<Buffer> | null;
}

/** Serves the files below `folder` (the build of the page); `/` is index.html, which pages of `embedIn` may frame. Throws when there is no build. */
export function registerPage(app: FastifyInstance, folder: string, embedIn: readonly string[] = EMBED_IN): void {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`${folder}: no built page (run npm start, which builds it)`);
  const files = readFiles(folder);
  const framed = `frame-ancestors ${embedIn.join(' ')}`;
  for (const [path, file] of files) app.get(path, (request, reply) => send(request, reply, { file, frames: UNFRAMED }));
  const index = files.get('/index.html');
  if (index) app.get('/', (request, reply) => send(request, reply, { file: index, frames: isEmbedded(request) ? framed : UNFRAMED }));
  for (const path of index ? PAGES : [])
    app.get(path, (request, reply) => send(request, reply, { file: index as PageFile, frames: UNFRAMED }));
}

function readFiles(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, full).split(sep).join('/')}`;
    if (isServerOnly(path)) continue;
    const body = readFileSync(full);
    files.set(path, {
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      etag: `"${createHash('sha1').update(body).digest('base64url')}"`,
      immutable: path.startsWith('/assets/'),
      rules: /\.(html|svg)$|Worker-[^/]*\.m?js$/.test(path),
      body,
      zipped: existsSync(`${full}.gz`) ? Promise.resolve(readFileSync(`${full}.gz`)) : null,
    });
  }
  return files;
}

/** The gazetteer's tables are the server's own; the browser never asks for them. */
function isServerOnly(path: string): boolean {
  return path.endsWith('.gz') || path.startsWith('/geo/gazetteer/');
}

/** Whether the read-only form is asked for. */
function isEmbedded(request: FastifyRequest): boolean {
  return (request.query as Readonly<Record<string, unknown>>).embed === '1';
}

interface Sent {
  readonly file: PageFile;
  /** Who may frame it. */
  readonly frames: string;
}

async function send(request: FastifyRequest, reply: FastifyReply, { file, frames }: Sent): Promise<FastifyReply> {
  reply.header('x-content-type-options', 'nosniff');
  if (file.rules) reply.header('content-security-policy', `${POLICY}; ${frames}`).header('referrer-policy', 'no-referrer');
  reply.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache').header('etag', file.etag);
  reply.header('vary', 'accept-encoding').type(file.type);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  if (!acceptsGzip(request) || !COMPRESSED.has(extname(request.routeOptions.url ?? '/index.html') || '.html')) return reply.send(file.body);
  file.zipped ??= compress(file.body, { level: 9 });
  return reply.header('content-encoding', 'gzip').send(await file.zipped);
}

function acceptsGzip(request: FastifyRequest): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}
