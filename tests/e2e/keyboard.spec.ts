// Hands on the keyboard from overview to receipt.
import { day, screens } from "./steps";
import { expect, test } from "./world";

test("keyboard only from overview to receipt", async ({ page, world }) => {
  await page.goto(await world.launchUrl());
  await expect(screens.overview(page)).toBeVisible();
  await page.keyboard.press("Alt+KeyN");
  await expect(screens.form(page)).toBeVisible();
  await tabTo(page, "Mulighet for arbeid");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "Fra og med");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(day(0));
  await tabTo(page, "Til og med");
  await page.keyboard.type(day(6));
  await page.keyboard.press("Alt+KeyN");
  await expect(screens.summary(page)).toBeVisible();
  await page.waitForTimeout(600);
  await page.keyboard.press("Alt+KeyN");
  await expect(screens.receipt(page)).toBeVisible();
  await expect(page.getByText(/Nav har mottatt/).first()).toBeVisible();
  expect((await world.inspect()).received).toHaveLength(1);
});

test("a diagnosis is found and chosen with the keyboard, and focus goes on", async ({ page, world }) => {
  await page.goto(await world.launchUrl({ patient: "sperret" }));
  await page.keyboard.press("Alt+KeyN");
  await expect(screens.form(page)).toBeVisible();
  // The journal's diagnosis is there before another one can be chosen.
  await page.getByRole("button", { name: /^Endre/ }).first().click();
  const search = page.getByRole("combobox", { name: /Hoveddiagnose/ });
  await search.fill("");
  await search.focus();
  await page.keyboard.type("l84");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("L84");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Endre/ }).first()).toBeFocused();
  await expect(page.getByText("L84").first()).toBeVisible();
});

/** Presses Tab until the field with this label has focus; a person would not press it more than thirty times. */
async function tabTo(page: import("@playwright/test").Page, label: string) {
  const field = page.getByLabel(label).first();
  for (let i = 0; i < 30; i++) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(field).toBeFocused();
}
