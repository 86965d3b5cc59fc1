// Runs the tests of the pages:  node browser/run.mjs [part of a name]
// REEVE_URL, REEVE_PASSWORD and REEVE_RUNS say where the server with its runs is (SeededServer prints them). What it is to
// do meanwhile goes out as lines that begin with @; each is answered by a line.
import { createInterface } from 'node:readline';
import { appendFileSync } from 'node:fs';
import { launch } from './browser.mjs';
import { tests } from './tests.mjs';

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function tell(command) {
  if (process.env.REEVE_PIPE) return appendFileSync(process.env.REEVE_PIPE, command + '\n'); // by hand
  console.log('@' + command);
  const { value } = await answers.next();
  if (value !== 'ok') throw new Error(`${command}: ${value}`);
}

const browser = await launch();
const all = tests({
  url: process.env.REEVE_URL,
  password: process.env.REEVE_PASSWORD,
  runs: Object.fromEntries(process.env.REEVE_RUNS.split(',').map((each) => each.split('='))),
  shots: process.env.REEVE_SHOTS,
  tell,
  browser,
});
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
