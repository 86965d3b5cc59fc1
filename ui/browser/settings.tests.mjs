// The settings, and what a run kept, told and was given.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { login } from './browser.mjs';

const row = (page) => page.locator('.records tbody tr').first().waitFor();

export const pages = ({ runs }) => ({
  'settings-projects': ['/settings/projects', row],
  'settings-users': ['/settings/users', row],
  'settings-keys': ['/settings/keys', row],
  'settings-secrets': ['/settings/secrets?project=Warehouse', row],
  'settings-hooks': ['/settings/hooks?project=Warehouse', row],
  'settings-limits': ['/settings/limits', row],
  'settings-audit': ['/settings/audit', row],
  'settings-profile': ['/settings/profile', (page) => page.locator('.facts-list').first().waitFor()],
  'run-artifacts': [`/runs/${runs.succeeded}/artifacts?sel=4.-1.summary`, (page) => page.locator('.artifact .markdown').waitFor()],
  'run-events': [`/runs/${runs.failed}/events`, row],
  'run-config': [`/runs/${runs.failed}/config`, (page) => page.locator('.config code').first().waitFor()],
});

export const tests = ({ url, runs, inside }) => {
  const at = (run, part, query = '') => `${url}/runs/${runs[run]}/${part}${query}`;
  const say = async (page, button, name) => page.getByRole('button', { name: `${button}: ${name}` });
  const dialog = (page) => page.getByRole('dialog');

  return [
    {
      name: 'a key is shown once, and opens nothing once it is revoked',
      async run() {
        const { context, page, wrong } = await inside();
        await page.goto(url + '/settings/keys');
        await page.getByRole('button', { name: 'New key' }).click();
        await dialog(page).getByLabel('Name').fill('browser-test');
        await dialog(page).getByLabel('May').selectOption('viewer');
        await dialog(page).getByLabel('Only in project').selectOption('Demo');
        await dialog(page).getByLabel('Expires').fill('2020-01-01');
        await dialog(page).getByRole('button', { name: 'Make key' }).click();
        await dialog(page).getByText('Expires has passed.').waitFor();
        assert.equal(await dialog(page).getByLabel('Name').inputValue(), 'browser-test', 'what was typed stays');
        assert.ok(await dialog(page).getByLabel('Expires').evaluate((field) => field === document.activeElement), 'the focus goes to what is wrong');
        await dialog(page).getByLabel('Expires').fill('');
        await dialog(page).getByRole('button', { name: 'Make key' }).click();
        const key = await page.locator('[data-shown-once]').innerText();
        const ask = async () => (await fetch(url + '/api/v1/me', { headers: { Authorization: 'Bearer ' + key } })).status;
        assert.equal(await ask(), 200);
        await page.getByRole('button', { name: 'I have it' }).click();
        await page.getByText('Viewer · Demo').waitFor();
        assert.ok(!(await page.content()).includes(key));
        assert.ok(!(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.href]))).includes(key));
        await (await say(page, 'Revoke', 'browser-test')).click();
        await dialog(page).getByText('This cannot be undone').waitFor();
        await dialog(page).getByRole('button', { name: 'Revoke' }).click();
        await (await say(page, 'Revoke', 'browser-test')).waitFor({ state: 'detached' });
        assert.equal(await ask(), 401);
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'what a secret is goes to the server and nowhere else',
      async run() {
        const { context, page, wrong } = await inside();
        const value = 'vJ9-a value\nof two lines-Qz';
        const answers = [];
        page.on('response', (response) => answers.push(response.text().catch(() => '')));
        await page.goto(url + '/settings/secrets?project=Attic');
        await page.getByRole('button', { name: 'New secret' }).click();
        await dialog(page).getByLabel('Name').fill('browser-secret');
        await dialog(page).getByLabel('Value').fill(value);
        const hidden = async () => {
          const everywhere = (await page.content()) + page.url() + (await page.evaluate(() => JSON.stringify([localStorage, sessionStorage])));
          assert.ok(!everywhere.includes('vJ9-a'), 'it is not in the page');
        };
        await hidden();
        const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/projects/Attic/secrets'));
        await dialog(page).getByRole('button', { name: 'Keep secret' }).click();
        assert.equal(JSON.parse((await sent).postData()).value, value);
        await page.locator('.records').getByText('browser-secret').waitFor();
        await hidden();
        await (await say(page, 'Set anew', 'browser-secret')).click();
        assert.equal(await dialog(page).getByLabel('Value').inputValue(), '');
        await page.keyboard.press('Escape');
        await (await say(page, 'Delete', 'browser-secret')).click();
        const gone = dialog(page).getByRole('button', { name: 'Delete' });
        assert.ok(await gone.isDisabled(), 'its name has to be typed');
        await dialog(page).getByLabel('To be sure').fill('browser-secret');
        await gone.click();
        await page.getByText('No secret here yet').waitFor();
        assert.ok(!(await Promise.all(answers)).some((text) => text.includes('vJ9-a')), 'no answer has it');
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'what was typed into a form is not thrown away unasked',
      async run() {
        const { context, page } = await inside();
        await page.goto(url + '/settings/projects');
        await page.getByRole('button', { name: 'New project' }).click();
        await page.keyboard.press('Escape');
        await dialog(page).waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'New project' }).click();
        await dialog(page).getByLabel('Name').fill('browser project');
        await page.keyboard.press('Escape');
        await dialog(page).getByText('What you typed is not kept yet.').waitFor();
        await dialog(page).getByRole('button', { name: 'Go on' }).click();
        assert.equal(await dialog(page).getByLabel('Name').inputValue(), 'browser project');
        await dialog(page).getByRole('button', { name: 'Make project' }).click();
        await (await say(page, 'Delete', 'browser project')).click();
        await dialog(page).getByText('Nothing hangs on it.').waitFor();
        await dialog(page).getByLabel('To be sure').fill('browser project');
        await dialog(page).getByRole('button', { name: 'Delete' }).click();
        await (await say(page, 'Delete', 'browser project')).waitFor({ state: 'detached' });
        await (await say(page, 'Delete', 'Warehouse')).click();
        await dialog(page).getByText(/It has \d+ flows, so it cannot be deleted/).waitFor();
        assert.ok(await dialog(page).getByRole('button', { name: 'Delete' }).isDisabled());
        await context.close();
      },
    },
    {
      name: 'a user is made, changed and locked out, and the audit says so',
      async run() {
        const { context, page } = await inside();
        await page.goto(url + '/settings/users');
        await page.getByRole('button', { name: 'New user' }).click();
        await dialog(page).getByLabel('Name').fill('browser-user');
        await dialog(page).getByLabel('Password').fill('short');
        await dialog(page).getByRole('button', { name: 'Make user' }).click();
        await dialog(page).getByText('Password must have 10 to 1000 characters.').or(dialog(page).getByText(/Password must have 10/)).first().waitFor();
        await dialog(page).getByLabel('Password').fill('long enough now');
        await dialog(page).getByRole('button', { name: 'Make user' }).click();
        await (await say(page, 'Change', 'browser-user')).click();
        await dialog(page).getByLabel('Role').selectOption('viewer');
        await dialog(page).getByRole('button', { name: 'Save' }).click();
        await dialog(page).waitFor({ state: 'detached' });
        await (await say(page, 'Lock out', 'browser-user')).click();
        await dialog(page).getByRole('button', { name: 'Lock out' }).click();
        await (await say(page, 'Let in', 'browser-user')).waitFor();
        assert.ok(await (await say(page, 'Lock out', 'ann')).isDisabled(), 'nobody locks themselves out');
        await page.goto(url + '/settings/audit?action=user.');
        await page.getByText('browser-user: active=false').waitFor();
        await page.getByText('browser-user: role=viewer').waitFor();
        await page.getByLabel('What', { exact: true }).selectOption('hook.');
        await page.waitForURL(/action=hook\./);
        await page.getByText('browser-user').first().waitFor({ state: 'detached' });
        await context.close();
      },
    },
    {
      name: 'a hook is made for states, is tested, and its deliveries tell why they failed',
      async run() {
        const { context, page } = await inside();
        await page.goto(url + '/settings/hooks?project=Demo');
        await page.getByRole('button', { name: 'New hook' }).click();
        const form = dialog(page);
        await form.getByLabel('Name').fill('browser-hook');
        await form.getByLabel('By').selectOption('webhook');
        await form.getByLabel('Address').fill('http://example.com/hook');
        await form.getByText('webhook-signature: v1,***').waitFor();
        await form.getByText('"type": "run.failed"').waitFor();
        await form.getByRole('link').waitFor(); // to the run that it is about
        await form.getByRole('button', { name: 'Make hook' }).click();
        await form.getByText('Address is an http address').waitFor();
        await form.getByLabel('Address').fill('https://127.0.0.1/hook');
        await form.getByRole('button', { name: 'Make hook' }).click();
        await page.getByText('The signing key of this hook').waitFor();
        await page.getByRole('button', { name: 'I have it' }).click();
        await page.getByText('Nothing told yet').waitFor();
        await (await say(page, 'Message', 'browser-hook')).click();
        await dialog(page).getByText('webhook-signature: v1,***').waitFor();
        await page.keyboard.press('Escape');
        await (await say(page, 'Send test', 'browser-hook')).click();
        await page.getByText(/^The test failed: /).waitFor();
        await page.locator('.records').last().getByText('Given up').waitFor();
        await (await say(page, 'Delete', 'browser-hook')).click();
        await dialog(page).getByRole('button', { name: 'Delete' }).click();
        await page.getByText('No hook in this project yet').waitFor();
        await context.close();
      },
    },
    {
      name: 'a limit is set, changed and taken away',
      async run() {
        const { context, page } = await inside();
        await page.goto(url + '/settings/limits');
        await page.getByRole('button', { name: 'New limit' }).click();
        await dialog(page).getByLabel('Name').fill('browser-tag');
        await dialog(page).getByLabel('At most').fill('2');
        await dialog(page).getByRole('button', { name: 'Set limit' }).click();
        await page.getByText('0 of 2').waitFor();
        await (await say(page, 'Change', 'browser-tag')).click();
        await dialog(page).getByLabel('At most').fill('5');
        await dialog(page).getByRole('button', { name: 'Set limit' }).click();
        await page.getByText('0 of 5').waitFor();
        await (await say(page, 'Delete', 'browser-tag')).click();
        await dialog(page).getByRole('button', { name: 'Delete' }).click();
        await page.getByText('0 of 5').waitFor({ state: 'detached' });
        await context.close();
      },
    },
    {
      name: 'who waits for a place of a limit is told in order, and linked',
      async run() {
        const { context, page, wrong } = await inside();
        const headers = { Authorization: 'Bearer ' + process.env.REEVE_TOKEN, 'Content-Type': 'application/json' };
        const send = async (path, body) => (await fetch(url + '/api/v1' + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
        const made = [];
        await send('/limits', { kind: 'label', name: 'browser-line', most: 0 });
        for (const name of ['first-in-line', 'second-in-line']) {
          made.push((await send('/flow-runs', { flow: 'covid-report', project: 'Demo', labels: ['browser-line'], name })).id);
        }
        await page.goto(url + '/settings/limits');
        await (await say(page, 'Who', 'browser-line')).click();
        await dialog(page).getByText('Nobody has a place now.').waitFor();
        const lines = dialog(page).locator('ol li');
        await lines.nth(1).waitFor();
        assert.match(await lines.nth(0).innerText(), /first-in-line.*Demo\/covid-report.*for label browser-line/s);
        await lines.nth(1).getByRole('link', { name: 'second-in-line' }).click();
        await page.getByRole('heading', { name: 'second-in-line' }).waitFor();
        await send('/flow-runs:bulk', { action: 'cancel', runs: made });
        await fetch(url + '/api/v1/limits/label/browser-line', { method: 'DELETE', headers });
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'ones own password is changed by who knows it, and what a project is for by who may',
      async run() {
        const { context, page, wrong } = await inside();
        await page.goto(url + '/settings/users');
        await page.getByRole('button', { name: 'New user' }).click();
        await dialog(page).getByLabel('Name').fill('browser-pat');
        await dialog(page).getByLabel('Password').fill('pats first password');
        await dialog(page).getByRole('button', { name: 'Make user' }).click();
        await dialog(page).waitFor({ state: 'detached' });
        await page.goto(url + '/settings/projects');
        await (await say(page, 'Describe', 'Attic')).click();
        const hostile = 'What nobody uses <img src=x onerror="window.hurt=1">';
        await dialog(page).getByLabel('Description').fill(hostile);
        await dialog(page).getByRole('button', { name: 'Save' }).click();
        await page.getByText(hostile).waitFor();
        await context.clearCookies();
        await login(page, url, 'browser-pat', 'pats first password');
        await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
        await page.goto(url + '/settings/profile');
        await page.getByRole('button', { name: 'Change password' }).click();
        const form = dialog(page);
        await form.getByLabel('Password that you have').fill('not it');
        await form.getByLabel('New password', { exact: true }).fill('pats other password');
        await form.getByLabel('New password, once more').fill('pats other');
        await form.getByText('is not the same.').waitFor();
        assert.ok(await form.getByRole('button', { name: 'Change password' }).isDisabled());
        await form.getByLabel('New password, once more').fill('pats other password');
        await form.getByRole('button', { name: 'Change password' }).click();
        await form.getByText('is not your password.').waitFor();
        await form.getByLabel('Password that you have').fill('pats first password');
        await form.getByRole('button', { name: 'Change password' }).click();
        await page.getByText('Your password is changed').waitFor();
        await page.reload();
        await page.getByText('Logged in by').waitFor();
        assert.deepEqual(wrong, []);
        await context.close();
      },
    },
    {
      name: 'settings that one may not see or change say what it would take',
      async run() {
        const { context, page } = await inside('vic');
        await page.goto(url + '/settings/users');
        await page.getByText('It needs the permission “GET /users”.').waitFor();
        await page.goto(url + '/settings/limits');
        await row(page);
        const add = page.getByRole('button', { name: 'New limit' });
        assert.ok(await add.isDisabled());
        assert.match(await add.getAttribute('title'), /POST \/limits/);
        await context.close();
      },
    },
    {
      name: 'artifacts are shown as what they are, and what they say is never markup',
      async run() {
        const { context, page, wrong } = await inside();
        await page.goto(at('succeeded', 'artifacts', '?sel=4.-1.cases'));
        await page.locator('.artifact-table tbody tr').nth(199).waitFor();
        await page.getByRole('button', { name: /250 rows more/ }).click();
        await page.locator('.artifact-table tbody tr').nth(449).waitFor();
        await page.getByRole('button', { name: /^curve/ }).click();
        await page.waitForFunction(() => document.querySelector('.artifact-image')?.naturalWidth === 1);
        await page.getByRole('button', { name: /^source/ }).click();
        assert.equal(await page.locator('.artifact a[target=_blank]').getAttribute('href'), 'https://example.com/data');
        await page.goto(at('mean', 'artifacts', '?sel=0.-1.report'));
        const table = page.getByRole('region', { name: /^Table: .*Orders$/ });
        await table.waitFor();
        assert.deepEqual(await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.replace('⟨U+202E⟩', '')))), [
          ['<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>{{7*7}}', 'here', '12'],
          ['a | b', '!x', '<b>1</b>'],
          ['"><svg onload=window.hurt=1>', '', ''],
        ]);
        assert.deepEqual(await table.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href'))), ['https://example.com/orders', 'https://evil.example/x.png']);
        assert.equal(await table.locator('img, script, svg, b').count(), 0);
        await page.goto(at('mean', 'artifacts'));
        const items = page.locator('.artifact-item');
        await items.first().waitFor();
        for (let i = 0; i < (await items.count()); i++) {
          await items.nth(i).click();
          await page.locator('.artifact').getByText(/onerror|javascript:window/).first().waitFor();
        }
        for (const part of ['events', 'config']) {
          await page.goto(at('mean', part));
          await page.locator('#content').getByText('onerror').locator('visible=true').first().waitFor();
        }
        for (const path of ['/settings/audit?action=flow.', '/settings/projects']) {
          await page.goto(url + path);
          await page.locator('#content').getByText('onerror').first().waitFor();
        }
        const hurt = await page.evaluate(() => [globalThis.hurt, document.querySelectorAll('#root img, #root script').length]);
        assert.deepEqual(hurt, [undefined, 0]);
        assert.deepEqual(wrong, [], 'nothing left for another host');
        await context.close();
      },
    },
    {
      name: 'a task that kept something shows it beside its reasons',
      async run() {
        const { context, page } = await inside();
        await page.goto(at('succeeded', 'tasks', '?sel=upload'));
        await page.locator('.panel-artifact summary', { hasText: 'summary' }).click();
        await page.locator('.panel').getByRole('heading', { name: '61,900 rows' }).waitFor();
        await context.close();
      },
    },
    {
      name: 'events are listed by pages, and lead to their tasks',
      async run() {
        const { context, page, requests } = await inside();
        await page.goto(at('failed', 'events'));
        await row(page);
        assert.ok((await page.locator('.records tbody tr').count()) <= 200);
        const asked = requests.filter((each) => each.includes('/history')).length;
        await page.getByRole('button', { name: 'Show more' }).click();
        await page.locator('.records tbody tr').nth(250).waitFor();
        assert.equal(requests.filter((each) => each.includes('/history')).length, asked + 1);
        await page.getByRole('link', { name: /^fetch\[/ }).first().click();
        await page.getByRole('complementary', { name: /^Task fetch\[/ }).waitFor();
        await context.close();
      },
    },
    {
      name: 'a log that is saved has every line of the store in its order, and is searched beyond what is loaded',
      async run() {
        const { context, page } = await inside();
        const api = `${url}/api/v1/flow-runs/${runs.failed}/logs`;
        const stored = [];
        for (let from = 1; ; from += 2000) {
          const { lines, totalLines } = await (await context.request.get(`${api}?fromLine=${from}&limit=2000`)).json();
          stored.push(...lines);
          if (lines.length === 0 || stored.length >= totalLines) break;
        }
        await page.goto(at('failed', 'logs'));
        await page.locator('.log-text').first().waitFor();
        const save = async (name) => {
          await page.getByRole('button', { name: 'Download' }).click();
          const download = page.waitForEvent('download');
          await page.getByRole('menuitem', { name }).click();
          return readFileSync(await (await download).path(), 'utf8');
        };
        const json = (await save('All lines, as NDJSON')).trimEnd().split('\n').map((line) => JSON.parse(line));
        assert.deepEqual(
          json.map((line) => line.text ?? line.message),
          stored.map((line) => line.text),
        );
        const text = await save('All lines, as text');
        let place = 0;
        for (const line of stored) {
          const found = text.indexOf(line.text, place);
          assert.ok(found >= 0, `line ${line.line} is not in the text in its place`);
          place = found + line.text.length;
        }
        const loaded = await page.locator('.log-row').count();
        assert.ok(loaded < 120);
        await page.keyboard.press('Control+f');
        await page.getByLabel('Search the log', { exact: true }).last().fill('page 7777 of');
        await page.getByText(/of 1$/).first().waitFor();
        await page.keyboard.press('Enter');
        await page.locator('[data-marked=true] mark').getByText('page 7777 of').waitFor();
        await context.close();
      },
    },
  ];
};
