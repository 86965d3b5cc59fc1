// Runs the tests of the pages:  node browser/run.mjs [part of a name]
// REEVE_PART says which of them: "shared", those of all pages, or "features 1/2", those of every second feature; unset: all.
// REEVE_URL, REEVE_PASSWORD and REEVE_RUNS say where the server with its runs is (SeededServer prints them). What it is to
// do meanwhile goes out as lines that begin with @; each is answered by a line.
import { createInterface } from 'node:readline';
import { appendFileSync, readdirSync } from 'node:fs';
import { launch, login, visitor } from './browser.mjs';
import { tests } from './tests.mjs';

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function tell(command) {
  if (process.env.REEVE_PIPE) return appendFileSync(process.env.REEVE_PIPE, command + '\n'); // by hand
  console.log('@' + command);
  const { value } = await answers.next();
  if (value !== 'ok') throw new Error(`${command}: ${value}`);
}

const browser = await launch();
const url = process.env.REEVE_URL;
const password = process.env.REEVE_PASSWORD;
const sessions = new Map();
const context = {
  url,
  password,
  runs: Object.fromEntries(process.env.REEVE_RUNS.split(',').map((each) => each.split('='))),
  shots: process.env.REEVE_SHOTS,
  tell,
  browser,
  /** A browser in which somebody is logged in: by the page the first time, by the same session after that. */
  async inside(name = 'ann', options = {}) {
    const cookies = sessions.get(name);
    const all = await visitor(browser, url, cookies ? { ...options, storageState: { cookies, origins: [] } } : options);
    await (cookies ? all.page.goto(url + '/') : login(all.page, url, name, password));
    await all.page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    if (!cookies) sessions.set(name, await all.context.cookies());
    return all;
  },
};
// a feature is a file here, feature.tests.mjs, with two functions of the context: `pages` gives {name: [path, ready]}, which are
// checked for access, width and theme; `tests` a list of {name, run}. They come before those that change what is shared.
const features = await Promise.all(
  readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.tests.mjs'))
    .sort()
    .map((file) => import('./' + file)),
);
const part = process.env.REEVE_PART ?? '';
const [, which, of] = part.match(/^features (\d+)\/(\d+)$/) ?? [];
if (part && part !== 'shared' && !which) throw new Error(`REEVE_PART is "${part}", neither "shared" nor like "features 1/2"`);
const own = features.filter((_, i) => (which ? i % of === which - 1 : !part));
const all = {
  ...Object.fromEntries(own.flatMap((each) => each.tests(context)).map(({ name, run }) => [name, run])),
  ...(which ? {} : tests(context, Object.assign({}, ...features.map((each) => each.pages(context))))),
};
const failures = [];
for (const [name, test] of Object.entries(all)) {
  if (!name.includes(process.argv[2] ?? '')) continue;
  const started = Date.now();
  try {
    await test();
    console.log(`ok    ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failures.push(name);
    console.log(`WRONG ${name}\n${error.stack}`);
    for (const context of browser.contexts()) {
      for (const page of context.pages()) console.log(`  at ${page.url()}: ${(await page.innerText('body').catch(() => '')).slice(0, 600).replaceAll('\n', ' | ')}`);
    }
  }
  for (const context of browser.contexts()) await context.close();
}
await browser.close();
console.log(failures.length === 0 ? 'all is well' : `${failures.length} went wrong`);
process.exit(failures.length === 0 ? 0 : 1);
