// From a key press to the frame that shows it, on the largest form, in the diagnosis search and in a text.
import type { Page } from "@playwright/test";
import { day, newNote, open } from "../../tests/e2e/steps";
import { expect, test } from "../../tests/e2e/world";
import { keep, print } from "./samples";

const QUERIES = ["korsryggsmerte", "influesa", "depresjon", "vondt i kneet", "smerte", "hjernerystelse etter fall", "l84", "brudd håndledd"];
const TEXT = "Pasienten har hatt smerter siden i forrige uke og prøver seg i arbeid fra mandag av. ";
/** Between two keys: a quick typist's 110 words a minute. */
const PAUSE_MS = 90;

test("key press to paint", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await grow(page);
  await page.evaluate(listen);
  const n_elements = await page.evaluate(() => document.querySelectorAll("form *").length);
  console.log(`the form has ${n_elements} elements`);

  const search = page.getByRole("combobox", { name: /bidiagnose/i }).last();
  await search.click();
  // The lists are there before the clock counts.
  await search.pressSequentially("l84");
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
  await search.fill("");
  await taken(page);
  for (const query of QUERIES) {
    await search.pressSequentially(query, { delay: PAUSE_MS });
    await search.fill("");
    await page.waitForTimeout(100);
  }
  const diagnosis = await taken(page);

  const text = page.locator("textarea").last();
  await text.click();
  await text.pressSequentially(TEXT.repeat(2), { delay: PAUSE_MS });
  const words = await taken(page);

  // The same page with nothing of ours in it: what the browser and this machine take.
  await page.evaluate(() => {
    document.body.replaceChildren(document.createElement("textarea"));
  });
  await page.locator("textarea").click();
  await page.locator("textarea").pressSequentially(TEXT, { delay: PAUSE_MS });
  const empty = await taken(page);

  print("key press to paint, diagnosis search (bar: p95 16 ms)", diagnosis.paint);
  print("key press to paint, text (bar: p95 16 ms)", words.paint);
  print("key press to paint, an empty page", empty.paint);
  print("of which until the page is ready to paint, diagnosis search", diagnosis.work);
  keep("paint", { n_elements, diagnosis, words, empty });
  expect(diagnosis.paint.length).toBeGreaterThan(60);
});

/** Everything that can be there at once. */
async function grow(page: Page) {
  await page.getByLabel("Fra og med").first().fill(day(0));
  await page.getByLabel("Til og med").first().fill(day(6));
  for (const id of ["#legg-til-periode", "#legg-til-bidiagnose"]) {
    for (let n = 0; n < 3; n++) await page.locator(id).click();
  }
  for (const box of await page.getByRole("checkbox").all()) {
    if (await box.isVisible()) await box.check();
  }
}

/** Runs in the page: notes for each key how long until the frame after it has been painted. */
function listen() {
  const samples = { paint: [] as number[], work: [] as number[] };
  (window as any).samples = samples;
  const channel = new MessageChannel();
  const pressed: number[] = [];
  // A message that is sent from the frame's callback is read when the frame has been handed on.
  channel.port1.onmessage = () => samples.paint.push(performance.now() - pressed.shift()!);
  addEventListener(
    "keydown",
    (event) =>
      requestAnimationFrame(() => {
        pressed.push(event.timeStamp);
        samples.work.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(null);
      }),
    true,
  );
}

/** The samples since the last time. */
async function taken(page: Page): Promise<{ paint: number[]; work: number[] }> {
  await page.waitForTimeout(300);
  return page.evaluate(() => {
    const { paint, work } = (window as any).samples;
    return { paint: paint.splice(0), work: work.splice(0) };
  });
}
