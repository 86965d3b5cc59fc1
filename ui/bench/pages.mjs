// The pages of a server that has a run with a long log and a flow with many tasks and runs: REEVE_URL, REEVE_PASSWORD, REEVE_RUN,
// REEVE_FLOW.
import { login, visitor } from '../browser/browser.mjs';
import { median, quantile } from './table.mjs';

const [url, password, run] = [process.env.REEVE_URL, process.env.REEVE_PASSWORD, process.env.REEVE_RUN];

/**
 * When the largest part of a page was there, and how long it took to answer what was done there, with a slow processor and line;
 * `still`: how long it took to answer a click that does nothing, on the same page in the same minute.
 */
async function vitals(browser, path, ready, acts, rounds) {
  const lcp = [];
  const still = [];
  const inp = acts.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const { context, page } = await visitor(browser, url, { viewport: { width: 1440, height: 900 } });
    await login(page, url, 'ann', password);
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 });
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.addInitScript(() => {
      globalThis.seen = { lcp: 0, inp: 0 };
      new PerformanceObserver((list) => (globalThis.seen.lcp = list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
      new PerformanceObserver((list) => {
        for (const each of list.getEntries()) if (each.interactionId) globalThis.seen.inp = Math.max(globalThis.seen.inp, each.duration);
      }).observe({ type: 'event', durationThreshold: 16, buffered: true });
    });
    const answered = async (act, into) => {
      await page.evaluate(() => (globalThis.seen.inp = 0));
      await act(page);
      await page.waitForTimeout(500);
      into.push(await page.evaluate(() => globalThis.seen.inp));
    };
    for (const [i, act] of acts.entries()) {
      await page.goto(url + path);
      await ready(page);
      await page.waitForTimeout(500);
      if (i === 0) lcp.push(await page.evaluate(() => globalThis.seen.lcp));
      await answered((at) => at.locator('.bar-top').click({ position: { x: 4, y: 4 } }), still);
      await answered(act, inp[i]);
    }
    await context.close();
  }
  return { lcp: median(lcp), still: quantile(still, 0.75), inp: inp.map((each) => quantile(each, 0.75)) };
}

async function logs(browser, table) {
  const { context, page } = await visitor(browser, url, { viewport: { width: 1440, height: 900 } });
  await login(page, url, 'ann', password);
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  await page.goto(`${url}/runs/${run}/logs?line=1`);
  await page.locator('.log-text').first().waitFor();
  const lines = Number((await page.getByText(/^[\d,]+ lines$/).innerText()).replace(/\D/g, ''));
  const jumps = [];
  for (let i = 1; i <= 9; i++) {
    const line = Math.floor((lines * i) / 10);
    await page.getByLabel('Go to line').fill(String(line));
    const began = Date.now();
    await page.keyboard.press('Enter');
    await page.locator('[data-marked=true] .log-text').filter({ hasText: `page ${line - 1} of` }).waitFor();
    jumps.push(Date.now() - began);
  }
  const size = lines.toLocaleString('en');
  table.add({ what: `log of ${size} lines: jump to one, median`, value: median(jumps), unit: 'ms', bar: 300 });
  const frames = await page.evaluate(async () => {
    const log = document.querySelector('[role=log]');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const all = [];
    let last = await frame();
    const end = last + 3_000;
    while (last < end) {
      log.dispatchEvent(new WheelEvent('wheel', { deltaY: 40, bubbles: true, cancelable: true }));
      const now = await frame();
      all.push(now - last);
      last = now;
    }
    return all;
  });
  const rest = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const all = [];
    let last = await frame();
    const end = last + 2_000;
    while (last < end) {
      const now = await frame();
      all.push(now - last);
      last = now;
    }
    return all;
  });
  table.add({ what: '  frame while scrolling, p95', value: quantile(frames, 0.95), unit: 'ms', beside: quantile(rest, 0.95), of: 'at rest', bar: 16.8 });
  const devtools = await context.newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  table.add({ what: '  heap', value: (await devtools.send('Runtime.getHeapUsage')).usedSize / 2 ** 20, unit: 'MB', bar: 150 });
  await context.close();
}

