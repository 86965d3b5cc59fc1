// Chromium for the tests of the pages, and what every page has to hold.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A browser of its own, and all that went wrong in it: errors, and requests that left the server. */
export async function visitor(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, timezoneId: 'UTC', ...options });
  context.setDefaultTimeout(40_000);
  const page = await context.newPage();
  const wrong = [];
  const requests = [];
  page.on('pageerror', (error) => wrong.push('error: ' + error.message));
  page.on('console', (message) => {
    // what the server refuses is told there too, and is told in the page
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text())) wrong.push('console: ' + message.text());
  });
  context.on('request', (request) => {
    requests.push(request.method() + ' ' + request.url().replace(url, ''));
    if (!request.url().startsWith(url + '/') && !request.url().startsWith('data:')) wrong.push('left: ' + request.url());
  });
  return { context, page, wrong, requests };
}

export async function login(page, url, name, password, path = '/login') {
  await page.goto(url + path);
  await page.getByLabel('Name or e-mail address').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** What a machine can tell of the page, or of a part of it, that somebody who does not see it well would miss. */
export async function accessibility(page, within) {
  // not by a script element: the policy of the pages refuses it
  await page.evaluate(axe);
  const { violations } = await page.evaluate((part) =>
    globalThis.axe.run(part ? document.querySelector(part) : document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }),
    within,
  );
  return violations.map((each) => `${each.id}: ${each.help} (${each.nodes.map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).slice(0, 4).join('; ')})`);
}

export async function theme(page, name) {
  await page.evaluate((chosen) => {
    localStorage.setItem('reeve.theme', chosen);
    document.documentElement.dataset.theme = chosen;
  }, name);
}
