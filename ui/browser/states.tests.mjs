// Every page when things are bad: refused, not there, broken, the server gone, nothing there yet, nothing that fits.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accessibility } from './browser.mjs';

const source = readFileSync(new URL('../src/pages.ts', import.meta.url), 'utf8');
/** Every path that pages have. */
const PATHS = [...source.matchAll(/'(\/[^']*)'/g)].map(([, path]) => path);

/** What an answer without anything in it says, and what a filter leaves nothing of. A page that is no list has neither. */
const nothing = { items: [], next: null };
const LISTS = {
  '/assets': { empty: [/\/api\/v1\/assets/, nothing, 'No asset yet'], filtered: ['?text=no-such', 'No asset fits these filters'] },
  '/flows': { empty: [/\/ui\/flows/, nothing, 'No flow yet'], filtered: ['?name=no-such', 'No flow fits these filters'] },
  '/flows/{flow}/runs': { empty: [/\/flow-runs\?/, nothing, 'No run yet'], filtered: ['?name=no-such', 'No run fits these filters'] },
  '/flows/{flow}/calendar': { empty: [/\/api\/.*\/calendar/, { zone: 'UTC', from: '2025-11-26', to: '2026-11-26', days: [] }, 'No run in the last 12 months'] },
  '/flows/{flow}/schedules': { empty: [/\/api\/.*\/schedules/, nothing, 'No schedule yet'] },
  '/flows/{flow}/backfills': { empty: [/\/api\/.*\/backfills/, nothing, 'No backfill yet'] },
  '/schedules': { empty: [/\/api\/v1\/schedules/, nothing, 'No schedule yet'] },
  '/agents': { empty: [/\/api\/v1\/agents/, { items: [], waiting: [] }, 'No agent is connected'] },
  '/runs': { empty: [/\/flow-runs\?/, nothing, 'No run yet'], filtered: ['?name=no-such', 'No run fits these filters'] },
  '/runs/{run}/tasks': { filtered: ['?q=no-such', 'No task fits'] },
  '/runs/{run}/logs': { filtered: ['?q=no-such-text-anywhere', 'No line fits these filters'] },
  '/runs/{run}/artifacts': { empty: [/\/artifacts\?/, nothing, 'Its tasks kept nothing'], filtered: ['?q=no-such', 'No artifact fits'], run: 'succeeded' },
  '/runs/{run}/events': { empty: [/\/history/, nothing, 'Nothing has happened yet'] },
  '/settings/projects': { empty: [/\/api\/v1\/projects/, nothing, 'No project yet'], filtered: ['?q=no-such', 'Nothing fits this'] },
  '/settings/users': { filtered: ['?q=no-such', 'Nothing fits this'] },
  '/settings/keys': { empty: [/\/api\/v1\/keys/, nothing, 'No key yet'], filtered: ['?q=no-such', 'Nothing fits this'] },
  '/settings/secrets': { empty: [/\/api\/.*\/?secrets/, nothing, 'No secret here yet'], filtered: ['?project=Warehouse&q=no-such', 'Nothing fits this'] },
  '/settings/hooks': { empty: [/\/api\/.*\/hooks/, nothing, 'No hook in this project yet'] },
  '/settings/limits': { empty: [/\/api\/v1\/limits/, nothing, 'No limit yet'], filtered: ['?q=no-such', 'Nothing fits this'] },
  '/settings/audit': { empty: [/\/api\/v1\/audit/, nothing, 'Nothing was changed yet'], filtered: ['?actor=no-such', 'Nothing fits this'] },
};
/** Those that show one thing, or only lead to another page. Their empty states are in the tests of their features. */
const NO_LISTS = [
  '/',
  '/agents/{agent}',
  '/flows/{flow}/graph',
  '/flows/{flow}/grid',
  '/flows/{flow}/launch',
  '/flows/{flow}/overview',
  '/flows/{flow}/versions',
  '/runs/{run}',
  '/runs/{run}/config',
  '/runs/{run}/graph',
  '/runs/{run}/timeline',
];
/** Those that ask for nothing. */
const QUIET = ['/login', '/settings/profile'];
/** Those that only lead to a page that is here under its own path. */
const LEADS = ['/projects/{project}', '/runs/{run}/tasks/{task}', '/flows/{flow}', '/settings'];

