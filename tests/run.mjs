/**
 * Entry of `npm test`, `npm run check`, `npm run bench` and `npm run soak` on a machine that may have nothing installed yet: installs the packages and,
 * for the browser tests, Chromium; runs everything; ends with one line `N passed, N failed, N skipped`. Plain JavaScript, no packages.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const [mode, ...rest] = process.argv.slice(2);
const tally = { passed: 0, failed: 0, skipped: 0 };

installWhenMissing();
if (mode === '--bench') process.exit(bench([...(mode ? rest : [])]));
if (mode === '--soak') process.exit(soak(rest));
step('types', () => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'));
step('format and lint', () => node('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'));
step('build of the server', () => vite('server'));
process.env.ORRERY_BUILT = '1';
suite('fast tests', []);
if (mode !== '--check') {
  step('build of the page', () => vite());
  if (hasBrowser()) suite('browser tests', ['--mode', 'journeys']);
  else tally.failed += 1;
}
if (!existsSync(join(root, '../shared/data'))) console.log('Left out: the tests over ../shared/data, which is not here.');
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exit(tally.failed > 0 ? 1 : 0);

function installWhenMissing() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  console.error('Installing packages (npm ci) …');
  if (run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) process.exit(1);
}

/** Whether there is a Chromium for what is run from here: that of CHROMIUM, the system's, else one installed by apt where that is possible. */
function hasBrowser() {
  const path = browser();
  if (path === null) console.error('Chromium: not found. Install it, or set CHROMIUM to the path of a Chromium or Chrome.');
  else process.env.CHROMIUM = path;
  return path !== null;
}

function browser() {
  const found = [process.env.CHROMIUM, ...BROWSERS].find((path) => path && existsSync(path));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Installing Chromium (apt-get) …');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (existsSync(BROWSERS[0])) return BROWSERS[0];
  }
  return null;
}

function build() {
  return vite('server') || vite();
}

function vite(mode = 'production') {
  return node('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--mode', mode);
}

function bench(args) {
  return (hasBrowser() ? 0 : 1) || build() || vite('bench') || node('--expose-gc', 'dist/bench/main.js', ...args);
}

function soak(args) {
  return args.includes('--help')
    ? node('--import', 'tsx', 'tests/soak/main.ts', '--help')
    : build() || node('--import', 'tsx', 'tests/soak/main.ts', ...args);
}

/** What the fast tests leave behind lies in a folder of the run, which goes with it; a browser closes its own, and may not take so long a path. */
function suite(title, args) {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-test-'));
  const report = join(folder, 'report.json');
  console.error(`— ${title}`);
  const status = run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile=${report}`],
    args.length === 0 ? { TMPDIR: folder } : {},
  );
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'));
    tally.passed += numPassedTests;
    tally.failed += numFailedTests + (numFailedTests === 0 && !success ? Math.max(1, numFailedTestSuites) : 0);
    tally.skipped += numPendingTests;
  } else if (status === 0) throw new Error(`${title}: no report was written`);
  if (status !== 0 && tally.failed === 0) tally.failed = 1;
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (failure) {
    console.error(`${folder}: could not be removed (${failure.message})`);
  }
}

function step(title, act) {
  console.error(`— ${title}`);
  tally[act() === 0 ? 'passed' : 'failed'] += 1;
}

function node(...args) {
  return run(process.execPath, args);
}

function run(command, args, more = {}) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 'inherit'], env: { ...process.env, ...more } }).status ?? 1;
}
