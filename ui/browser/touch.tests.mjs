// Fingers on the pictures, and whoever wants nothing to move.
import assert from 'node:assert/strict';

const until = async (holds, what) => {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(what);
};

/** Fingers that move together from some places to others, in steps. */
async function fingers(page, from, to) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type, touchPoints) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  const points = (share) => from.map(([x, y], id) => ({ id, x: x + (to[id][0] - x) * share, y: y + (to[id][1] - y) * share }));
  await send('touchStart', points(0));
  for (let step = 1; step <= 8; step++) await send('touchMove', points(step / 8));
  await send('touchEnd', []);
  await devtools.detach();
}

/** What part of the graph is in sight, as the small picture in its corner shows it; null: all of it. */
const seen = (page) =>
  page.evaluate(() => {
    const view = document.querySelector('.graph-map-view');
    if (!view) return null;
    const { x, y, width, height } = view.getBoundingClientRect();
    return { x, y, width, height };
  });

const middle = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox();
  return [x + width / 2, y + height / 2];
};

/**
 * In the page: at how many places the view is, frame by frame, from a part of the graph to all of it. Where frames are slow,
 * a glide may be over with the first of them: the most of some attempts.
 */
async function way() {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const place = () => document.querySelector('.graph-map-view')?.style.transform ?? 'all';
  const rest = async (seen) => {
    for (let same = 0, before = place(); same < 12; before = place()) {
      await frame();
      seen.add(place());
      same = place() === before ? same + 1 : 0;
    }
  };
  let most = 0;
  for (let attempt = 0; attempt < 5 && most < 3; attempt++) {
    for (let i = 0; i < 5; i++) document.querySelector('.graph-zoom button').click();
    await rest(new Set());
    const seen = new Set([place()]);
    document.querySelector('[role=treegrid]').dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true, cancelable: true }));
    await rest(seen);
    most = Math.max(most, seen.size);
  }
  return most;
}

export const pages = () => ({});

export const tests = ({ url, runs, inside }) => [
  {
    name: 'touch: two fingers make a graph larger and smaller, one moves it, and a tap chooses',
    async run() {
      const { context, page, wrong } = await inside('ann', { hasTouch: true, viewport: { width: 1000, height: 800 } });
      await page.goto(`${url}/runs/${runs.mosaic}/graph?fold=none`);
      await page.locator('.graph-row').first().waitFor();
      const [x, y] = await middle(page.locator('.graph-surface'));
      await until(async () => page.locator('.graph-zoom').isVisible(), 'the picture is there');
      const whole = await seen(page);
      await fingers(page, [[x - 30, y], [x + 30, y]], [[x - 180, y], [x + 180, y]]);
      await until(async () => (await seen(page)) !== null, 'a part of it is in sight');
      const large = await seen(page);
      assert.ok(whole === null || large.width < whole.width / 2, 'a pinch outwards makes it larger');
      await fingers(page, [[x, y]], [[x - 150, y - 60]]);
      await until(async () => (await seen(page)).x > large.x + 1, 'what lies to the right comes into sight');
      const moved = await seen(page);
      assert.ok(Math.abs(moved.width - large.width) < 0.5, 'one finger changes no size');
      assert.ok(moved.y > large.y, 'and below');
      assert.equal(new URL(page.url()).searchParams.get('sel'), null, 'to move is not to choose');
      await fingers(page, [[x - 180, y], [x + 180, y]], [[x - 90, y], [x + 90, y]]);
      await until(async () => ((await seen(page))?.width ?? Infinity) > moved.width * 1.5, 'a pinch inwards makes it smaller');
      assert.equal(await page.evaluate(() => visualViewport.scale), 1, 'the page itself stays as large as it was');
      await page.goto(`${url}/runs/${runs.going}/graph`);
      await page.locator('.graph-row').first().waitFor();
      await until(async () => page.locator('.graph-zoom').isVisible(), 'the picture is there');
      // five boxes one below the other: one of them is at the middle from left to right
      const [left] = await middle(page.locator('.graph-surface'));
      const { y: top, height } = await page.locator('.graph-surface').boundingBox();
      for (let share = 0.1; share < 1 && !new URL(page.url()).searchParams.has('sel'); share += 0.05) {
        await page.touchscreen.tap(left, top + height * share);
        await page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
      }
      await page.locator('.panel').waitFor();
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'touch: two fingers span a time of the timeline',
    async run() {
      const { context, page, wrong } = await inside('ann', { hasTouch: true, viewport: { width: 1000, height: 800 } });
      await page.goto(`${url}/runs/${runs.nightly}/timeline?idle=skip`);
      await page.locator('.tl-moved .tl-row').first().waitFor();
      const [x, y] = await middle(page.locator('.tl-picture'));
      const span = () => {
        const found = /range=(\d+)-(\d+)/.exec(page.url());
        return found && Number(found[2]) - Number(found[1]);
      };
      await fingers(page, [[x - 30, y], [x + 30, y]], [[x - 150, y], [x + 150, y]]);
      await page.waitForURL(/range=\d+-\d+/);
      const narrow = span();
      await fingers(page, [[x - 150, y], [x + 150, y]], [[x - 90, y], [x + 90, y]]);
      await until(() => span() === null || span() > narrow * 1.3, 'more time is in sight');
      assert.deepEqual(wrong, []);
      await context.close();
    },
  },
  {
    name: 'motion: for whoever wants none nothing glides, turns or fades',
    async run() {
      const places = {};
      for (const reducedMotion of ['no-preference', 'reduce']) {
        const { context, page, wrong } = await inside('ann', { reducedMotion, viewport: { width: 1000, height: 800 } });
        await page.goto(`${url}/runs/${runs.mosaic}/graph?fold=none`);
        await page.locator('.graph-row').first().waitFor();
        await until(async () => page.locator('.graph-zoom').isVisible(), 'the picture is there');
        places[reducedMotion] = await page.evaluate(way);
        await page.goto(`${url}/runs/${runs.going}/timeline`);
        await page.locator('.tl-moved .tl-row').first().waitFor();
        const moving = await page.evaluate(() => document.getAnimations().filter((each) => each.playState === 'running').length);
        if (reducedMotion === 'reduce') assert.equal(moving, 0, 'nothing turns');
        assert.deepEqual(wrong, []);
        await context.close();
      }
      assert.ok(places['no-preference'] > 2, `it glides: ${JSON.stringify(places)}`);
      assert.equal(places.reduce, 2, 'there at once: where it was, and where it is');
    },
  },
];
