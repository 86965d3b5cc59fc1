// The pages of flows: the list, the overview of one, its runs, grid and versions.
import assert from 'node:assert/strict';

const rows = (page) => page.locator('.flows-table tbody tr').first().waitFor();

/** The id of a flow, as the list leads to it. */
async function flowOf(page, url, name) {
  await page.goto(url + '/flows?name=' + encodeURIComponent(name));
  const link = page.locator('.flows-table').getByRole('link', { name, exact: true });
  await link.waitFor();
  return (await link.getAttribute('href')).match(/flows\/(\d+)/)[1];
}

export const pages = ({ runs }) => ({
  flows: ['/flows', rows],
  'flow-overview': [`/flows/${runs['nightly-flow']}/overview`, (page) => page.locator('.trend').waitFor()],
  'flow-runs': [`/flows/${runs['nightly-flow']}/runs`, (page) => page.locator('.runs-table tbody tr').first().waitFor()],
  'flow-grid': [`/flows/${runs['nightly-flow']}/grid`, (page) => page.locator('.grid-row').first().waitFor()],
  'flow-calendar': [`/flows/${runs['nightly-flow']}/calendar`, (page) => page.locator('.calendar-year .bar').first().waitFor()],
  assets: ['/assets?of=Warehouse&sel=warehouse.orders', (page) => page.locator('.panel .rows li').first().waitFor()],
  'flow-versions': [`/flows/${runs['nightly-flow']}/versions`, (page) => page.locator('.change').first().waitFor()],
});