/** The grid of a flow: from the beginning of the page to its first line, and from a pointer to what is said of what is under it. */
async function grid(browser, table, rounds) {
  const { context, page } = await visitor(browser, url, { viewport: { width: 1440, height: 900 } });
  await login(page, url, 'ann', password);
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  const { items } = await (await context.request.get(`${url}/api/v1/flows?project=Benchmark`)).json();
  const path = `/flows/${items.find((each) => each.name === process.env.REEVE_FLOW).id}/grid`;
  await page.addInitScript(() => {
    new MutationObserver((_, seen) => {
      if (!document.querySelector('.grid-row')) return;
      seen.disconnect();
      requestAnimationFrame(() => requestAnimationFrame((now) => (globalThis.firstRow = now)));
    }).observe(document, { childList: true, subtree: true });
  });
  const [first, whole, hover] = [[], [], []];
  let size = '';
  for (let round = 0; round < rounds; round++) {
    await page.goto(url + path);
    first.push(await (await page.waitForFunction(() => globalThis.firstRow)).jsonValue());
    await page.getByText(/tasks? · (50|5) runs/).waitFor();
    whole.push(await page.evaluate(() => performance.now()));
    size = await page.getByText(/tasks? · \d+ runs/).innerText();
    for (const row of [3, 7, 11, 15]) {
      const box = await page.locator(`.grid-row svg[data-row="${row}"]`).boundingBox();
      await page.evaluate(() => {
        globalThis.said = 0;
        addEventListener('pointermove', () => requestAnimationFrame(() => requestAnimationFrame((now) => (globalThis.said = now - globalThis.began))), { once: true });
        addEventListener('pointermove', (event) => (globalThis.began = event.timeStamp), { once: true, capture: true });
      });
      await page.mouse.move(box.x + box.width - 9 - 18 * (row % 4), box.y + 10);
      await page.waitForFunction(() => globalThis.said > 0);
      await page.locator('.grid-card').getByText(`step-${row}`, { exact: true }).waitFor();
      hover.push(await page.evaluate(() => globalThis.said));
    }
  }
  table.add({ what: `grid of ${size.replace(' · ', ' by ')}: its first line`, value: median(first), unit: 'ms', bar: 1_000 });
  table.add({ what: '  all of it', value: median(whole), unit: 'ms' });
  table.add({ what: '  from a pointer to what is said of it, p95', value: quantile(hover, 0.95), unit: 'ms', bar: 50 });
  await context.close();
}

export async function pages(browser, table, quick) {
  await logs(browser, table);
  const rounds = quick ? 1 : 5;
  await grid(browser, table, rounds);
  const task = (page) => page.locator('.task-scroll .task-row').first();
  const box = (page) => page.locator('.graph-row').first();
  const tab = (name) => ['part ' + name, (page) => page.getByRole('link', { name, exact: true }).click()];
  const places = [
    ['dashboard', '/', 2_000, (page) => page.locator('.tiles .tile').first(), { 'a menu': (page) => page.getByRole('button', { name: /^Times in/ }).click() }],
    [
      'run page',
      `/runs/${run}/tasks`,
      2_500,
      task,
      {
        'a task': (page) => task(page).click(),
        ...Object.fromEntries([tab('Timeline'), tab('Graph'), tab('Logs')]),
        'typing into the filter': (page) => page.getByRole('searchbox').first().pressSequentially('step', { delay: 80 }),
      },
    ],
    ['run graph', `/runs/${run}/graph`, 2_500, box, { 'a box': (page) => box(page).click(), ...Object.fromEntries([tab('Tasks')]) }],
  ];
  for (const [what, path, bar, there, acts] of places) {
    const { lcp, still, inp } = await vitals(browser, path, (page) => there(page).waitFor(), Object.values(acts), rounds);
    table.add({ what: `${what} at 4 × slowdown: LCP`, value: lcp, unit: 'ms', bar, digits: 0 });
    Object.keys(acts).forEach((act, i) => table.add({ what: `  INP, p75: ${act}`, value: inp[i], unit: 'ms', beside: still, of: 'a click on nothing', bar: 200, digits: 0 }));
  }
}
