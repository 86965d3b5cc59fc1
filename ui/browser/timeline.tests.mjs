// The timeline of a run: what it did, when, and what it waited for.
import assert from 'node:assert/strict';

const ready = (page) => page.locator('.tl-moved .tl-row').first().waitFor();
const named = (page, name) => page.locator('.tl-moved .tl-row').filter({ hasText: name }).first();
const grid = (page) => page.getByRole('treegrid', { name: 'Tasks of this run along the time' });

/** How many points of the picture have that colour, a token of the page. */
const painted = (page, token) =>
  page.evaluate((name) => {
    const canvas = document.querySelector('.tl-picture canvas');
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count++;
    return count;
  }, token);

export const pages = ({ runs }) => ({
  'run-timeline': [`/runs/${runs.nightly}/timeline?idle=skip`, ready],
  'run-workers': [`/runs/${runs.nightly}/tasks`, (page) => page.locator('.task-grid[data-workers] .task-scroll .task-row').first().waitFor()],
  'run-timeline-task': [`/runs/${runs.failed}/timeline?sel=load&only=critical`, (page) => page.locator('.panel .worst-line').first().waitFor()],
});

export const tests = ({ url, runs, inside, tell }) => [
  {
    name: 'the timeline tells what each task waited for and how long it worked',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/runs/${runs.nightly}/timeline`);
      await ready(page);
      assert.deepEqual(await page.locator('.tl-moved .tl-row .tl-name > .cut').allInnerTexts(), ['config', 'pages', ...Array.from({ length: 8 }, (_, i) => 'shard_' + i), 'merge', 'approve', 'publish']);
      assert.ok((await painted(page, 'family-success')) > 100, 'bars are painted');
      const shard = await named(page, 'shard_4').boundingBox();
      const picture = await page.locator('.tl-picture').boundingBox();
      await page.mouse.move(picture.x + 200, shard.y + shard.height / 2);
      await page.locator('.tl-hint').getByText('42.0 s queued for the limit of tag "db"').waitFor();
      await page.mouse.move(picture.x + 200, (await named(page, 'merge').boundingBox()).y + 10);
      await page.locator('.tl-hint').getByText('6.0 s waiting for its next attempt').waitFor();
      await page.locator('.tl-hint').getByText('the warehouse closed the connection').waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'the timeline is put in order, narrowed and unfolded, and its address says how',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/runs/${runs.failed}/timeline`);
      await ready(page);
      await page.getByRole('button', { name: 'Errors', exact: true }).click();
      await page.getByRole('status').getByText('2 tasks').waitFor();
      assert.deepEqual(await page.locator('.tl-moved .tl-row .tl-name > .cut').allInnerTexts(), ['load', 'report']);
      await page.getByRole('button', { name: 'Errors', exact: true }).click();
      await page.getByRole('button', { name: 'Unfold fetch' }).click();
      await page.getByRole('status').getByText('205 tasks').waitFor();
      await page.getByRole('combobox', { name: 'Order' }).selectOption('duration');
      await page.waitForURL(/mode=duration/);
      assert.match(page.url(), /open=1/);
      await page.reload();
      await page.getByRole('status').getByText('205 tasks').waitFor();
      await page.getByRole('button', { name: 'Critical path' }).click();
      await page.waitForURL(/only=critical/);
      await named(page, 'parse').waitFor();
      assert.ok((await page.getByRole('status').innerText()) !== '205 tasks');
      await page.getByLabel('Find a task').fill('no such task');
      await page.getByText('No task fits').waitFor();
      await page.getByRole('button', { name: 'Show all' }).click();
      await page.getByRole('status').getByText('205 tasks').waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'the timeline is used with the keyboard alone',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/runs/${runs.failed}/timeline`);
      await ready(page);
      await grid(page).focus();
      await page.keyboard.press('e');
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Task load' }).waitFor();
      await page.waitForURL(/sel=load/);
      await page.keyboard.press('ArrowLeft');
      await page.getByRole('complementary', { name: 'Task parse' }).waitFor();
      await page.keyboard.press('ArrowUp');
      await page.getByRole('complementary', { name: 'Task fetch' }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('status').getByText('205 tasks').waitFor();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('complementary', { name: 'Task fetch[0]' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
      await grid(page).focus();
      await page.keyboard.press('+');
      await page.waitForURL(/range=\d+-\d+/);
      await page.keyboard.press('f');
      await page.waitForURL((each) => !each.search.includes('range'));
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('the next task that failed').waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'a span of the timeline is chosen, kept in the address, and opened from it',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/runs/${runs.nightly}/timeline?idle=skip`);
      await ready(page);
      const axis = await page.locator('.tl-axis').boundingBox();
      await page.mouse.move(axis.x + 120, axis.y + 10);
      await page.mouse.down();
      await page.mouse.move(axis.x + 260, axis.y + 10, { steps: 4 });
      await page.mouse.up();
      await page.waitForURL(/range=\d+-\d+/);
      const [from, to] = /range=(\d+)-(\d+)/.exec(page.url()).slice(1).map(Number);
      const address = page.url();
      const other = await context.newPage();
      await other.goto(address);
      await ready(other);
      await other.waitForTimeout(600); // it writes its own range half a second after it has moved
      const [again, until] = /range=(\d+)-(\d+)/.exec(other.url()).slice(1).map(Number);
      assert.ok(Math.abs(again - from) < (to - from) * 0.02 && Math.abs(until - to) < (to - from) * 0.02, `${address} ${other.url()}`);
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'a link to one task opens it, and the timeline keeps to its requests',
    async run() {
      const { context, page, wrong, requests } = await inside();
      await page.goto(`${url}/runs/${runs.failed}/tasks/load`);
      await page.getByRole('complementary', { name: 'Task load' }).waitFor();
      assert.ok(page.url().endsWith('/tasks?sel=load'), page.url());
      await page.goto(`${url}/runs/${runs.failed}/logs`);
      await page.locator('.log-text').first().waitFor();
      requests.length = 0;
      await page.getByRole('link', { name: 'Timeline', exact: true }).click();
      await ready(page);
      await page.waitForTimeout(500);
      const asked = requests.filter((each) => each.includes('/api/v1/'));
      assert.ok(asked.length <= 3, `tab: ${asked.join(', ')}`); // the structure of the flow once more: the log needs none
      requests.length = 0;
      await page.goto(`${url}/runs/${runs.failed}/timeline`);
      await ready(page);
      await page.getByRole('img', { name: /^(Live|Nothing)/ }).waitFor();
      const loaded = requests.filter((each) => each.includes('/api/v1/'));
      assert.ok(loaded.length <= 6, `page: ${loaded.join(', ')}`);
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'the programs of all parts of a run are there before one is clicked',
    async run() {
      const { context, page, wrong, requests } = await inside();
      await page.goto(`${url}/runs/${runs.failed}/logs`);
      await page.locator('.log-text').first().waitFor();
      await page.waitForFunction(() => ['Timeline', 'Graph', 'Tasks', 'Artifacts', 'Events', 'Config'].every((part) => performance.getEntriesByType('resource').some(({ name }) => name.includes(part + 'Tab'))));
      requests.length = 0;
      await page.getByRole('link', { name: 'Tasks', exact: true }).click();
      await page.locator('.task-scroll .task-row').first().waitFor();
      await page.getByRole('link', { name: 'Timeline', exact: true }).click();
      await ready(page);
      assert.deepEqual(requests.filter((each) => /Tab-.*\.js$/.test(each)), []);
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'the timeline follows a run that goes on without asking for all of it again',
    async run() {
      const { context, page, wrong, requests } = await inside();
      await page.goto(`${url}/runs/${runs.night}/timeline`);
      await ready(page);
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      const count = async () => Number(/×(\d+)/.exec(await named(page, 'pages').innerText())[1]);
      const before = await count();
      requests.length = 0;
      await tell('page');
      await named(page, 'pages').getByText('×' + (before + 1)).waitFor();
      assert.ok(!requests.some((each) => each.includes('/graph')), requests.join(', '));
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'the tasks of a run on a cluster say which worker called them, and are narrowed to one of it',
    async run() {
      const { context, page, wrong } = await inside();
      await page.goto(`${url}/runs/${runs.nightly}/tasks`);
      await page.getByRole('columnheader', { name: 'Worker' }).waitFor();
      const names = () => page.locator('.task-scroll .task-row .task-name > .cut').allInnerTexts();
      assert.equal((await names()).length, 13);
      await page.getByRole('combobox', { name: 'Worker' }).selectOption({ label: 'w2 (process 815 on node7) · 4' });
      await page.waitForURL(/worker=w2/);
      await page.getByText('shard_0', { exact: true }).waitFor({ state: 'detached' });
      assert.deepEqual(await names(), ['shard_1', 'shard_3', 'shard_5', 'shard_7']);
      await page.getByRole('combobox', { name: 'Worker' }).selectOption({ label: 'All workers' });
      await page.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'By worker' });
      await page.waitForFunction(() => document.querySelector('.task-scroll .task-row .task-name > .cut').textContent === 'shard_0');
      assert.deepEqual((await names()).slice(0, 5), ['shard_0', 'shard_2', 'shard_4', 'shard_6', 'shard_1']);
      await page.goto(`${url}/runs/${runs.failed}/tasks`); // no worker called these: neither column nor order
      await page.locator('.task-row').nth(1).waitFor();
      assert.equal(await page.getByRole('columnheader', { name: 'Worker' }).count(), 0);
      assert.equal(await page.getByRole('combobox', { name: 'Order' }).inputValue(), 'failed');
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
];
