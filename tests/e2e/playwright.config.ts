// The whole path in a real browser: `cargo xtask test` runs this; by hand:
//   npx playwright test --config tests/e2e/playwright.config.ts
// with the binaries built (`cargo xtask run` does that) and the app in dist/.
import { defineConfig } from "@playwright/test";
import { readFileSync } from "node:fs";

/** What Playwright switches off in Chromium, storage partitioning among it: an EPJ's frame would then share the storage
 * of the page around it, which no clinician's browser allows. So its list is replaced by the same list without that. */
const bundle = readFileSync(require.resolve("playwright-core/lib/coreBundle"), "utf8");
const list = bundle.match(/disabledFeatures = \[([^\]]*)\]/)?.[1] ?? "";
const off = [...list.matchAll(/^\s*"([^"]+)"/gm)].map((match) => match[1]);
if (!off.includes("ThirdPartyStoragePartitioning")) throw new Error("Playwright keeps its list elsewhere now");
const disabled = (names: string[]) => `--disable-features=${names.join(",")}`;

export default defineConfig({
  testDir: ".",
  outputDir: ".out",
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try is a test that failed.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["line"]],
  use: {
    browserName: "chromium",
    headless: true,
    locale: "nb-NO",
    timezoneId: "Europe/Oslo",
    viewport: { width: 1400, height: 1000 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      ignoreDefaultArgs: [disabled(off)],
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        disabled(off.filter((name) => name !== "ThirdPartyStoragePartitioning")),
      ],
    },
  },
});
