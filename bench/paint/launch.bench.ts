// From the launch to a form that can be written in: with an empty cache, and again with what the browser kept.
import { type Browser, type BrowserContext, expect as wait } from "@playwright/test";
import { screens } from "../../tests/e2e/steps";
import { expect, test, type World } from "../../tests/e2e/world";
import { keep, print } from "./samples";

const ROUNDS = 7;

type Launch = { overview: number; form: number; bytes: Record<string, number> };

test("cold and warm start", async ({ browser, world }) => {
  const cold: Launch[] = [];
  const warm: Launch[] = [];
  // The first round wakes the servers and is not counted.
  for (let round = -1; round < ROUNDS; round++) {
    const context = await fresh(browser);
    const launches = [await launch(context, world), await launch(context, world)];
    await context.close();
    if (round >= 0) {
      cold.push(launches[0]);
      warm.push(launches[1]);
    }
  }
  for (const [name, launches] of [["cold", cold], ["warm", warm]] as const) {
    print(`launch to overview, ${name}`, launches.map((one) => one.overview));
    print(`launch to form, ${name}`, launches.map((one) => one.form));
    console.log(`bytes over the wire, ${name}:`, JSON.stringify(launches[0].bytes));
  }
  keep("launch", { cold, warm });
  expect(cold).toHaveLength(ROUNDS);
});

async function fresh(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ locale: "nb-NO", timezoneId: "Europe/Oslo", viewport: { width: 1400, height: 1000 } });
}

/** Opens the launch address as the EPJ does and begins a note. */
async function launch(context: BrowserContext, world: World): Promise<Launch> {
  const url = await world.launchUrl();
  const page = await context.newPage();
  const bytes = await counting(page, world.app);
  const start = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await wait(screens.overview(page)).toBeVisible({ timeout: 60_000 });
  const overview = performance.now() - start;
  await page.keyboard.press("Alt+KeyN");
  await page.getByLabel("Fra og med").first().waitFor();
  const form = performance.now() - start;
  await page.close();
  return { overview, form, bytes };
}

/** The bytes of what the app consists of, by kind, as they come over the wire. */
async function counting(page: import("@playwright/test").Page, app: string): Promise<Record<string, number>> {
  const bytes: Record<string, number> = {};
  const kinds = new Map<string, string>();
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  client.on("Network.responseReceived", ({ requestId, response }) => {
    const kind = /\.(js|wasm|css|bin|woff2)$/.exec(new URL(response.url).pathname)?.[1];
    if (kind && response.url.startsWith(app)) kinds.set(requestId, kind);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind) bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  return bytes;
}
