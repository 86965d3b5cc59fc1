// The log of a run: lines that wrap, attempts, and what is taken home of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accessibility, theme } from './browser.mjs';

const box = (page) => page.getByRole('log', { name: 'Log lines' });
/** The numbers of the lines that are in sight as a whole. */
const inSight = (page) =>
  page.locator('.log-row').evaluateAll((rows) => {
    const { top, bottom } = document.querySelector('.log-box').getBoundingClientRect();
    return rows
      .map((row) => [row.getBoundingClientRect(), Number(row.querySelector('.log-number').textContent.replace(/\D/g, ''))])
      .filter(([place]) => place.top >= top - 1 && place.bottom <= bottom + 1)
      .map(([, line]) => line);
  });
/** The line at the upper edge, of which a part may be above it. */
const upper = (page) =>
  page.locator('.log-row').evaluateAll((rows) => {
    const { top } = document.querySelector('.log-box').getBoundingClientRect();
    const row = rows.find((each) => each.getBoundingClientRect().bottom > top + 1);
    return Number(row.querySelector('.log-number').textContent.replace(/\D/g, ''));
  });
const until = async (holds, what) => {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(what);
};
const wrap = (page) => page.getByRole('button', { name: 'Wrap long lines' });

/** The run with a log of all kinds of texts, made when it is asked for. */
async function loud({ tell, url }, page) {
  await tell('loud');
  let found;
  await until(async () => {
    found = (await (await page.request.get(`${url}/api/v1/flow-runs?name=loud-1&state=Failed`)).json()).items[0];
    return found !== undefined;
  }, 'the run has ended');
  return found.id;
}

export const pages = () => ({});

export const tests = (context) => [
  {
    name: 'logs: long lines wrap where one wants that, are walked by keys and wheel, and the choice stays',
    async run() {
      const { context: browser, page, wrong } = await context.inside();
      const run = await loud(context, page);
      await page.goto(`${context.url}/runs/${run}/logs`);
      await page.locator('.log-text').first().waitFor();
      const long = page.locator('.log-row').filter({ hasText: 'words without end' }).first();
      assert.equal((await long.boundingBox()).height, 20);
      await wrap(page).click();
      assert.equal(await wrap(page).getAttribute('aria-pressed'), 'true');
      await until(async () => (await long.boundingBox()).height > 60, 'the long line is several rows high');
      const text = await long.locator('.log-text').evaluate((each) => each.scrollWidth - each.clientWidth);
      assert.ok(text <= 1, 'nothing of it is cut at the edge');
      await page.locator('.log-row').filter({ hasText: 'the second row of a trace' }).first().waitFor();
      await page.getByRole('button', { name: 'Last line' }).click();
      const { lines } = await (await page.request.get(`${context.url}/api/v1/flow-runs/${run}/logs?limit=2000`)).json();
      await until(async () => (await inSight(page)).at(-1) === lines.length, 'the last line is in sight');
      await box(page).focus();
      await page.keyboard.press('Home');
      await until(async () => (await inSight(page))[0] === 1, 'the first line is in sight');
      const before = await inSight(page);
      await page.keyboard.press('PageDown');
      await until(async () => (await upper(page)) > 1 && (await upper(page)) <= before.at(-1) + 1, 'a page further, and nothing left out');
      await page.mouse.move(700, 500);
      for (let i = 0; i < 40; i++) await page.mouse.wheel(0, 2_000);
      await until(async () => (await inSight(page)).at(-1) === lines.length, 'the wheel comes to the end');
      await page.reload();
      await page.locator('.log-row[data-wraps=true] .log-text').first().waitFor();
      await page.goto(`${context.url}/runs/${run}/logs?line=230`);
      await page.locator('.log-text').first().waitFor();
      await until(async () => (await inSight(page)).includes(230), 'a line that is linked to is in sight');
      await wrap(page).click();
      await until(async () => (await inSight(page)).includes(230), 'it stays in sight');
      assert.deepEqual(wrong, []);
      await browser.close();
    },
  },
  {
    name: 'logs: where an attempt began is told, with why the one before it failed',
    async run() {
      const { context: browser, page, wrong } = await context.inside();
      const run = await loud(context, page);
      for (const choice of ['off', 'on']) {
        await page.evaluate((value) => localStorage.setItem('reeve.logs.wrap', value), choice);
        await page.goto(`${context.url}/runs/${run}/logs`);
        const second = page.locator('.log-row').filter({ hasText: 'attempt 2 began, after java.io.IOException: the shop is closed' });
        await second.waitFor();
        assert.match(await second.innerText(), /second try/);
        assert.equal(await page.locator('.log-attempt').count(), 1);
        for (const name of ['light', 'dark']) {
          await theme(page, name);
          assert.deepEqual(await accessibility(page), [], `wrapped ${choice}, ${name}`);
        }
      }
      await page.goto(`${context.url}/runs/${run}/logs?level=warn`);
      await page.locator('.log-row').filter({ hasText: 'second warning' }).getByText('attempt 2 began').waitFor();
      assert.deepEqual(wrong, []);
      await browser.close();
    },
  },
  {
    name: 'logs: what is saved is byte for byte what was logged, hostile and very long lines included',
    async run() {
      const { context: browser, page, wrong } = await context.inside();
      const run = await loud(context, page);
      const { lines, totalLines } = await (await page.request.get(`${context.url}/api/v1/flow-runs/${run}/logs?limit=2000`)).json();
      assert.equal(lines.length, totalLines);
      // as it was written, known here without asking the server
      assert.deepEqual(
        lines.slice(0, 8).map(({ text }) => text),
        [
          '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>\u202e{{7*7}}',
          '\u001b[31mred\u001b[0m \u001b]8;;https://example.com\u0007link\u001b]8;;\u0007 \u0007 bell \r carriage',
          'tab\there, quotes "\' and \\ and \\n as text, NUL as �',
          'first row\nthe second row of a trace\r\n\tthe third\n',
          '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é e\u0301 \u200b\ufeff شبكة 漢字 👩‍👩‍👧',
          '',
          ' leading and trailing ',
          'words without end '.repeat(40),
        ],
      );
      assert.equal(lines[8].text, 'x'.repeat(300_000));
      await page.goto(`${context.url}/runs/${run}/logs`);
      await page.locator('.log-text').first().waitFor();
      const save = async (name) => {
        await page.getByRole('button', { name: 'Download' }).click();
        const download = page.waitForEvent('download');
        await page.getByRole('menuitem', { name }).click();
        return readFileSync(await (await download).path());
      };
      const raw = await save('All lines, their texts alone');
      assert.ok(raw.equals(Buffer.from(lines.map(({ text }) => text + '\n').join(''), 'utf8')), 'the texts alone');
      const names = ['shop'];
      const whole = lines.map(({ at, level, node, logger, text }) => `${at} ${level.toUpperCase()} [${node < 0 ? 'run' : names[node]}] ${logger} - ${text}\n`).join('');
      assert.equal((await save('All lines, as text')).toString('utf8'), whole);
      const json = (await save('All lines, as NDJSON')).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
      assert.deepEqual(json, lines);
      assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
      assert.deepEqual(wrong, []);
      await browser.close();
    },
  },
];
