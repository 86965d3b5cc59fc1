// What the pages can do, in a real browser:  node bench/run.mjs [--quick] [--size NODES] [--traces DIR --shots DIR]
// Each figure stands beside what the same browser does on a page that does next to nothing, in the same run.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { launch } from '../browser/browser.mjs';
import { pages } from './pages.mjs';
import { Table, median, quantile } from './table.mjs';

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const quick = process.argv.includes('--quick');
const [traces, shots, size] = [option('--traces'), option('--shots'), option('--size')];
const ui = fileURLToPath(new URL('..', import.meta.url));

async function served() {
  const config = { root: ui, configFile: false, logLevel: 'error', base: './' };
  const outDir = join(ui, 'target/bench');
  await build({ ...config, build: { outDir, emptyOutDir: true, target: 'es2022', rollupOptions: { input: join(ui, 'bench/index.html') } }, worker: { format: 'es' } });
  return preview({ ...config, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
}

const SECONDS = quick ? 500 : 3_000;
const SIZES = size ? [Number(size)] : quick ? [1_000] : [1_000, 10_000, 50_000];
const table = new Table();
const server = await served();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on('pageerror', (error) => {
  console.error(error);
  process.exitCode = 1;
});
const { port } = server.httpServer.address();
await page.goto(`http://127.0.0.1:${port}/bench/index.html`);
await page.waitForFunction(() => window.bench);
const devtools = await page.context().newCDPSession(page);
await devtools.send('HeapProfiler.enable');

async function heap() {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
}

/** Processor time so far of all that draws, in milliseconds: other programs do not change it as they change frames. */
const system = await browser.newBrowserCDPSession();
async function work() {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU').reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0);
}

/** Frames in which something moves, and what one of them takes of the processor. */
async function moving(name, ...given) {
  const before = await work();
  const frames = await ask(name, ...given);
  return { frames, each: ((await work()) - before) / frames.length };
}

/** Where more programs want to run than there are processors, frames say nothing: they are reported, and break nothing. */
const quiet = () => loadavg()[0] < cpus().length * 1.5;

const ask = (what, ...given) => page.evaluate(([name, all]) => window.bench[name](...all), [what, given]);
const empty = await heap();

for (const n of SIZES) {
  const size = n.toLocaleString('en');
  const paints = [];
  for (let round = 0; round < 3; round++) paints.push(await ask('synthetic', n));
  const first = median(paints.map((each) => each.paint));
  const plain = await ask('plain', n);
  const gates = n <= 10_000;
  table.add({ what: `graph of ${size}: data to first paint`, value: first, unit: 'ms', beside: plain, of: 'plain picture', bar: n <= 10_000 ? 1_500 : undefined });
  table.add({ what: `  of it the layout, in the worker`, value: median(paints.map((each) => each.layout)), unit: 'ms' });
  for (const [name, scale] of [['legible', 0.7], ['far', 0.15]]) {
    const before = await ask('baseline', SECONDS / 2);
    await ask('synthetic', n);
    const { frames: pan, each } = await moving('pan', SECONDS, scale);
    const base = [...before, ...(await ask('baseline', SECONDS / 2))];
    await ask('synthetic', n);
    table.add({ what: `  frame while panning, ${name}, p50`, value: quantile(pan, 0.5), unit: 'ms', beside: quantile(base, 0.5), of: 'empty canvas' });
    table.add({ what: `  frame while panning, ${name}, p95`, value: quantile(pan, 0.95), unit: 'ms', beside: quantile(base, 0.95), of: 'empty canvas', bar: gates ? 16.8 : undefined, ratio: gates && quiet() ? 2.1 : undefined });
    table.add({ what: `  processor time of such a frame`, value: each, unit: 'ms', beside: 1000 / 60, of: 'a frame', bar: 1000 / 60, ratio: gates && !quick ? 1 : undefined });
  }
  const zoom = await moving('zoom', SECONDS);
  table.add({ what: '  frame while zooming, p95', value: quantile(zoom.frames, 0.95), unit: 'ms' });
  table.add({ what: '  processor time of such a frame', value: zoom.each, unit: 'ms', beside: 1000 / 60, of: 'a frame' });
  const { fitted, legible } = await ask('repaint');
  table.add({ what: '  one repaint, all in sight', value: fitted, unit: 'ms', beside: plain, of: 'plain picture', bar: gates ? 50 : undefined, ratio: gates ? 2 : undefined });
  table.add({ what: '  one repaint, legible', value: legible, unit: 'ms', bar: gates ? 50 : undefined });
  if (n === 10_000 || quick) {
    const changes = quick ? 500 : 10_000;
    const base = await ask('baseline', SECONDS);
    await ask('synthetic', n);
    const deltas = await ask('deltas', changes, quick ? 500 : 10_000);
    table.add({ what: `  ${changes.toLocaleString('en')} changes in 10 s: longest task`, value: deltas.longest, unit: 'ms', bar: 50, ratio: !quick && quiet() ? 3 : undefined, beside: quantile(base, 0.5), of: 'a frame' });
    table.add({ what: '  frames meanwhile, p95', value: quantile(deltas.frames, 0.95), unit: 'ms', beside: quantile(base, 0.95), of: 'empty canvas', ratio: !quick && quiet() ? 2.1 : undefined });
  }
  table.add({ what: '  heap', value: await heap(), unit: 'MB', beside: empty, of: 'empty page', bar: n <= 10_000 ? 250 : undefined });
}

if (traces) {
  if (shots) mkdirSync(shots, { recursive: true });
  for (const file of readdirSync(traces).filter((each) => each.endsWith('.json'))) {
    const { name, tasks } = JSON.parse(readFileSync(join(traces, file), 'utf8'));
    const at = new Map(tasks.map((task, i) => [task.id, i]));
    const edges = tasks.flatMap((task, i) => task.parents.filter((parent) => at.has(parent)).flatMap((parent) => [at.get(parent), i]));
    // some traces put the inputs into names: what comes twice at the beginning is what it is
    const names = tasks.map(({ id }) => id.replace(/^([^_]+)_\1_.*?(_ID\d+)$/, '$1$2'));
    const found = await ask('trace', names, edges, 'auto');
    table.add({ what: `trace ${name}: boxes`, value: found.boxes, unit: 'of ' + tasks.length, digits: 0 });
    if (shots) await page.screenshot({ path: join(shots, name + '.png') });
  }
}

await page.close();
if (process.env.REEVE_URL) await pages(browser, table, quick);
await browser.close();
await server.close();
console.log(table.text());
if (!quiet()) console.log(`The load is ${loadavg()[0].toFixed(0)} on ${cpus().length} processors: frames are not gated, and all times are longer than they need be.`);
process.exit(process.exitCode || (table.broken().length > 0 ? 1 : 0));
