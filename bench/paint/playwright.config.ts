// Key press to paint, and how long a launch takes. `cargo xtask bench paint` runs this; by hand:
//   npx playwright test --config bench/paint/playwright.config.ts
// with the binaries built and the app in dist/, as for the browser tests.
import { defineConfig } from "@playwright/test";
import e2e from "../../tests/e2e/playwright.config";

const launch = e2e.use!.launchOptions!;
// The clock of the screen is switched off, so that a frame comes as soon as the page is ready for it.
const unthrottled = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

export default defineConfig({
  ...e2e,
  testDir: ".",
  testMatch: "*.bench.ts",
  outputDir: "../out/playwright",
  fullyParallel: false,
  workers: 1,
  timeout: 300_000,
  use: { ...e2e.use, trace: "off", launchOptions: { ...launch, args: [...launch.args!, ...unthrottled] } },
});
