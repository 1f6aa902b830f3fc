/**
 * Entry of `npm start`, `npm run dev`, `npm run import` and `npm run rejected` on a machine that may have nothing installed yet: it installs the
 * packages when they are missing, builds when the sources are newer than the build, then hands over. Plain JavaScript, no packages.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUILDER = join(root, 'node_modules/vite/bin/vite.js');
const [mode, rest] = readMode(process.argv.slice(2));
requireNode();
installWhenMissing();
if (mode === '--dev') develop(rest);
else {
  buildWhenStale();
  const entry = { '--start': 'main.js', '--import': 'import.js', '--rejected': 'rejected.js' }[mode];
  hand([join(root, 'dist/server', entry), ...rest]);
}

function readMode(args) {
  const known = ['--dev', '--import', '--rejected'];
  return known.includes(args[0]) ? [args[0], args.slice(1)] : ['--start', args];
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old: Orrery needs Node 20.19 or newer.`);
}

function installWhenMissing() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  install();
}

function install() {
  console.error('Installing packages (npm ci) …');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

function buildWhenStale() {
  const built = join(root, 'dist/built');
  const sources = ['src', 'server', 'build', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map((path) => newest(join(root, path))))) return;
  // Who installed only what runs has nothing to build with.
  if (!existsSync(BUILDER)) install();
  console.error('Building …');
  run(process.execPath, [BUILDER, 'build', '--logLevel', 'warn', '--mode', 'server']);
  run(process.execPath, [BUILDER, 'build', '--logLevel', 'warn']);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function develop(args) {
  const api = hand(['--import', 'tsx', '--watch', join(root, 'server/main.ts'), '--no-web', '--port', '4401', ...args]);
  const web = spawn(process.execPath, [BUILDER], { cwd: root, stdio: 'inherit' });
  api.on('exit', () => web.kill());
  web.on('exit', () => api.kill());
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 'inherit'], shell: process.platform === 'win32' });
  if (done.status !== 0) fail(`${command} ${args[0]} failed.`);
}

/** Runs node with these arguments, passes signals on and ends with its status. */
function hand(args) {
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  return child;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
