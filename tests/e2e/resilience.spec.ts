// What goes wrong on the way: nothing typed is lost, nothing is sent twice, nothing reaches another patient.
import { accessible, chooseDiagnosis, day, fillForm, newNote, open, screens, send, toSummary, writeNote } from "./steps";
import { expect, test, watch, type Way } from "./world";

const stored = /Dokumentet er lagret i journalen/;

test("double click on send makes one note", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await toSummary(page);
  await page.waitForTimeout(600);
  const button = page.getByRole("button", { name: /Send til Nav/ });
  await button.dblclick({ noWaitAfter: true });
  await button.click({ timeout: 500, force: true }).catch(() => undefined);
  await expect(screens.receipt(page)).toBeVisible();
  await expect(page.getByText(stored)).toBeVisible({ timeout: 30_000 });
  const { received, documents } = await world.inspect();
  expect(received).toHaveLength(1);
  expect(documents.DocumentReference).toBe(1);
});

for (const way of ["secret", "browser"] as Way[]) {
  test(`${way}: reload at every step`, async ({ page, world }) => {
    await open(page, world, { way });
    await page.reload();
    await newNote(page);
    await fillForm(page, day(0), day(3));
    // In browser mode the token went with the page, so the journal can no longer be asked for the diagnosis.
    if (way === "browser") await chooseDiagnosis(page, "l84");
    await page.getByRole("button", { name: /Lagre utkast/ }).click();
    await expect(page.getByText(/Utkast lagret/)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Til og med").first()).toHaveValue(day(3));
    await toSummary(page);
    await page.reload();
    await expect(screens.summary(page)).toBeVisible();
    await send(page);
    await page.reload();
    await expect(screens.receipt(page)).toBeVisible();
    if (way === "secret") {
      await expect(page.getByText(stored)).toBeVisible({ timeout: 30_000 });
    } else {
      // The token is gone with the page, so the screen says what to do instead.
      await expect(page.getByText(/kan ikke lenger skrive til journalen/)).toBeVisible({ timeout: 30_000 });
      await open(page, world, { way });
      await expect(page.getByText(/Sendt, men ikke i journalen/)).toBeVisible();
      await page.getByRole("button", { name: /Se kvittering|lagre i journalen/ }).or(page.getByRole("link", { name: /Se kvittering/ })).first().click();
      await expect(page.getByText(stored)).toBeVisible({ timeout: 30_000 });
    }
    const { received, documents } = await world.inspect();
    expect(received).toHaveLength(1);
    expect(documents.DocumentReference).toBe(1);
  });
}

test("SEC-21 two tabs with two patients never mix", async ({ page, world, context, violations }) => {
  const other = await context.newPage();
  watch(other, violations);
  await open(page, world, { patient: "kari" });
  await newNote(page);
  await open(other, world, { patient: "ola" });
  await newNote(other);
  await fillForm(page, day(0), day(1));
  await fillForm(other, day(0), day(8));
  await toSummary(page);
  await toSummary(other);
  await expect(page.getByRole("main").getByText(/Kari/).first()).toBeVisible();
  await expect(other.getByRole("main").getByText(/Ola/).first()).toBeVisible();
  await send(page);
  await send(other);
  await expect(page.getByText(stored)).toBeVisible({ timeout: 30_000 });
  await expect(other.getByText(stored)).toBeVisible({ timeout: 30_000 });
  const seen = await world.inspect();
  expect(seen.received).toHaveLength(2);
  const byTom = Object.fromEntries(seen.received.map((r: any) => [r.payload.values.aktivitet[0].tom, r.payload.meta.pasientIdent]));
  expect(new Set(Object.values(byTom)).size).toBe(2);
  for (const { patient, n } of await documentsByPatient(world)) expect({ patient, n }).toEqual({ patient, n: 1 });
});

test("SMART-71 a second launch leaves the first as it is", async ({ page, world, context }) => {
  await open(page, world, { patient: "kari" });
  const second = await context.newPage();
  await open(second, world, { patient: "asta" });
  await writeNote(page);
  await expect(page.getByText(stored)).toBeVisible({ timeout: 30_000 });
  const [found] = await documentsByPatient(world);
  expect(found).toEqual({ patient: "kari", n: 1 });
});

test("WB-33 Nav down: the note is accepted, queued and delivered later", async ({ page, world }) => {
  await world.fault("nav", { status: 503 });
  await open(page, world);
  await writeNote(page);
  await expect(page.getByText(/trygt mottatt og sendes til Nav/)).toBeVisible();
  await accessible(page, "receipt while Nav is down");
  expect((await world.inspect()).received).toEqual([]);
  await world.clearFaults();
  await expect(page.getByText(/Nav har mottatt sykmeldingen/)).toBeVisible({ timeout: 45_000 });
  expect((await world.inspect()).received).toHaveLength(1);
});

for (const [name, where, fault] of [
  ["refuses the write", "fhir.DocumentReference.write", { status: 403 }],
  ["fails at the write", "fhir.DocumentReference.write", { status: 422 }],
] as const) {
  test(`WB-22 the EPJ ${name}: Nav has it, the receipt offers the PDF and a retry`, async ({ page, world }) => {
    await world.fault(where, fault);
    await world.fault("fhir.batch", fault);
    await open(page, world);
    await writeNote(page);
    await expect(page.getByText(/Nav har mottatt sykmeldingen/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/Dokumentet er ikke lagret i journalen/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("link", { name: /Åpne PDF/ })).toBeVisible();
    await accessible(page, "receipt while the EPJ refuses");
    await world.clearFaults();
    await page.getByRole("button", { name: /lagre i journalen igjen/ }).click();
    await expect(page.getByText(stored)).toBeVisible({ timeout: 30_000 });
    const { received, documents } = await world.inspect();
    expect(received).toHaveLength(1);
    expect(documents.DocumentReference).toBe(1);
  });
}

test("WB-04 an EPJ that stores and then cuts the line holds one document", async ({ page, world }) => {
  await world.fault("fhir.DocumentReference.write", "storeAndDrop", { times: 1 });
  await open(page, world);
  await writeNote(page);
  await expect(page.getByText(stored)).toBeVisible({ timeout: 45_000 });
  expect((await world.inspect()).documents.DocumentReference).toBe(1);
});

test("the receiver's disk is full: the note waits and arrives once", async ({ page, world }) => {
  await world.fault("nav.create", "diskFull", { times: 2 });
  await open(page, world);
  await writeNote(page);
  await expect(page.getByText(/Nav har mottatt sykmeldingen/)).toBeVisible({ timeout: 45_000 });
  expect((await world.inspect()).received).toHaveLength(1);
});

test("the gateway is gone while a note is written: what was typed stays, and is sent when it is back", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page, day(0), day(2));
  await toSummary(page);
  await world.killGateway();
  await page.waitForTimeout(600);
  await page.getByRole("button", { name: /Send til Nav/ }).click();
  await expect(page.getByText(/får ikke kontakt/)).toBeVisible({ timeout: 30_000 });
  await world.startGateway();
  await send(page);
  await expect(page.getByText(stored)).toBeVisible({ timeout: 45_000 });
  const { received, documents } = await world.inspect();
  expect(received).toHaveLength(1);
  expect(documents.DocumentReference).toBe(1);
});

