/** `npm start`: reads the command line, starts the app, stops it on a signal. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type AppOptions, createApp } from './app.ts';
import { DEMOS, type Demo } from './demo.ts';
import { settleYoungHeaps } from './heaps.ts';
import { onStopSignal } from './signals.ts';

const USAGE = `Usage: npm start -- [options]
  --port N        port to listen on (default 4400)
  --host HOST     address to listen on (default 127.0.0.1; anything but this machine is refused without access configured)
  --data DIR      folder of the workspace (default data/)
  --demo WHAT     simulator | superstore | none: shown until the first real event (default simulator)
  --embed-in O    origins, parted by commas, whose pages may frame the read-only view (default: pages of this machine)
  --no-web        serve the interfaces without the page`;

const options = readOptions();
settleYoungHeaps();
try {
  const app = await createApp(options);
  onStopSignal(() => void stop(app.close));
  console.log(`Orrery: ${app.url}${app.demo === null ? '' : `  (${app.demo} until the first real event arrives)`}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function stop(close: () => Promise<void>): Promise<void> {
  await close();
  process.exit(0);
}

function readOptions(): AppOptions {
  try {
    const { values } = parseArgs({
      allowNegative: true,
      options: {
        port: { type: 'string', default: '4400' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: 'data' },
        demo: { type: 'string', default: 'simulator' },
        'embed-in': { type: 'string' },
        web: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) usage(0);
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`--port ${values.port}: must be a whole number from 0 to 65535`);
    if (values.data === '') throw new Error('--data: must name a folder');
    if (!isDemo(values.demo)) throw new Error(`--demo ${values.demo}: must be ${DEMOS.join(', ')}`);
    const embedIn = readOrigins(values['embed-in']);
    return { ...(embedIn && { embedIn }), port, host: values.host, dataDir: resolve(values.data), demo: values.demo, web: values.web };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return usage(2);
  }
}

/** Origins go into a header as they are. */
function readOrigins(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const origins = text.split(',').map((origin) => origin.trim());
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined) throw new Error(`--embed-in ${wrong}: must be an origin, such as https://intranet.example`);
  return origins;
}

function isDemo(text: string): text is Demo {
  return (DEMOS as readonly string[]).includes(text);
}

function usage(status: number): never {
  console[status === 0 ? 'log' : 'error'](USAGE);
  process.exit(status);
}
