// The eight steps as a person takes them. What a test does is said once, here.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type FrameLocator, type Page } from "@playwright/test";
import type { Launch, World } from "./world";

type Screen = Page | FrameLocator;

export const screens = {
  overview: (screen: Screen) => screen.getByRole("button", { name: /Ny sykmelding/ }),
  form: (screen: Screen) => screen.getByRole("heading", { name: "Sykmelding", exact: true }),
  summary: (screen: Screen) => screen.getByRole("heading", { name: "Se over og send" }),
  receipt: (screen: Screen) => screen.getByRole("heading", { name: /Kvittering/ }),
};

/** launch → context: from the EPJ to the overview. */
export async function open(page: Page, world: World, launch: Launch = {}) {
  await page.goto(await world.launchUrl(launch));
  await expect(screens.overview(page)).toBeVisible();
}

/** To an empty form. */
export async function newNote(screen: Screen) {
  await screens.overview(screen).click();
  await expect(screens.form(screen)).toBeVisible();
}

/** A day as a clinician types it, counted from today. */
export function day(offset: number): string {
  const date = new Date(Date.now() + offset * 86_400_000);
  const parts = new Intl.DateTimeFormat("nb-NO", {
    timeZone: "Europe/Oslo",
    ...({ day: "2-digit", month: "2-digit", year: "numeric" } as const),
  }).formatToParts(date);
  const part = (type: string) => parts.find((p) => p.type === type)!.value;
  return `${part("day")}.${part("month")}.${part("year")}`;
}

/** The same day as the wire writes it. */
export function wire(offset: number): string {
  return day(offset).split(".").reverse().join("-");
}

/** One period of a week, 100 %. The diagnosis comes from the journal. */
export async function fillForm(screen: Screen, fom = day(0), tom = day(6)) {
  await screen.getByLabel("Mulighet for arbeid").first().selectOption("AKTIVITET_IKKE_MULIG");
  await screen.getByLabel("Fra og med").first().fill(fom);
  await screen.getByLabel("Til og med").first().fill(tom);
}

/** Searches for a hoveddiagnose and takes the first hit. */
export async function chooseDiagnosis(screen: Screen, query: string) {
  await screen.getByRole("combobox", { name: /Hoveddiagnose/ }).fill(query);
  await screen.getByRole("listbox").getByRole("option").first().click();
}

export async function toSummary(screen: Screen) {
  await screen.getByRole("button", { name: /Neste/ }).click();
  await expect(screens.summary(screen)).toBeVisible();
}

export async function send(screen: Screen) {
  await screen.getByRole("button", { name: /Send til Nav/ }).click();
  await expect(screens.receipt(screen)).toBeVisible();
}

/** From the overview to the receipt. */
export async function writeNote(screen: Screen) {
  await newNote(screen);
  await fillForm(screen);
  await toSummary(screen);
  await send(screen);
}

/** Nothing for axe to find, at the width the page has. */
export async function accessible(page: Page, state: string) {
  const found = await new AxeBuilder({ page }).analyze();
  const lines = found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target).join(" | ")})`);
  expect(lines, state).toEqual([]);
}

/** The page does not scroll sideways. */
export async function fits(page: Page, state: string) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, state).toBeLessThanOrEqual(0);
}
