// Graphs: of a run as it goes on, and of a flow.
import assert from 'node:assert/strict';

const drawn = (page) => page.locator('.graph-row').first().waitFor();
const tree = (page) => page.getByRole('treegrid', { name: /before and after/ });
/** What the list says of a task, its words for screen readers too. */
const row = (page, name) => tree(page).getByRole('row').filter({ has: page.locator('.graph-name .cut', { hasText: new RegExp(`^${name}$`) }) });

/** The colours at the middle of the picture of a box: the picture is more than a blank. */
const colours = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('.graph-surface canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = {};
    for (let i = 0; i < data.length; i += 4) {
      const key = [data[i], data[i + 1], data[i + 2]].join();
      seen[key] = (seen[key] ?? 0) + 1;
    }
    return seen;
  });
const [GREEN, RED, BLUE] = ['16,152,95', '233,23,67', '44,148,244'];

export const pages = ({ runs }) => ({
  'run-graph': [`/runs/${runs.mosaic}/graph?sel=fit_041`, (page) => page.locator('.panel .why').waitFor()],
  'run-graph-cells': [`/runs/${runs.going}/graph?open=1`, drawn],
});

export const tests = ({ url, runs, inside, tell }) => [
  {
    name: 'graph: many tasks of the same are one box, that says how they are and unfolds',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/runs/${runs.mosaic}/graph`);
      await drawn(page);
      await page.getByText('225 tasks in 8 boxes').waitFor();
      assert.match(await row(page, 'fit').innerText(), /×100/);
      assert.match(await row(page, 'fit').textContent(), /1 Failed, 1 Running, \d+ Waiting, \d+ Success, step 2/);
      const seen = await colours(page);
      for (const colour of [GREEN, RED, BLUE]) assert.ok(seen[colour] > 3, `${colour} is not in the picture`);
      await row(page, 'background').getByRole('button', { name: 'Unfold background' }).click();
      await page.getByText('225 tasks in 67 boxes').waitFor();
      assert.match(page.url(), /open=g162/);
      await page.reload();
      await page.getByText('225 tasks in 67 boxes').waitFor();
      await page.getByRole('button', { name: 'Fold all' }).click();
      await page.getByText('225 tasks in 8 boxes').waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'graph: what happens in the run shows by itself',
    async run() {
      const { context, page } = await inside();
      await page.goto(`${url}/runs/${runs.mosaic}/graph`);
      await drawn(page);
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      const before = Number(/(\d+) Success/.exec(await row(page, 'fit').textContent())[1]);
      await tell('graph');
      await tree(page).getByText(new RegExp(`1 Failed, 1 Running, ${97 - before} Waiting, ${before + 1} Success`)).waitFor({ state: 'attached' });
      await context.close();
    },
  },
  {
    name: 'graph: children of a mapped task are cells of its box, and rows below it',
    async run() {
      const { context, page } = await inside();
      await page.goto(`${url}/runs/${runs.failed}/graph`);
      await drawn(page);
      await row(page, 'fetch').getByRole('button', { name: 'Unfold fetch' }).click();
      await row(page, 'fetch\\[3\\]').click();
      await page.getByRole('complementary', { name: 'Task fetch[3]' }).waitFor();
      assert.match(page.url(), /open=1/);
      assert.match(page.url(), /sel=fetch\[3\]/);
      await context.close();
    },
  },
  {
    name: 'graph: a flow within unfolds in its place',
    async run() {
      const { context, page } = await inside();
      await page.goto(`${url}/runs/${runs.mosaic}/graph`);
      await drawn(page);
      await row(page, 'publish').getByRole('button', { name: 'Unfold publish' }).click();
      await row(page, 'render').waitFor();
      await page.getByText('228 tasks in 11 boxes').waitFor();
      await context.close();
    },
  },
  {
    name: 'graph: a query, the errors and the critical path narrow it, and are in its address',
    async run() {
      const { context, page } = await inside();
      await page.goto(`${url}/runs/${runs.mosaic}/graph`);
      await drawn(page);
      await page.getByLabel('Filter the graph').first().fill('image_table+');
      await page.getByText('3', { exact: true }).waitFor();
      await page.waitForURL(/q=image_table/);
      await page.getByRole('button', { name: 'Next match' }).click();
      await page.getByText('1 of 3').waitFor();
      await page.getByRole('button', { name: 'Show all', exact: true }).click();
      await page.getByRole('button', { name: 'Errors' }).click();
      await page.getByText('1', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Errors' }).click();
      await page.getByRole('button', { name: 'Critical path' }).click();
      await page.waitForURL(/show=critical/);
      await page.getByLabel('Filter the graph').first().fill('no such task');
      await page.getByText('none', { exact: true }).waitFor();
      await context.close();
    },
  },
  {
    name: 'graph: it is walked by keyboard alone, to the next error and to its panel',
    async run() {
      const { context, page } = await inside();
      await page.goto(`${url}/runs/${runs.failed}/graph`);
      await drawn(page);
      await tree(page).focus();
      await page.keyboard.press('Home');
      for (const name of ['fetch', 'parse']) {
        await page.keyboard.press('ArrowRight');
        await tree(page).locator('[aria-selected=true]', { hasText: name }).waitFor();
      }
      await page.keyboard.press('ArrowLeft');
      await tree(page).locator('[aria-selected=true]', { hasText: 'fetch' }).waitFor();
      await page.keyboard.press('e');
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Task load' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
      await tree(page).focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys of the graph' }).getByLabel('Single letters work').uncheck();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await tree(page).focus();
      await page.keyboard.press('?');
      assert.equal(await page.getByRole('dialog').count(), 0);
      await context.close();
    },
  },
  {
    name: 'graph: a box is chosen in the picture by mouse, and the picture is moved and zoomed',
    async run() {
      const { context, page } = await inside();
      await page.goto(`${url}/runs/${runs.succeeded}/graph`);
      await drawn(page);
      const box = await page.locator('.graph-surface').boundingBox();
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.getByRole('complementary', { name: 'Task enrich_data' }).waitFor();
      await page.getByRole('button', { name: 'Close the task' }).click();
      const before = await colours(page);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.wheel(0, -600);
      await page.mouse.down();
      await page.mouse.move(box.x + 60, box.y + 60, { steps: 4 });
      await page.mouse.up();
      await page.waitForFunction((old) => {
        const canvas = document.querySelector('.graph-surface canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let green = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i] === 16 && data[i + 1] === 152) green++;
        return green !== old;
      }, before[GREEN]);
      assert.equal(await page.getByRole('complementary').count(), 0, 'a drag chooses nothing');
      await context.close();
    },
  },
  {
    name: 'graph: the theme changes its colours',
    async run() {
      const { context, page } = await inside();
      await page.goto(`${url}/runs/${runs.succeeded}/graph`);
      await drawn(page);
      assert.ok((await colours(page))['255,255,255'] > 1000);
      await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
      await page.waitForFunction(() => document.querySelector('.graph-surface canvas').getContext('2d').getImageData(2, 2, 1, 1).data[0] === 17);
      await context.close();
    },
  },
];
