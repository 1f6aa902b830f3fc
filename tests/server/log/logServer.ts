/** The log behind its HTTP routes and nothing else, to be killed by the kill test: `node --import tsx logServer.ts --data DIR`. */

import { parseArgs } from 'node:util';
import { MessageChannel } from 'node:worker_threads';
import Fastify from 'fastify';
import { attachFeed } from '../../../server/log/feed.ts';
import { openLog } from '../../../server/log/openLog.ts';
import { createTableReader } from '../../../server/log/readEventTable.ts';
import { loadSettings } from '../../../server/settings.ts';
import { registerEventRoutes } from '../../../server/sources/eventsRoute.ts';

const { values } = parseArgs({ strict: false, options: { data: { type: 'string' } } });
const dir = String(values.data);
const { port1, port2 } = new MessageChannel();
const log = await openLog({ dir, settings: loadSettings(dir), enginePort: port1 });
attachFeed(port2, { appliedSeq: 0, readTable: createTableReader([]), apply: () => {} });
const server = Fastify({ bodyLimit: 16 * 1024 * 1024 });
registerEventRoutes(server, log);
console.log(await server.listen({ host: '127.0.0.1', port: 0 }));
