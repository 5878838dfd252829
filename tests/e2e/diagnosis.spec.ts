// The diagnosis search of sykmelding.md 2.3: what is found, where the focus goes, and what is left when the lists fail.
import { accessible, newNote, open } from "./steps";
import { expect, test } from "./world";

const main = (page: import("@playwright/test").Page) => page.getByRole("combobox", { name: /Hoveddiagnose/ });
const hits = (page: import("@playwright/test").Page) => page.getByRole("listbox").first().getByRole("option");

test("story 11: a chosen hoveddiagnose is changed, the search begins with its code and is open", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  const change = page.locator("#hoveddiagnose-endre");
  await change.click();
  await expect(main(page)).toBeFocused();
  await expect(main(page)).toHaveValue(/^[A-Z]\d\d/);
  await expect(hits(page).first()).toBeVisible();
  await main(page).fill("influesa");
  await expect(hits(page).first()).toContainText("R80 · ICPC-2");
  await accessible(page, "hits of a diagnosis search");
  await page.keyboard.press("Enter");
  await expect(change).toBeFocused();
  await expect(page.getByRole("group", { name: /Hoveddiagnose/ })).toContainText("R80 Influensa");
});

test("story 12: bidiagnoser are added, changed and deleted, and focus goes on", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  const add = page.locator("#legg-til-bidiagnose");
  const row = () => page.getByRole("combobox", { name: /Bidiagnose/ });
  for (const query of ["l84", "hodep"]) {
    await add.click();
    await expect(row()).toBeFocused();
    await page.keyboard.type(query);
    await expect(page.getByRole("listbox").last().getByRole("option").first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(add).toBeFocused();
  }
  await page.getByRole("button", { name: /^Endre Bidiagnose: L84/ }).click();
  await expect(row()).toHaveValue("L84");
  await row().fill("tennisalbue");
  await page.keyboard.press("Enter");
  await expect(add).toBeFocused();
  await page.locator(".bidiagnose").filter({ hasText: "L93" }).getByRole("button", { name: /^Fjern/ }).click();
  await expect(add).toBeFocused();
  await expect(page.getByText("L93 Tennisalbue")).toHaveCount(0);
  await expect(page.getByText("N01 Hodepine")).toBeVisible();
});

test("ICD-10 is searched when asked for, and that is remembered for the next form", async ({ page, world }) => {
  await open(page, world, { patient: "sperret" });
  await newNote(page);
  // The journal's diagnosis comes a moment after the form; clicking waits for it.
  await page.locator("#hoveddiagnose-endre").click();
  await main(page).fill("m545");
  await expect(hits(page)).toHaveCount(0);
  const icd10 = page.getByRole("checkbox", { name: /ICD-10/ });
  await icd10.check();
  await main(page).fill("m54.5");
  await expect(hits(page).first()).toContainText("M545 · ICD-10");
  await main(page).fill("");
  await page.goBack();
  await newNote(page);
  await expect(icd10).toBeChecked();
});

test("the hundred hits come while one steps or scrolls", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await page.locator("#hoveddiagnose-endre").click();
  await main(page).fill("s");
  await expect(hits(page)).toHaveCount(20);
  await hits(page).last().scrollIntoViewIfNeeded();
  await expect(hits(page)).toHaveCount(100);
  await main(page).fill("k");
  await expect(hits(page)).toHaveCount(20);
  for (let n = 0; n < 25; n++) await page.keyboard.press("ArrowDown");
  await expect(hits(page).nth(25)).toHaveAttribute("aria-selected", "true");
});

test("a list that cannot be loaded is told, and the field stays", async ({ page, world }) => {
  await page.route(/codes.*\.bin/, (route) => route.abort());
  await open(page, world);
  await newNote(page);
  await page.locator("#legg-til-bidiagnose").click();
  await expect(page.getByText("Kodelistene kunne ikke lastes").first()).toBeVisible();
  const field = page.getByRole("combobox", { name: /Bidiagnose/ });
  await field.fill("hodep");
  await expect(field).toHaveValue("hodep");
  await page.unroute(/codes.*\.bin/);
  await page.getByRole("button", { name: /Prøv igjen/ }).first().click();
  // The search is as it was; the field opens its list again.
  await field.click();
  await expect(page.getByRole("listbox").last().getByRole("option").first()).toContainText("N01");
});

test("ICD-10 is searched, and first, where the journal uses it", async ({ page, world }) => {
  await open(page, world, { patient: "dana", encounter: "dana-uten-orgnr" });
  await newNote(page);
  await expect(page.getByText("Brudd i nedre ende av radius").first()).toBeVisible();
  const icd10 = page.getByRole("checkbox", { name: /ICD-10/ });
  await expect(icd10).toBeChecked();
  await page.locator("#hoveddiagnose-endre").click();
  await main(page).fill("lårhals");
  await expect(hits(page).first()).toContainText("S720 · ICD-10");
  // The open list lies over the switch.
  await page.keyboard.press("Escape");
  await icd10.uncheck();
  await main(page).fill("lårhalsb");
  await expect(hits(page).first()).toContainText("L75 · ICPC-2");
});