test("a patient whom Nav does not know: an explanation, and the form is still there", async ({ page, world }) => {
  await open(page, world, { patient: "ukjent" });
  await newNote(page);
  await fillForm(page);
  await toSummary(page);
  await page.waitForTimeout(600);
  await page.getByRole("button", { name: /Send til Nav/ }).click();
  await expect(page.getByText(/Nav finner ikke pasienten/)).toBeVisible();
  await accessible(page, "patient unknown at Nav");
  await page.getByRole("button", { name: /Forrige steg/ }).click();
  await expect(page.getByLabel("Til og med").first()).toHaveValue(day(6));
});

test("a soft rule asks, and sends when told to", async ({ page, world }) => {
  await open(page, world, { patient: "zara" });
  await newNote(page);
  await fillForm(page);
  await expect(page.getByText(/Z-diagnoser i ICPC-2/).first()).toBeVisible();
  await toSummary(page);
  await page.waitForTimeout(600);
  await page.getByRole("button", { name: /Send til Nav/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await accessible(page, "rule dialog");
  await dialog.getByRole("button", { name: /Send likevel/ }).click();
  await expect(screens.receipt(page)).toBeVisible();
  await expect(page.getByText(/men den er ikke godkjent/)).toBeVisible({ timeout: 30_000 });
  expect((await world.inspect()).received).toHaveLength(1);
});

test("an office without organisation number cannot send, and says where to mend it", async ({ page, world }) => {
  await open(page, world, { patient: "dana", encounter: "dana-uten-orgnr" });
  await newNote(page);
  await fillForm(page);
  await toSummary(page);
  await expect(page.getByText(/mangler organisasjonsnummer eller telefon/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /Send til Nav/ })).toBeDisabled();
  await accessible(page, "office incomplete");
});

/** How many documents each patient's journal holds. */
async function documentsByPatient(world: { inspect(): Promise<any> }): Promise<{ patient: string; n: number }[]> {
  const { resources } = await world.inspect();
  const counts = new Map<string, number>();
  for (const resource of resources) {
    if (resource.resourceType !== "DocumentReference") continue;
    const patient = resource.subject.reference.replace("Patient/", "");
    counts.set(patient, (counts.get(patient) ?? 0) + 1);
  }
  return [...counts].map(([patient, n]) => ({ patient, n }));
}
