// Reads pages as people do: with and without JavaScript, dark, narrow, on paper.
// usage: node check.mjs BROWSER suite=FILE hostile=FILE... [shots=DIRECTORY]
// A page named suite is worked with as well; each failure is a line, the exit code 1.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [browserPath, ...pairs] = process.argv.slice(2);
const named = Object.fromEntries(pairs.map((pair) => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}));
const { shots, ...pages } = named;
const failures = [];
const check = (holds, what) => { if (!holds) failures.push(what); };

const VIEWS = {
  light: { viewport: { width: 1300, height: 900 } },
  dark: { viewport: { width: 1300, height: 900 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 400, height: 800 } },
  plain: { viewport: { width: 1300, height: 900 }, javaScriptEnabled: false },
  narrowPlain: { viewport: { width: 400, height: 800 }, javaScriptEnabled: false },
};

// What is wider than the window, unless it scrolls in a box of its own.
const overflowing = () => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`the page: ${document.documentElement.scrollWidth}`);
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('.box, .plot') || element.closest('[hidden]')) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > width + 1 || box.left < -1)) {
      found.push(`${element.tagName}.${element.className}: ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
  }
  return found.slice(0, 5);
};

// Texts of charts that leave the drawing.
const cutOff = () => Array.from(document.querySelectorAll('svg')).flatMap((svg) => {
  const all = svg.viewBox.baseVal;
  return Array.from(svg.querySelectorAll('text')).filter((text) => {
    const box = text.getBBox();
    return box.width > 0 && (box.x < -1 || box.x + box.width > all.width + 1 || box.y + box.height > all.height + 1);
  }).map((text) => text.textContent);
}).slice(0, 5);

const structure = () => ({
  scripts: document.scripts.length,
  strangers: document.querySelectorAll('img, iframe, object, embed, animate, foreignObject, base, link, body body, h1 h1').length,
  handlers: Array.from(document.querySelectorAll('*')).filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith('on') || name === 'autofocus' || name === 'srcdoc')).length,
  outside: Array.from(document.querySelectorAll('[href], [src]')).filter((element) =>
    !(element.getAttribute('href') ?? element.getAttribute('src')).startsWith('#')).length,
  lost: Array.from(document.querySelectorAll('a[href^="#"]')).filter((link) =>
    document.getElementById(link.getAttribute('href').slice(1)) === null).length,
  twice: Array.from(document.querySelectorAll('[id]')).map((e) => e.id)
    .filter((id, i, all) => all.indexOf(id) !== i).length,
  unnamed: Array.from(document.querySelectorAll('svg')).filter((svg) => svg.getAttribute('role') !== 'img'
    || !svg.querySelector(':scope > title')?.textContent || !svg.querySelector(':scope > desc')?.textContent).length,
});
const EXPECTED = JSON.stringify({
  scripts: 1, strangers: 0, handlers: 0, outside: 0, lost: 0, twice: 0, unnamed: 0,
});

// The contrast of every text with what is behind it (WCAG 2.1, 1.4.3: 4.5 at least).
const faint = () => {
  const channel = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = numbers(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  document.querySelectorAll('p, td, th, li, h1, h2, h3, a, code, summary, text').forEach((element) => {
    const style = getComputedStyle(element);
    const ink = luminance(numbers(element.tagName === 'text' ? style.fill : style.color));
    const paper = luminance(behind(element));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) found.add(`${element.tagName}.${element.getAttribute('class')}: ${ratio.toFixed(1)}`);
  });
  return Array.from(found);
};

const open = async (browser, view, file, label) => {
  const context = await browser.newContext({ ...VIEWS[view], offline: true });
  // Reached by what hangs only, however busy the machine.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) failures.push(`${label}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => failures.push(`${label}: ${error.message}`));
  page.on('dialog', async (dialog) => {
    failures.push(`${label}: a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => check(request.url().startsWith('file:'), `${label}: asks for ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  return { context, page };
};

const shoot = async (page, name) => {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
};

const look = async (browser, name, file, view) => {
  const label = `${name}, ${view}`;
  const { context, page } = await open(browser, view, file, label);
  const wide = await page.evaluate(overflowing);
  check(wide.length === 0, `${label}: overflows: ${wide.join('; ')}`);
  const cut = await page.evaluate(cutOff);
  check(cut.length === 0, `${label}: texts leave their charts: ${cut.join('; ')}`);
  const found = JSON.stringify(await page.evaluate(structure));
  check(found === EXPECTED, `${label}: ${found} instead of ${EXPECTED}`);
  const pale = await page.evaluate(faint);
  check(pale.length === 0, `${label}: too faint: ${pale.join('; ')}`);
  check(await page.locator('table.rows').count() === await page.locator('table.rows:visible').count(),
    `${label}: a table cannot be seen`);
  const useful = VIEWS[view].javaScriptEnabled !== false && await page.locator('table.rows tbody tr').count() > 1;
  check((await page.locator('#tools').isVisible()) === useful,
    `${label}: tools where they do nothing, or none where they would`);
  await shoot(page, `${name}-${view}`);
  await context.close();
};

const print = async (browser, name, file) => {
  for (const colorScheme of name === 'suite' ? ['light', 'dark'] : ['light']) {
    const label = `${name}, print from ${colorScheme}`;
    const { context, page } = await open(browser, 'light', file, label);
    await page.emulateMedia({ media: 'print', colorScheme });
    await page.setViewportSize({ width: 720, height: 1000 });
    check(!(await page.locator('#tools').isVisible()), `${label}: tools on paper`);
    // Nobody has clicked, and the script was not asked: that is up to the style sheet.
    const folded = await page.evaluate(() => Array.from(document.querySelectorAll('details:not(.source) > :last-child'))
      .filter((element) => !element.checkVisibility({ contentVisibilityAuto: true })).length);
    check(folded === 0, `${label}: ${folded} details are folded away on paper`);
    check(await page.locator('button.copy:visible, .switch:visible').count() === 0, `${label}: buttons on paper`);
    check(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor) === 'rgb(255, 255, 255)',
      `${label}: the paper is not white`);
    if (['suite', 'gate'].includes(name)) {
      const wide = await page.evaluate(() => Array.from(document.querySelectorAll('table.rows'))
        .filter((table) => table.getBoundingClientRect().right > document.documentElement.clientWidth + 1).length);
      check(wide === 0, `${label}: ${wide} tables are wider than the paper`);
      await page.emulateMedia({ media: null });
      check((await page.pdf({ format: 'A4' })).length > 10_000, `${label}: no pages`);
      await page.emulateMedia({ media: 'print', colorScheme });
    }
    await shoot(page, `${name}-print-${colorScheme}`);
    await context.close();
  }
};

const column = (page, header) => page.evaluate((wanted) => {
  const table = document.querySelector('table.rows');
  const at = Array.from(table.tHead.rows[0].cells).findIndex((cell) => cell.textContent.trim() === wanted);
  return Array.from(table.tBodies[0].rows).filter((row) => !row.hidden).map((row) => row.cells[at].textContent.trim());
}, header);

const sort = async (page) => {
  const before = await column(page, 'ms/op');
  const button = page.locator('table.rows').first().getByRole('button', { name: 'ms/op' });
  await button.focus();
  await page.keyboard.press('Enter');
  const up = (await column(page, 'ms/op')).map(Number);
  const finite = up.filter((value) => !Number.isNaN(value));
  check(finite.every((value, i) => i === 0 || finite[i - 1] <= value), `sort: not in order: ${up}`);
  check(String(up) !== String(before.map(Number)), 'sort: changed nothing');
  check(Number.isNaN(up.at(-1)), 'sort: the failed row is not the last');
  await button.click();
  const down = (await column(page, 'ms/op')).map(Number);
  check(down[0] === Math.max(...finite) && Number.isNaN(down.at(-1)), `sort: not downwards: ${down}`);
};

const filter = async (page) => {
  await page.locator('#filter').fill('virtual workers=10');
  check((await column(page, 'strategy')).every((value) => value === 'virtual'), 'filter: shows other rows');
  check((await column(page, 'workers')).join() === '10', 'filter: by name=value');
  check(await page.locator('.benchmark:visible').count() === 2, 'filter: hides no section without rows');
  check(await page.locator('svg g.out').count() > 0, 'filter: charts stay as they were');
  await page.locator('#filter').fill('');
  await page.locator('#tools').getByLabel('strategy', { exact: true }).selectOption({ label: 'platform' });
  check((await column(page, 'strategy')).join() === 'platform,platform,platform', 'filter: by a parameter');
  await page.locator('#tools').getByLabel('strategy', { exact: true }).selectOption({ label: 'any' });
  check((await column(page, 'strategy')).length === 12, 'filter: does not show all again');
};

const work = async (browser, file) => {
  const { context, page } = await open(browser, 'light', file, 'suite, work');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => {});
  await sort(page);
  await filter(page);
  const plots = page.locator('.chart').first().locator('.plot');
  const shown = () => plots.evaluateAll((all) => all.filter((plot) => !plot.hidden).map((plot) => plot.dataset.axis).join());
  const first = await shown();
  await page.locator('.chart').first().getByRole('button').click();
  const second = await shown();
  check([first, second].sort().join() === 'linear,logarithmic', `axes: ${first}, then ${second}`);
  await page.getByRole('button', { name: 'Copy as Markdown' }).first().click();
  await page.getByRole('button', { name: 'Copied' }).waitFor().catch(() => failures.push('copy: does not say so'));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  check(copied.startsWith('## CpuBoundSquares') && copied.includes('| workers | strategy'), `copy: ${copied.slice(0, 80)}`);
  await page.locator('.contents a').nth(1).click();
  check(page.url().endsWith('#IoBoundSquares.run'), `links: ${page.url()}`);
  check(await page.locator('#IoBoundSquares\\.run').evaluate((e) => Math.abs(e.getBoundingClientRect().top) < 200), 'links: lead elsewhere');
  await page.locator('.benchmark summary').first().click();
  check(await page.locator('details[open] td.values').first().isVisible(), 'details: do not open');
  await context.close();
};

// Ten thousand rows: shown, found and sorted.
const crowd = async (browser, file) => {
  const { context, page } = await open(browser, 'narrow', file, 'many');
  check(await page.evaluate(() => document.documentElement.scrollWidth) <= 400, 'many: overflows');
  check(await page.locator('table.rows tbody tr').count() === 10_000, 'many: lacks rows');
  await page.locator('#filter').fill('i=9999 ');
  check((await column(page, 'i')).join() === '9999', 'many: filter');
  await page.locator('#filter').fill('');
  await page.locator('table.rows').getByRole('button', { name: 'i', exact: true }).click();
  check((await column(page, 'i')).at(-1) === '10000', 'many: sort');
  await context.close();
};

const profile = mkdtempSync(join(tmpdir(), 'page-check-'));
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
});
try {
  for (const [name, file] of Object.entries(pages)) {
    if (name === 'many') {
      await crowd(browser, file);
      continue;
    }
    // Names differ from page to page, colours do not.
    const views = Object.keys(VIEWS)
      .filter((view) => ['suite', 'gate'].includes(name) || !['dark', 'plain'].includes(view));
    for (const view of views) await look(browser, name, file, view);
    await print(browser, name, file);
  }
  if (pages.suite) await work(browser, pages.suite);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
failures.forEach((failure) => console.log(`FAILED ${failure}`));
console.log(`${Object.keys(pages).length} pages, ${failures.length} failures`);
process.exitCode = failures.length === 0 ? 0 : 1;
