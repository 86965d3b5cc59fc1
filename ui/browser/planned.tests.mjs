// Schedules, backfills and agents: what PlannedSeeds made.
import assert from 'node:assert/strict';

const rows = (table) => (page) => page.locator(`${table} tbody tr`).first().waitFor();

export const pages = ({ runs: ids }) => ({
  schedules: ['/schedules', rows('.schedules-table')],
  'flow-schedules': [`/flows/${ids['covid-flow']}/schedules?sel=default`, (page) => page.locator('.panel .firings tbody tr').first().waitFor()],
  'flow-schedule-form': [`/flows/${ids['covid-flow']}/schedules?edit=default`, (page) => page.locator('.preview .firings tbody tr').first().waitFor()],
  'flow-backfills': [`/flows/${ids['orders-flow']}/backfills`, rows('.backfills-table')],
  'flow-backfill-plan': [
    `/flows/${ids['orders-flow']}/backfills?plan=true&schedule=months&from=2026-03-01T00:00:00.000Z&to=2026-11-20T00:00:00.000Z`,
    (page) => page.locator('.plan .intervals tbody tr').first().waitFor(),
  ],
  agents: ['/agents', (page) => page.locator('.waiting-group .matrix').first().waitFor()],
  agent: ['/agents/eu-box', (page) => page.getByRole('heading', { name: 'eu-box' }).waitFor()],
});

