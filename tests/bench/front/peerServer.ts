/** Serves the pages of peers as one would: their published files, compressed, and nothing else. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { countSent } from './sent.ts';

export interface PeerPage {
  readonly name: string;
  /** Files of scripts, in their order. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

export interface PeerServer {
  urlOf(page: PeerPage): string;
  /** Bytes sent so far. */
  sent(): number;
  close(): Promise<void>;
}

export async function servePeers(pages: readonly PeerPage[]): Promise<PeerServer> {
  const files = new Map<string, { readonly type: string; readonly body: Buffer }>();
  const add = (path: string, type: string, body: Buffer | string) => files.set(path, { type, body: gzipSync(body, { level: 9 }) });
  for (const page of pages) {
    const link = (path: string, at: number) => `/${page.name}/${at}-${path.split('/').at(-1)}`;
    for (const [at, path] of page.scripts.entries()) add(link(path, at), 'text/javascript', readFileSync(path));
    for (const [at, path] of page.styles.entries()) add(link(path, at), 'text/css', readFileSync(path));
    const styles = page.styles.map((path, at) => `<link rel="stylesheet" href="${link(path, at)}">`).join('');
    const scripts = page.scripts.map((path, at) => `<script src="${link(path, at)}"></script>`).join('');
    const fill = '<style>html,body,#root{margin:0;width:100%;height:100%;overflow:hidden}</style>';
    add(
      `/${page.name}/`,
      'text/html; charset=utf-8',
      `<!doctype html><meta charset="utf-8">${styles}${fill}<div id="root"></div>${scripts}`,
    );
  }
  const server = createServer((request, response) => {
    const file = files.get(request.url?.split('?')[0] ?? '');
    if (!file) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip' }).end(file.body);
  });
  const sent = countSent(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    urlOf: ({ name }) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}/`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
