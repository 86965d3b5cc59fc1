// What is shown by a real browser against the real server. Each test gets a browser; all share one server and its runs.
import assert from 'node:assert/strict';
import { createServer, request as ask } from 'node:http';
import { accessibility, login, theme, visitor } from './browser.mjs';

/** `others`: the pages that the files of features name. */
export function tests({ url, password, runs, tell, browser, shots, inside }, others) {
  const run = (name, part = 'tasks', query = '') => `/runs/${runs[name]}/${part}${query}`;

  const ready = {
    dashboard: (page) => page.locator('.tiles .tile').first().waitFor(),
    runs: (page) => page.locator('.runs-table tbody tr').first().waitFor(),
    tasks: (page) => page.locator('.task-scroll .task-row').first().waitFor(),
    logs: (page) => page.locator('.log-text').first().waitFor(),
  };

  const pages = {
    dashboard: ['/', ready.dashboard],
    runs: ['/runs', ready.runs],
    'run-tasks': [run('failed', 'tasks', '?sel=load'), (page) => page.locator('.panel .worst-line').first().waitFor()],
    'run-logs': [run('failed', 'logs', '?line=12002'), (page) => page.locator('[data-marked=true] .log-text').waitFor()],
    'run-live': [run('going', 'tasks', '?open=1'), ready.tasks],
    ...others,
  };

  return {
    async 'whoever is not logged in comes back to the page after it'() {
      const { context, page, wrong } = await visitor(browser, url);
      await page.goto(url + run('failed', 'tasks', '?sel=load'));
      await page.waitForURL(/\/login\?next=/);
      await page.getByLabel('Name or e-mail address').fill('ann');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByRole('alert').getByText('There is no such user').waitFor();
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByRole('complementary', { name: 'Task load' }).waitFor();
      assert.ok(page.url().endsWith('?sel=load'), page.url());
      assert.equal(await page.title(), 'orders-2026-11-25 · orders-etl · Reeve');
      assert.deepEqual(wrong, []);
      await context.close();
    },

    async 'a session that ends leads to the login and back'() {
      const { context, page } = await inside();
      await page.goto(url + '/runs?state=Failed');
      await ready.runs(page);
      await context.clearCookies();
      const running = page.getByRole('button', { name: 'Running', exact: true });
      await running.click({ timeout: 5000 }).catch(() => {}); // the page may have asked for something by itself before
      await page.getByText('Your session has ended').waitFor();
      await page.getByLabel('Name or e-mail address').fill('ann');
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.waitForURL(/\/runs\?state=/);
      await page.getByRole('button', { name: /ann/ }).click();
      await page.getByRole('menuitem', { name: 'Log out' }).click();
      await page.waitForURL(/\/login/);
      assert.equal((await context.cookies()).filter((each) => each.name === 'reeve_session' && each.value).length, 0);
      await context.close();
    },

    async 'from the dashboard to the line of the log that tells why'() {
      const { context, page, wrong } = await inside();
      await page.getByRole('link', { name: 'orders-etl', exact: true }).first().click();
      await page.locator('.trend').waitFor();
      await page.getByRole('navigation', { name: 'Parts of this flow' }).getByRole('link', { name: 'Runs' }).click();
      await ready.runs(page);
      await page.getByRole('link', { name: 'orders-2026-11-25' }).click();
      await page.getByRole('treegrid', { name: 'Tasks of this run along the time' }).waitFor(); // where people land
      await page.getByRole('link', { name: 'Tasks', exact: true }).click();
      await ready.tasks(page);
      const first = page.locator('.task-scroll .task-row').first();
      assert.match(await first.innerText(), /load\s+Failed/);
      await first.click();
      await page.locator('.run-reason').getByText('load failed in the last of 2 attempts').waitFor();
      await page.locator('.panel').getByText('load failed in the last of 2 attempts').waitFor();
      await page.getByText('Attempt 2').click();
      await page.getByText('Caused by: java.net.ConnectException').locator('visible=true').first().waitFor();
      await page.locator('.worst-line[data-level=error]').click();
      await page.locator('[data-marked=true]').getByText('load failed').waitFor();
      assert.match(page.url(), /logs\?line=12002/);
      assert.deepEqual(wrong, []);
      await context.close();
    },

    async 'a long log is jumped in, filtered and searched by the server'() {
      const { context, page } = await inside();
      await page.goto(url + run('failed', 'logs'));
      await ready.logs(page);
      await page.getByText('12,002 lines').waitFor();
      await page.getByLabel('Go to line').fill('6001');
      await page.keyboard.press('Enter');
      await page.locator('[data-marked=true]').getByText('page 6000 of the shop').waitFor();
      await page.keyboard.press('Control+f');
      await page.getByLabel('Search the log', { exact: true }).last().fill('page 11999 of');
      await page.getByText(/of 1$/).or(page.getByText('0 of 1')).first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-marked=true] mark').getByText('page 11999 of').waitFor();
      await page.keyboard.press('Escape');
      await page.getByLabel('Level').selectOption('warn');
      await page.getByText('14 of 12,002 lines').waitFor();
      await page.locator('.log-row[data-level=warn]').first().waitFor();
      const rows = await page.locator('.log-row').count();
      assert.ok(rows < 120, `${rows} rows are in the page`);
      await context.close();
    },

    async 'changes show by themselves, and a list does not jump'() {
      const { context, page } = await inside();
      await page.goto(url + run('going', 'tasks', '?open=1&q=fetch%5B6'));
      await ready.tasks(page);
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      assert.equal(await page.getByText('fetch[62]').count(), 0);
      await tell('child');
      await page.getByText('fetch[62]').waitFor();
      const list = await context.newPage();
      await list.goto(url + '/runs');
      await ready.runs(list);
      await list.getByRole('img', { name: /^Live/ }).waitFor();
      const before = await list.locator('.runs-table tbody tr').count();
      await tell('new');
      await list.getByRole('button', { name: '1 new' }).waitFor();
      assert.equal(await list.locator('.runs-table tbody tr').count(), before);
      await list.getByRole('button', { name: '1 new' }).click();
      await list.getByRole('link', { name: 'covid-fresh' }).waitFor();
      await context.close();
    },

    async 'the log of a run that goes on is followed, and rests while one reads'() {
      const { context, page } = await inside();
      await page.goto(url + run('going', 'logs'));
      await ready.logs(page);
      await page.getByRole('button', { name: 'Following' }).waitFor();
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      const lines = Number((await page.getByText(/^[\d,]+ lines$/).innerText()).replace(/\D/g, ''));
      await tell('log');
      await page.getByText(`page ${lines + 49} of the shop`).waitFor();
      await page.getByRole('log').focus();
      await page.keyboard.press('PageUp');
      await page.getByRole('button', { name: 'Follow', exact: true }).waitFor();
      await tell('log');
      await page.getByRole('button', { name: '50 new lines' }).click();
      await page.getByText(`page ${lines + 99} of the shop`).waitFor();
      await context.close();
    },

    async 'eight tabs share one stream'() {
      const { context, page } = await inside();
      const tabs = [page];
      for (let i = 0; i < 7; i++) tabs.push(await context.newPage());
      for (const tab of tabs) {
        await tab.goto(url + run('failed'));
        await ready.tasks(tab);
      }
      await tabs[7].getByRole('img', { name: /^Live/ }).waitFor();
      await context.close();
    },

    async 'what users write is text, wherever it is shown'() {
      const { context, page, wrong } = await inside();
      const places = ['/', '/runs', run('mean'), run('mean', 'logs')];
      for (const place of places) {
        await page.goto(url + place);
        await page.getByText('onerror').locator('visible=true').first().waitFor();
        if (place.endsWith('/tasks')) {
          await page.locator('.task-scroll .task-row').first().click();
          await page.locator('.panel').getByText('onerror').first().waitFor();
        }
      }
      await page.locator('.log-text a').first().waitFor();
      const hurt = await page.evaluate(() => [globalThis.hurt, document.querySelectorAll('img, script:not([src])').length]);
      assert.deepEqual(hurt, [undefined, 0]);
      const links = await page.locator('.log-text a').evaluateAll((all) => all.map((each) => each.href));
      assert.deepEqual(links, ['https://example.com/']);
      assert.deepEqual(wrong, []);
      await context.close();
    },

    async 'what users write does not turn the words around it'() {
      const { context, page, wrong } = await inside();
      const turning = () =>
        page.evaluate(() => {
          const found = [];
          const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (nodes.nextNode()) {
            const { data, parentElement } = nodes.currentNode;
            if (/[\u202a-\u202e\u2066-\u2069]/.test(data)) found.push(`${parentElement.tagName}.${parentElement.className}: ${data.slice(0, 40)}`);
          }
          return found;
        });
      const all = {};
      for (const place of ['/', '/runs', '/flows', ...['timeline', 'graph', 'tasks', 'logs', 'artifacts', 'events', 'config'].map((part) => run('mean', part))]) {
        await page.goto(url + place);
        await page.locator(place.includes('/runs/') ? '.tabs ~ *' : '#content').getByText('onerror').locator('visible=true').first().waitFor();
        if (place.endsWith('/tasks')) {
          await page.locator('.task-scroll .task-row').first().click();
          await page.locator('.panel').getByText('onerror').first().waitFor();
        }
        const found = await turning();
        if (found.length > 0) all[place] = found;
      }
      assert.deepEqual(all, {});
      assert.ok(!/\u202e/.test(await page.title()));
      // words from right to left beside others: each stays in its place
      const [word, number] = await page.evaluate(() => {
        const line = document.createElement('p');
        line.innerHTML = '<span>\u05e9\u05dc\u05d5\u05dd</span> <span>12</span>';
        document.querySelector('#content').append(line);
        return [...line.children].map((each) => each.getBoundingClientRect().left);
      });
      assert.ok(word < number, 'the number stays behind the word');
      assert.deepEqual(wrong, []);
      await context.close();
    },

    async 'whoever may only look sees what it would take'() {
      const { context, page } = await inside('vic');
      await page.goto(url + run('failed'));
      const retry = page.getByRole('button', { name: 'Retry failed' });
      await retry.waitFor();
      assert.ok(await retry.isDisabled());
      assert.match(await retry.getAttribute('title'), /member.*POST \/flow-runs\/\{run\}\/reopen/);
      await context.close();
    },

    async 'what is not there is said to be not there'() {
      const { context, page } = await inside();
      const response = await page.goto(url + '/nowhere');
      assert.equal(response.status(), 404);
      await page.getByText('There is nothing here').waitFor();
      await page.goto(url + '/runs/01920000-0000-7000-8000-000000000000');
      await page.getByText('There is nothing here').first().waitFor();
      await page.goto(url + '/runs?name=there-is-no-such-run');
      await page.getByText('No run fits these filters').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).last().click();
      await ready.runs(page);
      await context.close();
    },

    async 'a part that fails says so with the name of the request, and can be tried again'() {
      const { context, page } = await inside();
      let broken = true;
      const problem = { type: 'about:blank', title: 'x', status: 500, detail: 'It is not your fault.', requestId: 'req-1', errors: [] };
      await page.route('**/api/v1/flow-runs?*', (route) =>
        broken ? route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }) : route.continue(),
      );
      await page.goto(url + '/runs');
      await page.getByText('Request req-1').waitFor();
      broken = false;
      await page.getByRole('button', { name: 'Try again' }).click();
      await ready.runs(page);
      await context.close();
    },

    async 'what one may not see names what it would take'() {
      const { context, page } = await inside();
      const problem = { type: 'about:blank', title: 'x', status: 403, detail: 'vic may not do this.', requestId: 'req-2', errors: [] };
      await page.route('**/api/v1/flow-runs?*', (route) =>
        route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
      );
      await page.goto(url + '/runs');
      await page.getByText('You may not see this').waitFor();
      await page.getByText('GET /flow-runs').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
      await context.close();
    },

    async 'a bar of the history leads to its runs, and its filters can be taken away'() {
      const { context, page } = await inside();
      await ready.dashboard(page);
      const box = await page.locator('.history').boundingBox();
      await page.mouse.click(box.x + box.width - 8, box.y + 60);
      await page.waitForURL(/\/runs\?since=.*&until=/);
      await ready.runs(page);
      await page.getByRole('button', { name: 'Clear filters: Since' }).click();
      await page.waitForURL((address) => !address.search.includes('since'));
      await context.close();
    },

    async 'below the path of a proxy every page, part and change is found'() {
      const prefix = '/tools/reeve';
      const proxy = createServer((incoming, outgoing) => {
        if (!incoming.url.startsWith(prefix + '/')) return outgoing.writeHead(404).end();
        const headers = { ...incoming.headers, 'x-forwarded-prefix': prefix };
        const passed = ask(url + incoming.url.slice(prefix.length), { method: incoming.method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode, answer.headers);
          answer.pipe(outgoing);
        });
        passed.on('error', () => outgoing.destroy());
        outgoing.on('close', () => passed.destroy());
        incoming.pipe(passed);
      });
      await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
      const outside = `http://127.0.0.1:${proxy.address().port}${prefix}`;
      const { context, page, wrong } = await visitor(browser, outside);
      await login(page, outside, 'ann', password, run('failed', 'logs'));
      await ready.logs(page);
      assert.ok(page.url().startsWith(outside + '/runs/'), page.url());
      await page.getByRole('link', { name: 'Dashboard' }).click();
      await ready.dashboard(page);
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
      proxy.closeAllConnections();
      proxy.close();
    },

    async 'a hidden tab is quiet, and knows all once it is looked at'() {
      const { context, page } = await inside();
      await page.goto(url + run('going', 'logs'));
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      const look = (state) =>
        page.evaluate((value) => {
          Object.defineProperty(document, 'visibilityState', { value, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }, state);
      const lines = Number((await page.getByText(/^[\d,]+ lines$/).innerText()).replace(/\D/g, ''));
      await look('hidden');
      await page.getByRole('img', { name: /^Nothing/ }).waitFor();
      await tell('log');
      await look('visible');
      await page.getByText(`page ${lines + 49} of the shop`).waitFor();
      await context.close();
    },

    async 'without shared workers one tab leads the others'() {
      const { context, page } = await inside();
      await context.addInitScript(() => delete globalThis.SharedWorker);
      const second = await context.newPage();
      for (const tab of [page, second]) {
        await tab.goto(url + run('going', 'logs'));
        await tab.getByRole('img', { name: /^Live/ }).waitFor();
      }
      await page.close();
      await second.getByRole('img', { name: /^Live/ }).waitFor();
      const lines = Number((await second.getByText(/^[\d,]+ lines$/).innerText()).replace(/\D/g, ''));
      await tell('log');
      await second.getByText(`page ${lines + 49} of the shop`).waitFor();
      await context.close();
    },

    async 'where nothing can be shared the page asks by itself'() {
      const { context, page } = await inside();
      await context.addInitScript(() => {
        delete globalThis.SharedWorker;
        delete globalThis.BroadcastChannel;
      });
      await page.goto(url + run('going', 'logs'));
      await page.getByRole('img', { name: /asks every few seconds/ }).waitFor();
      const lines = Number((await page.getByText(/^[\d,]+ lines$/).innerText()).replace(/\D/g, ''));
      await tell('log');
      await page.getByText(`page ${lines + 49} of the shop`).waitFor();
      await context.close();
    },

    async 'the palette finds runs, flows and pages by keyboard alone'() {
      const { context, page } = await inside();
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Search runs' }).fill('orders-2026-11-25');
      await page.getByRole('option', { name: /orders-2026-11-25/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(runs.failed));
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search runs' }).fill('etl');
      await page.getByRole('option', { name: /^orders-etl/ }).waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await page.getByRole('combobox', { name: 'Search runs' }).count(), 0);
      await context.close();
    },

    async 'the tasks of a run are walked by keyboard'() {
      const { context, page } = await inside();
      await page.goto(url + run('failed'));
      await ready.tasks(page);
      await page.getByRole('treegrid').focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('complementary', { name: 'Task load' }).waitFor();
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
      await page.getByRole('complementary', { name: 'Task fetch' }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.getByText('fetch[0]').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
      await context.close();
    },

    async 'times are written in the zone that was chosen'() {
      const { context, page } = await inside('ann', { timezoneId: 'Asia/Kolkata' });
      await page.goto(url + run('succeeded'));
      await ready.tasks(page);
      const started = page.locator('.run-header time').first();
      const at = new Date(await started.getAttribute('datetime'));
      const hours = (offset) => new Date(at.getTime() + offset * 60_000).toISOString().slice(11, 19);
      assert.ok((await started.innerText()).endsWith(hours(330)));
      await page.getByRole('button', { name: /^Times in/ }).click();
      await page.getByRole('menuitemradio', { name: 'UTC' }).click();
      await page.getByRole('button', { name: 'Times in: UTC' }).waitFor();
      assert.ok((await started.innerText()).endsWith(hours(0)));
      await context.close();
    },

    async 'no page asks the server too often, nor anybody else'() {
      const { context, page, wrong, requests } = await inside();
      for (const [path, there] of [['/', ready.dashboard], ['/runs', ready.runs], [run('failed'), ready.tasks], [run('failed', 'logs'), ready.logs]]) {
        requests.length = 0;
        await page.goto(url + path);
        await there(page);
        await page.getByRole('img', { name: /^(Live|Nothing)/ }).waitFor();
        const asked = requests.filter((each) => each.includes('/api/'));
        assert.ok(asked.length <= 6, `${path}: ${asked.join(', ')}`);
      }
      requests.length = 0;
      await page.getByRole('link', { name: 'Tasks', exact: true }).click();
      await ready.tasks(page);
      const asked = requests.filter((each) => each.includes('/api/'));
      assert.ok(asked.length <= 2, `tab: ${asked.join(', ')}`);
      assert.deepEqual(wrong, []);
      await context.close();
    },

    async 'every page can be used by those who see, hear or move otherwise, light and dark'() {
      const { context, page, wrong } = await inside();
      const problems = [];
      for (const [name, [path, there]] of Object.entries({ ...pages, login: ['/login', (each) => each.getByLabel('Password').waitFor()] })) {
        await page.goto(url + path);
        await there(page);
        for (const chosen of ['light', 'dark']) {
          await theme(page, chosen);
          for (const problem of await accessibility(page)) problems.push(`${name}, ${chosen}: ${problem}`);
          if (shots) await page.screenshot({ path: `${shots}/${name}-${chosen}.png` });
        }
      }
      assert.deepEqual(problems, []);
      assert.deepEqual(wrong, []);
      await context.close();
    },

    async 'every page fits a telephone and a wall'() {
      const { context, page } = await inside();
      const problems = [];
      await page.clock.setFixedTime(Date.now() + 86_400_000); // nothing is of today any more: times are as long as they get
      for (const [name, [path, there]] of Object.entries(pages)) {
        await page.setViewportSize({ width: 360, height: 740 });
        await page.goto(url + path);
        for (const [width, height] of [[360, 740], [3840, 2160]]) {
          await page.setViewportSize({ width, height });
          await there(page);
          const [inner, outer] = await page.evaluate(() => {
            const content = document.getElementById('content');
            return [Math.max(content.scrollWidth, document.documentElement.scrollWidth), innerWidth];
          });
          if (inner > outer) problems.push(`${name} is ${inner} px wide in a window of ${outer}`);
        }
      }
      assert.deepEqual(problems, []);
      await context.close();
    },

    async 'a run is cancelled with a reason, and one that failed is run again'() {
      const { context, page } = await inside();
      await page.goto(url + run('waiting'));
      await page.getByRole('button', { name: 'Cancel run' }).click();
      await page.getByLabel('Reason (others see it)').fill('wrong country');
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
      await page.locator('.run-state[data-state=Cancelled]').waitFor();
      await page.getByText('wrong country').first().waitFor();
      await page.goto(url + run('mean'));
      await page.getByRole('button', { name: 'Retry failed' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Run again' }).click();
      await page.getByRole('button', { name: 'Cancel run' }).waitFor();
      await context.close();
    },

    async 'a server that was away and is back is noticed, and nothing goes back'() {
      const { context, page } = await inside();
      await page.goto(url + run('going', 'tasks'));
      await ready.tasks(page);
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      await tell('down');
      await page.getByRole('img', { name: /is lost/ }).waitFor();
      await page.getByText('The connection to the server is lost. What you see').waitFor();
      assert.ok((await page.locator('.task-row').count()) > 1, 'what was there stays');
      const problems = [];
      for (const chosen of ['light', 'dark']) {
        await theme(page, chosen);
        for (const problem of await accessibility(page)) problems.push(`${chosen}: ${problem}`);
      }
      assert.deepEqual(problems, []);
      await tell('up');
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      await tell('finish');
      await page.locator('.run-state[data-state=Success]').waitFor();
      await page.locator('.facet', { hasText: 'Success' }).getByText('5').waitFor();
      const shown = await page.locator('.task-scroll [data-state]').evaluateAll((all) => all.map((each) => each.dataset.state));
      assert.deepEqual([...new Set(shown)], ['Success']);
      await context.close();
    },
  };
}