export const tests = ({ url, inside, runs: ids }) => [
  {
    name: 'schedules are found, paused with a reason, and go on',
    async run() {
      const { context, page, wrong } = await inside();
      await page.getByRole('link', { name: 'Schedules' }).click();
      await rows('.schedules-table')(page);
      await page.getByRole('searchbox').fill('covid');
      await page.waitForURL(/q=covid/);
      await page.getByRole('button', { name: /^Paused/ }).click();
      await page.getByText('weekdays').waitFor();
      assert.equal(await page.locator('.schedules-table tbody tr').count(), 1);
      await page.getByRole('searchbox').fill('nothing is called that');
      await page.getByText('No schedule fits these filters').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.locator('.schedules-table tr', { hasText: 'covid-monthly' }).getByRole('link', { name: 'default' }).click();
      const panel = page.getByRole('complementary', { name: 'Schedule default' });
      await panel.getByText('at 02:30').first().waitFor();
      await panel.getByText('Missed').waitFor();
      await panel.getByRole('button', { name: 'Pause' }).click();
      await page.getByLabel('Reason (others see it)').fill('an audit');
      await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
      await panel.getByText(/Paused by ann.*an audit/).waitFor();
      await panel.getByRole('button', { name: 'Resume' }).click();
      await panel.getByRole('button', { name: 'Pause' }).waitFor();
      await panel.locator('[data-schedule=active]').waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'a schedule is written, previewed over both changes of clocks, and saved',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/flows/${ids['covid-flow']}/schedules`);
      await page.getByRole('button', { name: 'Add a schedule' }).click();
      await page.getByLabel('Name', { exact: false }).first().fill('over the change');
      await page.getByLabel('Time zone').fill('Europe/Berlin');
      await page.getByLabel('Cron expression').fill('30 2 * *');
      await page.locator('.preview .alert').waitFor();
      assert.ok(await page.getByRole('button', { name: 'Save' }).isDisabled());
      await page.getByLabel('Cron expression').fill('30 2 * * *');
      const preview = page.getByRole('region', { name: 'What it would do' });
      await preview.getByText('at 02:30').first().waitFor();
      await preview.getByRole('button', { name: /^About the clock change of/ }).click();
      await preview.locator('.firing[data-change=true] .badge').first().waitFor();
      await preview.locator('.firing-notes').first().waitFor();
      // parameters that are no object keep it from being saved, and say why
      await page.getByLabel('Parameters of its runs, as JSON').fill('{"country": 7}');
      await page.locator('.clock .alert').getByText('parameters/country').waitFor();
      await page.getByLabel('Parameters of its runs, as JSON').fill('{"country": "Italy"}');
      await page.locator('.clock .alert').waitFor({ state: 'detached' });
      // the same in JSON, and back
      await page.getByRole('button', { name: 'JSON', exact: true }).click();
      const json = page.getByLabel('The whole schedule, as JSON');
      const schedule = JSON.parse(await json.inputValue());
      assert.deepEqual(schedule.clocks[0].parameters, { country: 'Italy' });
      schedule.clocks[0].timing.expression = '45 2 * * *';
      await json.fill(JSON.stringify(schedule));
      await page.getByRole('button', { name: 'Form', exact: true }).click();
      assert.equal(await page.getByLabel('Cron expression').inputValue(), '45 2 * * *');
      await preview.getByText('at 02:45').first().waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      const panel = page.getByRole('complementary', { name: 'Schedule over the change' });
      await panel.getByText('at 02:45').first().waitFor();
      await panel.getByText('"Italy"').waitFor();
      await panel.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page.locator('.schedules-table').getByText('over the change').waitFor({ state: 'detached' });
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'firings are told in the zone of the schedule and in that of the reader, over changes of both',
    async run() {
      // the hour that clocks leave out, and the one that they show twice: what the server says, as it is written in each zone
      const cases = [
        ['Europe/Berlin', '30 2 * * *', '2027-01-15', '2027-03-28T01:30:00Z', { 'Europe/Berlin': '2027-03-28 03:30', 'America/New_York': '2027-03-27 21:30', UTC: '2027-03-28 01:30' }],
        ['Europe/Berlin', '30 2 * * *', '2027-06-15', '2027-10-31T00:30:00Z', { 'Europe/Berlin': '2027-10-31 02:30', 'America/New_York': '2027-10-30 20:30', UTC: '2027-10-31 00:30' }],
        ['America/New_York', '30 2 * * *', '2027-01-15', '2027-03-14T07:30:00Z', { 'America/New_York': '2027-03-14 03:30', 'Europe/Berlin': '2027-03-14 08:30', UTC: '2027-03-14 07:30' }],
        ['America/New_York', '30 1 * * *', '2027-06-15', '2027-11-07T05:30:00Z', { 'America/New_York': '2027-11-07 01:30', 'Europe/Berlin': '2027-11-07 06:30', UTC: '2027-11-07 05:30' }],
      ];
      for (const reader of ['Europe/Berlin', 'America/New_York']) {
        const { context, page, wrong } = await inside('ann', { timezoneId: reader });
        const choose = async (choice) => {
          await page.getByRole('button', { name: /^Times in/ }).click();
          await page.getByRole('menuitemradio', { name: choice }).click();
        };
        for (const [zone, expression, today, at, shown] of cases.filter(([each]) => each !== reader)) {
          await page.clock.setFixedTime(new Date(today + 'T12:00:00Z'));
          await page.goto(`${url}/flows/${ids['covid-flow']}/schedules?edit=default`);
          await page.getByLabel('Time zone').fill(zone);
          await page.getByLabel('Cron expression').fill(expression);
          await page.getByRole('button', { name: `About the clock change of ${shown[zone].slice(0, 10)}` }).click();
          const row = page.locator('.preview .firing', { has: page.locator(`time[datetime^="${at.slice(0, 19)}"]`) });
          await row.locator('.badge').waitFor();
          const says = async (text) => {
            await row.getByText(text).first().waitFor();
            assert.equal(await row.locator('time').count(), text === shown[zone] ? 1 : 2, `${reader}, ${zone}: ${await row.innerText()}`);
          };
          await row.getByText(shown[zone]).first().waitFor();
          await says(shown[reader]);
          await choose('UTC');
          await says(shown.UTC);
          await choose("The flow's zone"); // that of the schedule that is saved
          await says(shown['Europe/Berlin']);
          await choose('Local time');
        }
        assert.deepEqual(wrong, []);
        await context.close();
      }
    },
  },
  {
    name: 'a backfill is planned, begun, looked at and stopped',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/flows/${ids['orders-flow']}/backfills`);
      await page.getByRole('button', { name: 'New backfill' }).click();
      const plan = page.getByRole('region', { name: 'Plan a backfill' });
      const begin = plan.getByRole('button', { name: /^Start/ });
      assert.equal(await begin.getAttribute('title'), 'Choose when the span begins and ends');
      await plan.getByRole('combobox').selectOption('months');
      await plan.getByLabel('From').fill('2026-01-01T00:00');
      await plan.getByLabel('To').fill('2025-12-01T00:00');
      assert.equal(await begin.getAttribute('title'), 'The span has to end after it begins');
      await plan.getByLabel('To').fill('2026-09-15T00:00');
      await plan.getByRole('button', { name: 'Show what would run' }).click();
      // what the seeded backfill is about already is said to be in conflict
      await plan.getByText('another run is about it').first().waitFor();
      await plan.getByText(/runs to begin · .* in conflict/).waitFor();
      await page.waitForURL(/from=2025-12-31T18:30:00.000Z/);
      await plan.getByLabel('At once').fill('3');
      assert.equal(await begin.getAttribute('title'), 'The plan was changed: ask again what would run');
      await plan.getByRole('button', { name: 'Show what would run' }).click();
      await begin.and(page.locator(':enabled')).click();
      const panel = page.getByRole('complementary', { name: /^Backfill from/ });
      await panel.locator('[data-backfill=running]').waitFor();
      await panel.getByRole('button', { name: 'Cancel backfill' }).click();
      await page.getByLabel('Reason (others see it)').fill('wrong span');
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel backfill' }).click();
      await panel.getByText('cancelled by ann: wrong span').waitFor();
      assert.ok(await panel.getByRole('button', { name: 'Cancel backfill' }).isDisabled());
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'why nothing picks a run up is said label by label, with the command that helps',
    async run() {
      const { context, page, wrong } = await inside();
      await page.getByRole('link', { name: 'Agents' }).click();
      const group = page.locator('.waiting-group', { hasText: 'mainframe' }).filter({ hasText: '3 runs' });
      const head = group.locator('.waiting-head');
      if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
      await page.waitForFunction(() => document.querySelector('.waiting-group[data-open=true] .matrix'));
      const near = group.locator('.matrix tbody tr', { hasText: 'eu-box' });
      await near.getByText('has eu').waitFor();
      await near.getByText('lacks mainframe').waitFor();
      await group.locator('.command', { hasText: 'reeve agent start' }).waitFor();
      const command = await group.locator('.command').innerText();
      assert.ok(command.includes('-l mainframe') && command.includes('-l eu'), command);
      await group.getByRole('button', { name: 'Why does covid-far-0 wait?' }).click();
      await group.locator('.why', { hasText: 'lacks mainframe' }).waitFor();
      await near.getByRole('link', { name: 'eu-box' }).click();
      await page.getByRole('heading', { name: 'eu-box' }).waitFor();
      await page.getByText('it lacks mainframe').first().waitFor();
      await page.goto(url + '/agents/nobody');
      await page.getByText('No agent “nobody” was here').waitFor();
      await page.goto(url + '/');
      await page.locator('#waiting').locator('..').getByRole('link', { name: /^Late/ }).click();
      await page.waitForURL(/\/agents#waiting/);
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'an agent that drains is seen to take no more runs, and how many it still has',
    async run() {
      const { context, page, wrong } = await inside();
      let holds = [];
      await page.route(/\/api\/v1\/agents(\?|$)/, async (route) => {
        const response = await route.fetch();
        const agents = await response.json();
        const items = agents.items.map((each) => (each.name === 'eu-box' ? { ...each, drainsSince: agents.at, holds } : each));
        await route.fulfill({ response, json: { ...agents, items } });
      });
      await page.goto(url + '/agents');
      const row = page.locator('.agents-table tbody tr', { hasText: 'eu-box' });
      await row.locator('[data-health=draining]').waitFor();
      await row.getByText('Takes no more runs', { exact: true }).waitFor();
      const group = page.locator('.waiting-group', { hasText: 'mainframe' }).filter({ hasText: '3 runs' });
      const head = group.locator('.waiting-head');
      if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
      await group.locator('.matrix tbody tr', { hasText: 'eu-box' }).getByText('takes no more').waitFor();
      holds = [{ run: ids.running, name: 'late-otter', flow: 'far', project: 'Demo', state: 'Running' }];
      await page.goto(url + '/agents/eu-box');
      await page.getByText('Takes no more runs, still has 1').first().waitFor();
      assert.equal(await page.locator('.run-header [data-health=draining]').count(), 1);
      await page.getByText('late-otter').waitFor();
      assert.equal(await page.getByText('What it would take next').locator('..').getByText('Takes no more runs, still has 1').count(), 1);
      assert.deepEqual(wrong, []);
      await page.unrouteAll({ behavior: 'wait' }); // a page asks by itself, also at the end
      await context.close();
    },
  },
  {
    name: 'whoever may only look sees schedules and agents, and what changing them would take',
    async run() {
      const { context, page } = await inside('vic');
      await page.goto(`${url}/flows/${ids['covid-flow']}/schedules?sel=default`);
      const pause = page.getByRole('button', { name: 'Pause' });
      await pause.waitFor();
      assert.ok(await pause.isDisabled());
      assert.match(await pause.getAttribute('title'), /member.*schedules\/\{schedule\}\/pause/);
      await page.goto(`${url}/flows/${ids['orders-flow']}/backfills`);
      const add = page.getByRole('button', { name: 'New backfill' });
      await add.waitFor();
      assert.match(await add.getAttribute('title'), /member/);
      await context.close();
    },
  },
  {
    name: 'pages of schedules and agents ask the server seldom, and say what is empty or refused',
    async run() {
      const { context, page, requests } = await inside();
      const asked = () => requests.filter((each) => each.includes('/api/v1/'));
      for (const [path, ready] of [
        ['/schedules', rows('.schedules-table')],
        ['/agents', rows('.agents-table')],
        [`/flows/${ids['covid-flow']}/schedules?sel=default`, (each) => each.locator('.panel .firings').waitFor()],
        [`/flows/${ids['orders-flow']}/backfills`, rows('.backfills-table')],
      ]) {
        requests.length = 0;
        await page.goto(url + path);
        await ready(page);
        await page.getByRole('img', { name: /^(Live|Nothing)/ }).waitFor();
        assert.ok(asked().length <= 6, `${path}: ${asked().join(', ')}`);
      }
      requests.length = 0;
      await page.getByRole('link', { name: 'Schedules', exact: true }).last().click();
      await rows('.schedules-table')(page);
      assert.ok(asked().length <= 2, `tab: ${asked().join(', ')}`);
      const answer = (pattern, json, status = 200) => page.route(pattern, (route) => route.fulfill({ status, json }));
      await answer('**/api/v1/agents?*', { at: new Date().toISOString(), items: [], waiting: [] });
      await answer('**/api/v1/agents', { at: new Date().toISOString(), items: [], waiting: [] });
      await page.goto(url + '/agents');
      await page.getByText('reeve agent start -l gpu').waitFor();
      await page.getByText('No run waits for an agent.').waitFor();
      await answer('**/api/v1/schedules', { items: [] });
      await page.goto(url + '/schedules');
      await page.getByText('reeve schedule set').waitFor();
      await page.unroute('**/api/v1/schedules');
      await answer('**/api/v1/schedules', { type: 'x', title: 'x', status: 403, detail: 'no', requestId: 'req-9', errors: [] }, 403);
      await page.goto(url + '/schedules');
      await page.getByText('GET /schedules').waitFor();
      await context.close();
    },
  },
];
