// A headless Chromium that opens pages from files, and holds them to what every page of heed promises: nothing goes
// wrong in the console, and nothing is asked of the network.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const heed = process.env.HEED_COMMAND;
export const root = process.env.HEED_SOURCE_DIR;
export const folder = mkdtempSync(path.join(tmpdir(), "heed-pages-"));

/** Runs the command in the folder of the pages. */
export function run(...args) {
  return execFileSync(heed, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

let browser;
export async function start() {
  browser = await chromium.launch({
    executablePath: process.env.HEED_CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}
export async function stop() {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Opens a file of the folder, waits until it says it is ready, and hands it over; then looks for complaints. */
export async function open(file, options, look) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [], requests = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url()); });
  try {
    await page.goto(pathToFileURL(path.join(folder, file)).href);
    await page.waitForSelector("html[data-ready=yes]", { timeout: 60000, state: "attached" });
    await look(page);
    if (process.env.HEED_SCREENSHOTS) {
      const name = `${file}-${page.viewportSize().width}-${options.colorScheme ?? "light"}.png`;
      await page.screenshot({ path: path.join(process.env.HEED_SCREENSHOTS, name), fullPage: true });
    }
    assert.deepEqual(complaints, [], `the console of ${file} is silent`);
    assert.deepEqual(requests, [], `${file} asks the network for nothing`);
  } finally {
    await context.close();
  }
}
