// From the form that asks for a run to its end, with a failure on the way.
import assert from 'node:assert/strict';

export function pages({ runs }) {
  const ready = (page) => page.getByText('Ready to launch').waitFor();
  return {
    'flow-launch': [`/flows/${runs['report-flow']}/launch?params=` + encodeURIComponent('{"country":"ITALY","tags":["daily","eu"],"title":"North"}'), ready],
    'flow-launch-json': [`/flows/${runs['report-flow']}/launch?as=json`, ready],
    'run-questions': [`/runs/${runs.asking}/tasks`, (page) => page.getByRole('form', { name: 'enrich asks' }).waitFor()],
  };
}

export function tests({ url, runs, tell, inside }) {
  /** The flow's page is found as people find it. */
  async function toLaunch(page) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Flows' }).click();
    await page.getByRole('link', { name: 'covid-report' }).first().click();
    await page.getByRole('link', { name: 'Launch' }).first().click();
    await page.getByText('Ready to launch').waitFor();
  }
  const state = (page, name) => page.locator(`.run-state[data-state=${name}]`).waitFor();
  const row = (page, name) => page.locator('.task-scroll .task-row', { hasText: name });

  return [
    {
      name: 'the journey: a run for another country, watched, its failure read, and mended from there',
      async run() {
        const { context, page, wrong } = await inside();
        await toLaunch(page);
        await page.getByRole('combobox', { name: 'country' }).selectOption('ITALY');
        await page.getByLabel('Name', { exact: true }).fill('report-of-italy');
        await page.getByRole('button', { name: 'country: back to default' }).waitFor();
        await page.getByText('-p country=ITALY').waitFor();
        await page.getByRole('button', { name: 'Launch run' }).click();
        await page.getByRole('heading', { name: 'report-of-italy' }).waitFor();
        await page.getByText('country ITALY').first().waitFor();
        await page.goto(page.url().replace(/\/(tasks|logs|timeline|graph)?(\?.*)?$/, '') + '/tasks');
        await page.getByRole('img', { name: /^Live/ }).waitFor();
        await tell('journey claim');
        await row(page, 'download').getByText('Running').waitFor();
        await tell('journey step');
        await row(page, 'filter').getByText('Success').waitFor();
        await tell('journey fail');
        await state(page, 'Failed');
        await page.locator('.run-reason').getByText('the register of countries is away').waitFor();
        await row(page, 'enrich').click();
        await page.locator('.panel').getByText('the register of countries is away').first().waitFor();
        await page.locator('.worst-line[data-level=error]').click();
        await page.locator('[data-marked=true]').getByText('the register of countries is away').waitFor();
        await page.goBack();
        await page.getByRole('button', { name: 'Retry from here' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('Runs again: 3 tasks').waitFor();
        await dialog.getByText('enrich, aggregate, publish').waitFor();
        await dialog.getByText('download, filter', { exact: true }).waitFor();
        await dialog.getByRole('button', { name: 'Run again' }).click();
        await state(page, 'Pending');
        await tell('journey again');
        await state(page, 'Running');
        await tell('journey finish');
        await state(page, 'Success');
        await row(page, 'publish').getByText('Success').waitFor();
        await page.getByRole('link', { name: 'Copy to new run' }).click();
        await page.getByText('Same parameters as report-of-italy.').waitFor();
        assert.equal(await page.getByRole('combobox', { name: 'country' }).inputValue(), 'ITALY');
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'the journey by keyboard alone',
      async run() {
        const { context, page, wrong } = await inside();
        const press = async (...keys) => {
          for (const key of keys) await page.keyboard.press(key);
        };
        /** Tab until what is focused has that name, and no further than a page is long. */
        const tabTo = async (name) => {
          for (let i = 0; i < 120; i++) {
            await page.keyboard.press('Tab');
            const told = await page.evaluate(() => {
              const at = document.activeElement;
              const label = at?.labels?.[0]?.innerText;
              return at?.getAttribute('aria-label') ?? label ?? at?.innerText ?? '';
            });
            if (told.trim() === name) return;
          }
          assert.fail(`no way to ${name} by Tab`);
        };
        await press('/');
        await page.keyboard.type('covid-report');
        await page.getByRole('option', { name: /covid-report/ }).first().waitFor();
        await page.goto(url + '/flows');
        await page.getByRole('link', { name: 'covid-report' }).first().waitFor();
        await tabTo('covid-report');
        await press('Enter');
        await page.getByRole('heading', { name: 'covid-report' }).waitFor();
        await tabTo('Launch');
        await press('Enter');
        await page.getByText('Ready to launch').waitFor();
        await tabTo('country');
        await page.keyboard.type('S');
        await page.getByText('-p country=SPAIN').waitFor();
        await tabTo('Name');
        await page.keyboard.type('report-of-spain');
        await press('Control+Enter');
        await page.getByRole('heading', { name: 'report-of-spain' }).waitFor();
        await page.goto(page.url().replace(/\/(tasks|logs|timeline|graph)?(\?.*)?$/, '') + '/tasks');
        await row(page, 'download').waitFor();
        await tell('journey claim');
        await tell('journey step');
        await tell('journey fail');
        await state(page, 'Failed');
        await row(page, 'enrich').getByText('Failed').waitFor();
        await page.getByRole('treegrid').focus();
        await press('ArrowDown');
        await page.getByRole('complementary', { name: 'Task enrich' }).waitFor();
        await tabTo('Retry from here');
        await press('Enter');
        await page.getByRole('dialog').getByText('Runs again: 3 tasks').waitFor();
        await press('Enter');
        await state(page, 'Pending');
        await tell('journey again');
        await tell('journey finish');
        await state(page, 'Success');
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'form and JSON are one, nothing typed is lost, and the server says what is wrong where it is',
      async run() {
        const { context, page, wrong, requests } = await inside();
        await toLaunch(page);
        requests.length = 0;
        await page.reload();
        await page.getByText('Ready to launch').waitFor();
        const asked = requests.filter((each) => each.includes('/api/v1/'));
        assert.ok(asked.length <= 6, asked.join(', '));
        await page.getByRole('textbox', { name: 'days', exact: true }).fill('400');
        await page.locator('[id="field/days"]').getByText('must be at most 366').waitFor();
        await page.getByRole('textbox', { name: 'patience' }).fill('1h 30m');
        await page.getByRole('textbox', { name: 'days', exact: true }).fill('12');
        await page.getByRole('button', { name: 'Add to tags' }).click();
        await page.getByRole('textbox', { name: 'tags[1]' }).fill("it's");
        await page.getByRole('button', { name: 'Add to weights' }).click();
        await page.getByRole('textbox', { name: 'weights: Name' }).fill('north');
        await page.getByRole('textbox', { name: 'weights.north' }).fill('1.50');
        await page.getByRole('button', { name: 'title: Give a value' }).click();
        await page.getByRole('textbox', { name: 'title', exact: true }).fill('two\nlines');
        await page.getByText('Ready to launch').waitFor();
        await page.getByRole('button', { name: 'JSON', exact: true }).click();
        const editor = page.getByLabel('Parameters as JSON');
        assert.deepEqual(JSON.parse(await editor.inputValue()), {
          days: 12,
          patience: 'PT1H30M',
          title: 'two\nlines',
          tags: ['daily', "it's"],
          weights: { north: 1.5 },
        });
        assert.match(await editor.inputValue(), /1\.50/);
        await editor.fill('{\n  "days": 3,\n  "range": {"from": "soon", "days": 1}\n}');
        await page.getByText('/parameters/range/from').waitFor();
        await editor.fill('{\n  "days": 3,\n  "country": Italy\n}');
        await page.getByText('Line 3, column 14').waitFor();
        await page.getByRole('button', { name: 'Form', exact: true }).click();
        await page.getByText('The JSON is not whole').waitFor();
        await page.locator('[id="field/range/from"]').getByText('must be a date').waitFor();
        await page.reload();
        await page.getByText('The JSON is not whole').waitFor();
        await page.getByRole('button', { name: 'JSON', exact: true }).click();
        assert.match(await editor.inputValue(), /"country": Italy/);
        await editor.fill('{"days": 9007199254740993}');
        await page.getByText('/parameters/days').waitFor();
        await page.getByText('9007199254740993').first().waitFor();
        await page.getByRole('button', { name: 'Form', exact: true }).click();
        assert.equal(await page.getByRole('textbox', { name: 'days', exact: true }).inputValue(), '9007199254740993');
        await page.getByRole('button', { name: 'days: back to default' }).click();
        assert.equal(await page.getByRole('textbox', { name: 'days', exact: true }).inputValue(), '30');
        await page.getByText('Ready to launch').waitFor();
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'a start where clocks are turned is said to be so',
      async run() {
        const { context, page } = await inside();
        await toLaunch(page);
        await page.getByLabel('Labels', { exact: true }).fill('nobody-has-this');
        await page.getByLabel('Zone of the start').fill('Europe/Berlin');
        await page.getByLabel('Start', { exact: true }).fill('2027-03-28T02:30');
        await page.getByText('Clocks in Europe/Berlin skip this time: it would start at 2027-03-28 03:30').waitFor();
        await page.getByLabel('Start', { exact: true }).fill('2027-10-31T02:30');
        await page.getByText('show this time twice').waitFor();
        await page.getByText('2027-10-31 02:30:00 UTC+2').waitFor();
        await page.getByRole('button', { name: 'the second time' }).click();
        await page.getByText('2027-10-31 02:30:00 UTC+1').waitFor();
        await page.getByRole('button', { name: 'Schedule run' }).click();
        await page.locator('.run-state').waitFor();
        await page.getByText('2027-10-31 01:30:00').first().waitFor();
        await page.getByRole('button', { name: 'Start now' }).click();
        await page.getByRole('button', { name: 'Start now' }).waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Cancel run' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
        await state(page, 'Cancelled');
        await context.close();
      },
    },
    {
      name: 'what tasks ask is answered in the page',
      async run() {
        const { context, page, wrong } = await inside();
        await page.goto(url + `/runs/${runs.asking}/tasks`);
        const enrich = page.getByRole('form', { name: 'enrich asks' });
        await enrich.getByRole('combobox', { name: 'country' }).selectOption('ITALY');
        await enrich.getByRole('button', { name: 'Answer', exact: true }).click();
        await enrich.getByText('is missing').waitFor();
        await enrich.getByRole('textbox', { name: 'rows' }).fill('-1');
        await enrich.getByRole('button', { name: 'Answer', exact: true }).click();
        await enrich.getByText('must be at least 0').waitFor();
        await enrich.getByRole('textbox', { name: 'rows' }).fill('12');
        await enrich.getByRole('button', { name: 'Answer', exact: true }).click();
        await page.getByText('enrich is answered').waitFor();
        const filter = page.getByRole('form', { name: 'filter asks' });
        await filter.getByLabel('Comment').fill('looks right');
        await filter.getByRole('button', { name: 'Approve' }).click();
        await page.getByText('filter is answered').waitFor();
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'many runs are cancelled at once, those that can be',
      async run() {
        const { context, page } = await inside();
        const many = [1, 2].map((i) => `many-${i}-${Date.now()}`);
        for (const name of many) {
          await toLaunch(page);
          await page.getByLabel('Name', { exact: true }).fill(name);
          await page.getByLabel('Labels', { exact: true }).fill('nobody-has-this');
          await page.getByRole('button', { name: 'Launch run' }).click();
          await page.getByRole('heading', { name }).waitFor();
        }
        await page.goto(url + '/runs');
        for (const name of [...many, 'covid-11']) await page.getByLabel('Choose ' + name, { exact: true }).check();
        await page.getByText('3 runs chosen').waitFor();
        assert.ok(await page.getByRole('button', { name: 'Let go on 0' }).isDisabled());
        assert.ok(await page.getByRole('button', { name: 'Retry 0' }).isDisabled());
        await page.getByRole('button', { name: 'Cancel 2' }).click();
        await page.getByText('1 run of those chosen cannot be').waitFor();
        await page.getByRole('dialog').getByLabel('Tasks that run may take to end').selectOption('0');
        await page.getByText('Ten seconds later their process is killed.').waitFor();
        const sent = page.waitForRequest((request) => request.url().endsWith('/flow-runs:bulk'));
        await page.getByRole('dialog').getByRole('button', { name: 'Cancel 2' }).click();
        assert.equal(JSON.parse((await sent).postData()).graceSeconds, 0);
        await page.getByText('Done to 2 runs.').waitFor();
        await page.getByRole('row', { name: new RegExp(many[0]) }).getByText('Cancelled', { exact: true }).waitFor();
        await context.close();
      },
    },
    {
      name: 'a secret is nowhere in the pages, their addresses, what they keep or what they are told',
      async run() {
        const canary = 'canary-7Qz4-of-the-launch-form';
        const { context, page } = await inside();
        const told = [];
        page.on('response', async (response) => {
          if (response.url().includes('/api/v1/') && !response.url().includes('/stream')) told.push(response.url(), await response.text().catch(() => ''));
        });
        page.on('request', (request) => told.push(request.url(), request.postData() ?? ''));
        await toLaunch(page);
        for (const path of ['/', '/flows', '/runs', `/runs/${runs.asking}/tasks?sel=filter`, `/runs/${runs.asking}/logs`, '/settings/secrets']) {
          await page.goto(url + path);
          await page.locator('h1, .notice').first().waitFor();
          const kept = await page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, location.href, document.cookie]));
          assert.ok(!kept.includes(canary), `it is kept at ${path}`);
        }
        assert.ok(told.length > 20);
        assert.ok(!told.some((each) => each.includes(canary)), 'the server told it');
        await context.close();
      },
    },
    {
      name: 'whoever may only look sees the form and what it would take',
      async run() {
        const { context, page } = await inside('vic');
        await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Flows' }).click();
        await page.getByRole('link', { name: 'covid-report' }).first().click();
        await page.getByRole('link', { name: 'Launch' }).first().click();
        const button = page.getByRole('button', { name: 'Launch run' });
        await button.waitFor();
        assert.ok(await button.isDisabled());
        assert.match(await button.getAttribute('title'), /member.*POST \/flows\/\{flow\}\/runs/);
        await context.close();
      },
    },
  ];
}