export const tests = ({ url, runs, inside, tell }) => [
  {
    name: 'flows: a calendar says of each day what became of its runs, and leads to them, by keys too',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/flows/${runs['nightly-flow']}/overview`);
      await page.getByRole('link', { name: 'Calendar' }).click();
      const year = page.getByRole('application', { name: /Runs of the last 12 months/ });
      await year.waitFor();
      assert.ok((await year.locator('g[data-day]').count()) >= 366);
      const today = await year.locator('g[data-day]').last().getAttribute('data-day');
      assert.ok(Math.abs(Date.parse(today) + 43_200_000 - Date.now()) <= 86_400_000, `${today} is today, or was when the page was read`);
      const said = page.locator('.calendar-day');
      assert.ok((await said.innerText()).startsWith(today), 'today is told first');
      await year.focus();
      await page.keyboard.press('ArrowUp');
      await page.waitForFunction((day) => !document.querySelector('.calendar-day').innerText.startsWith(day), today);
      await page.keyboard.press('End');
      await page.waitForFunction((day) => document.querySelector('.calendar-day').innerText.startsWith(day), today);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/runs\?.*since=.*until=/);
      await page.locator('.runs-table tbody tr').first().waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'flows: the list says how each does, and is searched, sorted and narrowed by its address',
    async run() {
      const { context, page, wrong } = await inside();
      await page.getByRole('link', { name: 'Flows', exact: true }).click();
      await rows(page);
      const nightly = page.locator('.flows-table tr', { hasText: 'shop-nightly' });
      assert.match(await nightly.locator('[data-column=success]').innerText(), /^\d\d% of \d+$/);
      assert.match(await nightly.getByRole('img').getAttribute('aria-label'), /Its newest runs: 3 Failed, 12 Success/);
      assert.match(await nightly.locator('[data-column=next]').innerText(), /\d\d:00:00/);
      await page.getByLabel('Order').selectOption('failed');
      await page.waitForURL(/sort=failed/);
      await page.getByLabel('Name').fill('ORDERS');
      await page.waitForURL(/name=ORDERS/);
      await page.getByText('1 flow', { exact: true }).waitFor();
      await page.getByLabel('Name').fill('there is none');
      await page.getByText('No flow fits these filters').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).last().click();
      await page.getByText('shop-nightly').waitFor();
      await page.goto(url + '/projects/Demo');
      await page.waitForURL(/\/\?project=Demo/);
      await page.goto(url + '/flows?project=Demo&sort=nonsense');
      await rows(page);
      assert.equal(await page.getByText('shop-nightly').count(), 0);
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'flows: the overview groups what went wrong, and leads to the run',
    async run() {
      const { context, page, wrong } = await inside();
      assert.equal(await flowOf(page, url, 'shop-nightly'), runs['nightly-flow']);
      await page.getByRole('link', { name: 'shop-nightly' }).first().click();
      await page.locator('.trend').waitFor();
      assert.match(page.url(), /overview$/);
      assert.equal(await page.title(), 'shop-nightly · Flows · Reeve');
      await page.getByText('at 03:00, every day, in Europe/Berlin').waitFor();
      const group = page.locator('.rows li', { hasText: 'warehouse did not answer' });
      await group.getByText(/\d failures in \d runs/).waitFor();
      assert.match(await page.locator('.parameters-table').innerText(), /day\s+LocalDate\s+required/);
      // text of users is text: a readme too
      await page.locator('.markdown').getByText('onerror').waitFor();
      const links = await page.locator('.markdown a').evaluateAll((all) => all.map((each) => each.href));
      assert.deepEqual(links, ['https://example.com/handbook']);
      await page.getByRole('button', { name: '30 days' }).click();
      await page.waitForURL(/window=30d/);
      await group.getByRole('link').click();
      await page.getByRole('complementary', { name: 'Task load' }).waitFor();
      assert.match(page.url(), /tasks\?sel=load/);
      await page.locator('.run-header').getByRole('link', { name: 'shop-nightly' }).click();
      await page.waitForURL(new RegExp(`/flows/${runs['nightly-flow']}/overview`));
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'flows: one that never ran says how it does',
    async run() {
      const { context, page } = await inside();
      await tell('quiet');
      await page.goto(url + '/flows?name=quiet');
      await page.getByRole('link', { name: 'quiet', exact: true }).click();
      await page.getByText('It never ran').waitFor();
      await page.getByText('reeve run quiet -p Warehouse').waitFor();
      await page.getByRole('link', { name: 'Grid' }).click();
      await page.waitForURL(/grid/);
      await page.getByText('It never ran').waitFor();
      await page.getByRole('link', { name: 'Versions' }).click();
      await page.getByText('This is the first version').waitFor();
      await page.goto(url + '/flows/999999/overview');
      await page.getByText('There is nothing here').first().waitFor();
      await context.close();
    },
  },
  {
    name: 'flows: the grid is walked by keys, and leads to the task of a run',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(url + `/flows/${runs['nightly-flow']}/grid`);
      const grid = page.getByRole('grid', { name: 'Tasks of this flow by run' });
      await grid.getByText('check').waitFor();
      await page.getByText('7 tasks · 22 runs').waitFor();
      // the newest run, in sight, is where one begins
      await grid.focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
      await page.locator('.grid-card').getByText('load').waitFor();
      await page.keyboard.press('Home');
      await page.locator('.grid-card').getByText('shop-2026-11-03').waitFor();
      await page.keyboard.press('ArrowUp');
      await page.locator('.grid-card').getByText('not in this version').waitFor();
      await page.waitForURL(/task=check&run=/);
      await page.reload();
      await page.getByRole('button', { name: 'Only tasks that failed' }).click();
      await page.getByText('2 tasks · 22 runs').waitFor();
      await page.getByLabel('Find a task').fill('loa');
      await page.getByText('1 task · 22 runs').waitFor();
      await page.getByRole('grid').focus();
      await page.keyboard.press('End');
      await page.locator('.grid-card').getByText('shop-2026-11-24').waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(runs.shop + '/tasks\\?sel=load'));
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'flows: what changed between two versions is told',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(url + `/flows/${runs['nightly-flow']}/versions`);
      await page.getByRole('heading', { name: 'From version 1 to version 2' }).waitFor();
      const load = page.locator('.change', { has: page.getByText('load', { exact: true }) }).first();
      assert.match((await load.innerText()).replace(/\s+/g, ' '), /depends on was join is check/);
      await page.getByRole('link', { name: 'What changed in version 1' }).click();
      await page.getByText('This is the first version').waitFor();
      assert.match(page.url(), /v=1/);
      await page.getByLabel('compared with version').selectOption('2');
      await page.getByRole('heading', { name: 'From version 2 to version 1' }).waitFor();
      assert.match(page.url(), /from=2/);
      await page.locator('.change[data-kind=removed]', { hasText: 'check' }).waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'flows: a part that fails says so and takes no other with it',
    async run() {
      const { context, page } = await inside();
      let status = 500;
      const answer = (route) => {
        const problem = { type: 'about:blank', title: 'x', status, detail: 'It is not your fault.', requestId: 'req-7', errors: [] };
        return status === 200 ? route.continue() : route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(problem) });
      };
      await page.route('**/facts*', answer);
      await page.route('**/ui/flows*', answer);
      await page.route('**/grid*', answer);
      await page.route('**/versions*', answer);
      await page.goto(url + `/flows/${runs['nightly-flow']}/overview`);
      await page.locator('.history').waitFor();
      await page.getByText('Request req-7').waitFor();
      status = 403;
      await page.getByRole('link', { name: 'Grid' }).click();
      await page.getByText('GET /flows/{flow}/grid').waitFor();
      await page.getByRole('link', { name: 'Versions', exact: true }).click();
      await page.getByText('GET /flows/{flow}/versions', { exact: false }).waitFor();
      await page.goto(url + '/flows');
      await page.getByText('GET /ui/flows').waitFor();
      status = 200;
      await page.reload();
      await rows(page);
      await context.close();
    },
  },
  {
    name: 'assets: who makes one, who reads it, and in which runs',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(url + '/assets');
      await page.getByRole('link', { name: 'warehouse.orders' }).click();
      const panel = page.getByRole('complementary', { name: 'Asset warehouse.orders' });
      await panel.getByText('made').first().waitFor();
      assert.match(page.url(), /of=Warehouse&sel=warehouse.orders/);
      await page.getByLabel('Name').fill('customers');
      await page.getByRole('link', { name: 'shop.customers' }).click();
      await page.getByRole('complementary', { name: 'Asset shop.customers' }).getByText('read').first().waitFor();
      await page.getByRole('button', { name: 'Only when it was made' }).click();
      await page.getByText('Nothing yet').waitFor();
      await page.getByRole('button', { name: 'Close the asset' }).click();
      await page.locator('.assets-table').getByRole('link', { name: 'shop-nightly' }).first().click();
      await page.waitForURL(new RegExp('/flows/' + runs['nightly-flow']));
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'assets: who types and clicks on at once is not called back by what was typed',
    async run() {
      const { context, page, wrong } = await inside();
      await page.clock.install();
      await page.goto(url + '/assets');
      const link = page.locator('.assets-table').getByRole('link', { name: 'shop-nightly' }).first();
      await link.waitFor();
      let goOn;
      const held = new Promise((resolve) => (goOn = resolve));
      await page.route('**/*.js', (route) => held.then(() => route.continue())); // the page that is clicked on takes its time
      await page.getByLabel('Name').fill('customers');
      await link.click();
      await page.clock.runFor(1_000);
      goOn();
      await page.locator('.history').waitFor();
      assert.match(page.url(), new RegExp('/flows/' + runs['nightly-flow']));
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'flows: no page asks the server too often',
    async run() {
      const { context, page, requests } = await inside();
      const asked = () => requests.filter((each) => each.includes('/api/'));
      for (const [name, [path, there]] of Object.entries(pages({ runs }))) {
        requests.length = 0;
        await page.goto(url + path);
        await there(page);
        await page.getByRole('img', { name: /^(Live|Nothing)/ }).waitFor();
        assert.ok(asked().length <= 6, `${name}: ${asked().join(', ')}`);
      }
      for (const tab of ['Overview', 'Runs', 'Grid', 'Versions']) {
        requests.length = 0;
        await page.getByRole('navigation', { name: 'Parts of this flow' }).getByRole('link', { name: tab }).click();
        await pages({ runs })['flow-' + tab.toLowerCase()][1](page);
        assert.ok(asked().length <= 2, `${tab}: ${asked().join(', ')}`);
      }
      await context.close();
    },
  },
];
