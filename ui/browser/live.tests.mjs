// What is unfolded of a run while it goes on: children of a mapped task, and the run that a task is.
import assert from 'node:assert/strict';

/** The run whose parts are told one by one. It is made once, and goes on from test to test. */
async function unfolding({ tell, url }, page) {
  const find = async () => (await (await page.request.get(`${url}/api/v1/flow-runs?name=unfolding-`)).json()).items;
  const before = (await find()).length;
  await tell('unfold');
  for (let i = 0; i < 200; i++) {
    const found = await find();
    if (found.length > before && found[0].state.name === 'Running') return found[0].id;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail('the run has not begun');
}

export const pages = () => ({});

export const tests = (context) => [
  {
    name: 'live: a graph shows children and a flow within as they begin, unfolded before that',
    async run() {
      const { context: browser, page, wrong } = await context.inside();
      const run = await unfolding(context, page);
      await page.goto(`${context.url}/runs/${run}/graph`);
      const row = (name) => page.locator('.graph-row').filter({ has: page.getByText(name, { exact: true }) });
      await row('publish').waitFor();
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      await page.getByRole('button', { name: 'Unfold pages' }).click();
      await page.getByRole('button', { name: 'Unfold publish' }).click();
      await row('upload').waitFor(); // as it was defined: nothing of it runs
      assert.equal(await row('shrink').getByText('Running').count(), 0);
      await page.getByRole('button', { name: 'Fold publish' }).waitFor();
      await context.tell('unfold child');
      await row('pages[0]').getByText('Success').waitFor();
      await context.tell('unfold flow');
      await row('shrink').getByText('Running').waitFor();
      await context.tell('unfold step');
      await row('shrink').getByText('Success').waitFor();
      await row('render').getByText('Running').waitFor();
      await context.tell('unfold child');
      await row('pages[1]').getByText('Success').waitFor();
      await row('render').click();
      await page.getByRole('complementary', { name: 'render' }).getByText('Running').waitFor();
      await page.reload(); // all of it is in the address
      await row('render').getByText('Running').waitFor();
      await row('pages[1]').waitFor();
      assert.deepEqual(wrong, []);
      await browser.close();
    },
  },
  {
    name: 'live: a timeline shows children and a flow within as they begin, unfolded before that',
    async run() {
      const { context: browser, page, wrong } = await context.inside();
      const run = await unfolding(context, page);
      await page.goto(`${context.url}/runs/${run}/timeline`);
      const row = (name) => page.locator('.tl-moved .tl-row').filter({ has: page.getByText(name, { exact: true }) });
      await row('publish').waitFor();
      await page.getByRole('img', { name: /^Live/ }).waitFor();
      await context.tell('unfold child');
      await page.getByRole('button', { name: 'Unfold pages' }).click(); // there once it has a child
      await row('[0]').getByText('Success').waitFor();
      await context.tell('unfold flow');
      await page.getByRole('button', { name: 'Unfold publish' }).click(); // there once the run within is known
      await row('shrink').getByText('Running').waitFor();
      await context.tell('unfold step');
      await row('shrink').getByText('Success').waitFor();
      await row('render').getByText('Running').waitFor();
      await context.tell('unfold child');
      await row('[1]').getByText('Success').waitFor();
      await row('render').click();
      await page.getByRole('complementary', { name: 'Task render' }).waitFor();
      await page.reload();
      await row('render').getByText('Running').waitFor();
      await page.getByRole('complementary', { name: 'Task render' }).waitFor();
      assert.deepEqual(wrong, []);
      await browser.close();
    },
  },
];
