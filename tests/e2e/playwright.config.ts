// The whole path in a real browser: `cargo xtask test` runs this; by hand:
//   npx playwright test --config tests/e2e/playwright.config.ts
// with the binaries built (`cargo xtask run` does that) and the app in dist/.
import { defineConfig } from "@playwright/test";

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
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
