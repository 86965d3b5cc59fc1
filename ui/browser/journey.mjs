// The journey with a real agent and real runner processes: node browser/journey.mjs
// REEVE_URL and REEVE_PASSWORD say where the server is, REEVE_REGISTER the file that the flow lacks until it is told to be there:
// that goes out as a line, @mend, and is answered by one.
import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { launch, login, visitor } from './browser.mjs';

const { REEVE_URL: url, REEVE_PASSWORD: password, REEVE_REGISTER: register } = process.env;
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const browser = await launch();
try {
  const { page, wrong } = await visitor(browser, url);
  const state = (name) => page.locator(`.run-state[data-state=${name}]`).waitFor();
  const row = (name) => page.locator('.task-scroll .task-row', { hasText: name });

  await login(page, url, 'ann', password);
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('link', { name: 'report' }).first().click();
  await page.getByRole('link', { name: 'Launch' }).first().click();
  await page.getByRole('textbox', { name: 'country' }).fill('Italy');
  await page.getByRole('textbox', { name: 'register' }).fill(register);
  await page.getByLabel('Name', { exact: true }).fill('report-of-italy');
  await page.getByText('Ready to launch').waitFor();
  await page.getByRole('button', { name: 'Launch run' }).click();
  await page.getByRole('heading', { name: 'report-of-italy' }).waitFor();
  await page.goto(page.url().replace(/\/(tasks|logs|timeline|graph)?(\?.*)?$/, '') + '/tasks');

  // the agent takes it, a process of its own runs it, and the page shows it without being asked
  await row('download').getByText('Success').waitFor();
  await state('Failed');
  await page.locator('.run-reason').getByText('the register of countries is away').waitFor();
  await row('enrich').click();
  await page.locator('.panel').getByText('the register of countries is away').first().waitFor();
  const run = page.url().match(/runs\/([0-9a-f-]{36})/)[1];
  await page.goto(`${url}/runs/${run}/logs`);
  await page.locator('.log-text', { hasText: 'asking for the numbers of Italy' }).first().waitFor();
  await page.goto(`${url}/runs/${run}/tasks?sel=enrich`);

  console.log('@mend');
  assert.equal((await answers.next()).value, 'ok');
  await page.getByRole('button', { name: 'Retry from here' }).click();
  await page.getByRole('dialog').getByText('Runs again: 2 tasks').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Run again' }).click();
  await state('Success');
  await row('publish').getByText('Success').waitFor();
  await page.goto(`${url}/runs/${run}/logs`);
  await page.locator('.log-text', { hasText: 'published the numbers of Italy, enriched' }).first().waitFor();
  assert.deepEqual(wrong, []);
  console.log('all is well');
} finally {
  await browser.close();
}
process.exit(0);