const problem = (status) => ({
  status,
  contentType: 'application/problem+json',
  headers: { 'X-Request-Id': 'req-of-' + status },
  body: JSON.stringify({ type: 'about:blank', title: 'x', status, detail: `The test says ${status}.`, requestId: 'req-of-' + status, errors: [] }),
});

const BAD = {
  offline: { answer: (route) => route.abort('connectionrefused'), says: 'The server does not answer' },
  500: { answer: (route) => route.fulfill(problem(500)), says: 'req-of-500' },
  403: { answer: (route) => route.fulfill(problem(403)), says: 'You may not see this' },
  404: { answer: (route) => route.fulfill(problem(404)), says: 'There is nothing here' },
};

/** A list, one thing with parts, a part of it, and a form before a list. */
const LOOKED_AT = ['/', '/runs', '/runs/{run}/tasks', '/flows/{flow}/overview', '/settings/keys'];

/** All but whom the pages are shown to and the stream of changes. */
const ASKS = /\/api\/v1\/(?!ui\/bootstrap|stream|login|logout)/;
const TABS = 4;

export const pages = () => ({});

export const tests = ({ url, runs, inside }) => [
  {
    name: 'every page says what is wrong, in any theme: refused, gone, broken, away, empty, filtered',
    async run() {
      const unknown = PATHS.filter((path) => !(path in LISTS) && !NO_LISTS.includes(path) && !QUIET.includes(path) && !LEADS.includes(path));
      assert.deepEqual(unknown, [], 'a new page has to say here what it shows when it has nothing to show');
      const { context, page: first, wrong } = await inside();
      // to try again is waited for in the product, and need not be here
      await context.addInitScript(() => {
        const real = globalThis.setTimeout;
        globalThis.setTimeout = (call, wait, ...rest) => real(call, wait >= 1_000 && wait <= 5_000 ? 20 : wait, ...rest);
      });
      const flow = (await (await context.request.get(url + '/api/v1/flows?project=Demo')).json()).items[0].id;
      const place = (path, run = 'failed') => url + path.replace('{run}', runs[run]).replace('{flow}', flow).replace('{agent}', 'worker-1');
      const cases = PATHS.filter((path) => !QUIET.includes(path) && !LEADS.includes(path)).flatMap((path) => [
        ...Object.entries(BAD).map(([state, { answer, says }]) => ({ path, state, asks: ASKS, answer, says })),
        ...(LISTS[path]?.empty
          ? [{ path, state: 'empty', asks: LISTS[path].empty[0], answer: (route) => route.fulfill({ json: LISTS[path].empty[1] }), says: LISTS[path].empty[2] }]
          : []),
        ...(LISTS[path]?.filtered ? [{ path, state: 'filtered', query: LISTS[path].filtered[0], says: LISTS[path].filtered[1] }] : []),
      ]);
      const failures = [];
      const check = async (page, { path, state, asks, answer, query = '', says }) => {
        if (asks) await page.route(asks, answer);
        await page.goto(place(path, LISTS[path]?.run) + query);
        const shown = page.locator('#content').getByText(says).locator('visible=true').first();
        const seen = await shown.waitFor({ timeout: 30_000 }).then(() => true, () => false);
        if (!seen) failures.push(`${path} ${state}: does not say “${says}”, but “${(await page.innerText('#content')).slice(0, 200).replaceAll('\n', ' | ')}”`);
        const needed = () => page.locator('#content').getByText('It needs the permission').first().waitFor().then(() => true, () => false);
        if (state === '403' && !(await needed())) failures.push(`${path}: does not name the permission`);
        // refused, gone and away are the part of the pages that is shown when one is broken, with other words: on some pages of each kind
        for (const name of state in BAD && state !== '500' && !LOOKED_AT.includes(path) ? [] : ['light', 'dark']) {
          await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), name); // tabs share what they keep
          for (const each of await accessibility(page, '#content')) failures.push(`${path} ${state}, ${name}: ${each}`);
        }
        await page.unroute(asks ?? '**');
      };
      const work = async (page) => {
        for (let next = cases.shift(); next; next = cases.shift()) {
          // one that fails hides none of the others
          await check(page, next).catch((error) => failures.push(`${next.path} ${next.state}: ${error.message.split('\n')[0]}`));
        }
      };
      const tabs = [first];
      while (tabs.length < TABS) tabs.push(await context.newPage());
      await Promise.all(tabs.map(work));
      assert.deepEqual(failures, []);
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
];
