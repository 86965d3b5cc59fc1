// Texts that turn the words around them: in every answer of the server, on every page, in its titles and in what went wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('../src/pages.ts', import.meta.url), 'utf8');
/** Every path that pages have but those that only lead to another one, and those that show nothing of anybody. */
const PATHS = [...source.matchAll(/'(\/[^']*)'/g)]
  .map(([, path]) => path)
  .filter((path) => !['/login', '/projects/{project}', '/flows/{flow}', '/runs/{run}', '/runs/{run}/tasks/{task}', '/settings'].includes(path));

/** Fields that people or programs fill with words. */
const WORDS = new Set(
  ['name', 'flow', 'project', 'host', 'labels', 'why', 'words', 'description', 'message', 'detail', 'title', 'text', 'actor', 'address', 'email'].concat(
    ['setBy', 'registeredBy', 'pauseReason', 'problem', 'task', 'tasks', 'runName', 'lastError', 'version', 'location', 'readme', 'workers', 'logger'],
  ),
);

/** The same answer, in which each of them ends with a mark that turns what comes after it. The names of states are not words. */
function turned(value, key = '') {
  if (typeof value === 'string') return WORDS.has(key) ? value + '\u202e' : value;
  if (Array.isArray(value)) return value.map((each) => turned(each, key));
  if (value === null || typeof value !== 'object' || /state$/i.test(key)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, turned(each, name)]));
}

/** Answers that are being turned, and when the last one was. */
const under = { way: 0, last: 0 };

async function turn(route) {
  if (/\/stream\b/.test(route.request().url())) return route.continue();
  under.way++;
  try {
    await answer(route);
  } finally {
    under.way--;
    under.last = Date.now();
  }
}

/** Waits until all that the page asked for has come, and it asked for nothing more because of it. */
async function quiet(page) {
  for (let left = 100; left > 0 && (under.way > 0 || Date.now() - under.last < 250); left--) await page.waitForTimeout(50);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function answer(route) {
  const response = await route.fetch();
  const type = response.headers()['content-type'] ?? '';
  if (type.includes('ndjson')) {
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    return route.fulfill({ response, body: lines.map((line) => JSON.stringify(turned(JSON.parse(line))) + '\n').join('') });
  }
  return type.includes('json') ? route.fulfill({ response, json: turned(await response.json()) }) : route.fulfill({ response });
}

/** Keeps the texts that are painted and still turn. */
const painted = () => {
  window.painted = [];
  const paint = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
    if (/[\u202a-\u202e\u2066-\u2069]/.test(text)) window.painted.push(`painted: ${text.slice(0, 60)}`);
    paint.call(this, text, ...where);
  };
};

/** What of the page still turns, and whether anything of it was written out. */
const look = (page) =>
  page.evaluate(() => {
    const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
    const bad = [...window.painted, ...(TURNS.test(document.title) ? ['title of the page'] : [])];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (TURNS.test(node.data)) bad.push(`${node.parentElement.tagName}.${node.parentElement.className}: ${node.data.slice(0, 60)}`);
        continue;
      }
      for (const name of ['title', 'aria-label', 'aria-description', 'placeholder', 'alt']) {
        if (TURNS.test(node.getAttribute(name) ?? '')) bad.push(`${node.tagName}.${node.className} ${name}: ${node.getAttribute(name).slice(0, 60)}`);
      }
    }
    return { bad: [...new Set(bad)], written: document.querySelector('#content')?.textContent.includes('⟨U+202E⟩') ?? false };
  });

export const pages = () => ({});

export const tests = ({ url, runs, inside }) => [
  {
    name: 'no answer of the server turns the words around what it says, on any page, in any title',
    async run() {
      const { context, page, wrong } = await inside();
      await page.addInitScript(painted);
      const flow = (await (await context.request.get(url + '/api/v1/flows?project=Demo')).json()).items[0].id;
      await page.route('**/api/v1/**', turn);
      const all = {};
      for (const path of PATHS) {
        await page.goto(url + path.replace('{run}', runs.succeeded).replace('{flow}', flow).replace('{agent}', encodeURIComponent('worker-1\u202e')));
        const written = await page
          .waitForFunction(() => document.querySelector('#content')?.textContent.includes('⟨U+202E⟩'), undefined, { timeout: 15_000 })
          .then(() => true, () => false);
        await quiet(page);
        const found = await look(page);
        if (found.bad.length > 0) all[path] = found.bad.slice(0, 8);
        else if (!written && !found.written) all[path] = ['shows nothing that was turned'];
      }
      assert.deepEqual(all, {});
      assert.deepEqual(wrong, []);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    },
  },
  {
    name: 'what went wrong is said without turning anything, in a page and before a list',
    async run() {
      const { context, page } = await inside();
      await page.addInitScript(painted);
      const problem = (status) => ({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: 'x', status, detail: 'There is no flow "gpj\u202e.exe" here.', requestId: 'req-9', errors: [] }),
      });
      await page.route('**/api/v1/flow-runs?*', (route) => route.fulfill(problem(500)));
      await page.goto(url + '/runs');
      await page.getByText('There is no flow "gpj⟨U+202E⟩.exe" here.').waitFor();
      await page.route('**/api/v1/projects', (route) => (route.request().method() === 'POST' ? route.fulfill(problem(409)) : route.continue()));
      await page.goto(url + '/settings/projects');
      await page.getByRole('button', { name: 'New project' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('Shop');
      await page.getByRole('dialog').getByRole('button', { name: 'Make project' }).click();
      await page.getByRole('dialog').getByText('There is no flow "gpj⟨U+202E⟩.exe" here.').waitFor();
      assert.deepEqual((await look(page)).bad, []);
      await context.close();
    },
  },
];
