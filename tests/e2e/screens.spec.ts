// Every page state: nothing for axe, nothing that scrolls sideways, at 1400 and 320 px, in both languages.
import { mkdirSync } from "node:fs";
import { accessible, day, fillForm, fits, newNote, open, send, toSummary } from "./steps";
import { expect, test } from "./world";

const pictures = process.env.ATTEST_SCREENSHOTS;

for (const width of [1400, 320]) {
  for (const locale of ["nb-NO", "nn-NO"]) {
    test.describe(`${width} px, ${locale}`, () => {
      test.use({ viewport: { width, height: width === 1400 ? 1000 : 740 }, locale });

      test("every page state from overview to receipt", async ({ page, world }) => {
        const nb = locale === "nb-NO";
        const look = async (state: string) => {
          await accessible(page, state);
          await fits(page, state);
          if (pictures) {
            mkdirSync(pictures, { recursive: true });
            await page.screenshot({ path: `${pictures}/${state}-${width}-${locale.slice(0, 2)}.png`, fullPage: true });
          }
        };
        await page.goto(await world.launchUrl({ patient: "asta" }));
        await page.getByRole("button", { name: /Ny sy?j?u?k/ }).waitFor();
        await look("oversikt");
        await page.getByRole("button", { name: nb ? /Ny sykmelding/ : /Ny sjukmelding/ }).click();
        await page.getByRole("button", { name: /Neste steg/ }).waitFor();
        await look("skjema-tomt");
        await page.getByRole("button", { name: /Neste steg/ }).click();
        await expect(page.getByText(nb ? /må du rette dette/ : /må du rette dette/)).toBeVisible();
        await look("skjema-mangler");
        await page.getByLabel(nb ? "Mulighet for arbeid" : "Høve til arbeid").first().selectOption("AKTIVITET_IKKE_MULIG");
        await page.getByLabel(nb ? "Fra og med" : "Frå og med").first().fill(day(0));
        await page.getByLabel("Til og med").first().fill(day(6));
        await page.getByRole("button", { name: /Legg til periode/ }).click();
        await page.getByLabel("Til og med").nth(1).fill(day(13));
        await page.getByLabel(/grad/i).first().fill("60");
        await page.getByRole("switch").or(page.getByLabel(/Melding til Nav/)).first().click();
        await look("skjema");
        await page.getByRole("button", { name: /Legg til bidiagnose/ }).click();
        await page.getByRole("combobox").last().fill("korsrygg");
        await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
        await look("sok");
        await page.getByRole("listbox").getByRole("option").first().click();
        await look("skjema-bidiagnose");
        await page.getByRole("button", { name: /Neste steg/ }).click();
        await page.getByRole("heading", { name: nb ? "Se over og send" : "Sjå over og send" }).waitFor();
        await look("oppsummering");
        await page.waitForTimeout(600);
        await page.getByRole("button", { name: /Send til Nav/ }).click();
        await page.getByRole("heading", { name: "Kvittering" }).waitFor();
        await expect(page.getByText(nb ? /lagret i journalen/ : /lagra i journalen/).first()).toBeVisible({ timeout: 30_000 });
        await look("kvittering");
      });

      test("error pages", async ({ page, world }) => {
        for (const slug of ["session-gone", "no-encounter", "wrong-patient"]) {
          await page.goto(`${world.app}/feil/${slug}?ref=0123456789abcdef`);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await accessible(page, slug);
          await fits(page, slug);
        }
        await page.goto(`${world.app}/s/AAAAAAAAAAAAAAAAAAAAAA`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await accessible(page, "foreign session");
      });
    });
  }
}

test("the EPJ's start page and journal are accessible too", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await toSummary(page);
  await send(page);
  await expect(page.getByText(/lagret i journalen/).first()).toBeVisible({ timeout: 30_000 });
  await page.goto(`${world.sandbox}/`);
  await accessible(page, "start page");
  await page.goto(`${world.sandbox}/journal/kari`);
  await expect(page.getByText(/sykmelding/i).first()).toBeVisible();
  await accessible(page, "journal");
});
