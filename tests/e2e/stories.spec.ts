// The user stories of sykmelding.md section 6, by number. What is asserted is what Nav's receiver got.
import type { Page } from "@playwright/test";
import { accessible, chooseDiagnosis, day, fillForm, fits, newNote, open, screens, send, toSummary, wire } from "./steps";
import { expect, test, type Launch, type Way, type World } from "./world";

/** The notes that Nav has got, once there are so many: what is accepted is delivered a moment later. */
async function delivered(world: World, count: number) {
  await expect.poll(async () => (await world.inspect()).received.length).toBe(count);
  return (await world.inspect()).received;
}

/** The values of the only note that Nav has got. */
async function sent(world: World) {
  return (await delivered(world, 1))[0].payload.values;
}

async function start(page: Page, world: World, button: string | RegExp, heading: string, launch: Launch = {}) {
  await open(page, world, launch);
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
}

async function dates(page: Page, fom: string, tom: string, row = 0) {
  await page.getByLabel("Fra og med").nth(row).fill(fom);
  await page.getByLabel("Til og med").nth(row).fill(tom);
}

async function graded(page: Page, grad: string, row = 0) {
  await page.getByLabel("Sykmeldingsgrad (%)").nth(row).fill(grad);
}

/** An employer that the register does not have. */
async function otherEmployer(page: Page, name: string) {
  await page.getByRole("combobox", { name: "Arbeidsgiver som sykmeldingen gjelder" }).selectOption({ label: "En annen arbeidsgiver" });
  await page.getByLabel("Navn på arbeidsgiveren").fill(name);
}

for (const way of ["browser", "secret"] as Way[]) {
  test(`story 2: a graded note (${way})`, async ({ page, world }) => {
    await open(page, world, { way });
    await newNote(page);
    await dates(page, day(0), day(6));
    await graded(page, "40");
    await toSummary(page);
    await send(page);
    expect((await sent(world)).aktivitet).toEqual([
      { type: "GRADERT", fom: wire(0), tom: wire(6), grad: 40, reisetilskudd: false },
    ]);
  });
}

test("story 6: three adjoining periods of different kind", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  for (const [row, grad] of [[1, "60"], [2, "40"]] as const) {
    await page.getByRole("button", { name: /Legg til periode/ }).click();
    await page.getByLabel("Til og med").nth(row).fill(day(6 + 7 * row));
    await graded(page, grad, row - 1);
  }
  await toSummary(page);
  await send(page);
  const { aktivitet } = await sent(world);
  expect(aktivitet.map((a: any) => [a.type, a.fom, a.tom, a.grad])).toEqual([
    ["AKTIVITET_IKKE_MULIG", wire(0), wire(6), undefined],
    ["GRADERT", wire(7), wire(13), 60],
    ["GRADERT", wire(14), wire(20), 40],
  ]);
});

test("story 7: several employers, one is named", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await page.getByLabel("Pasienten har flere arbeidsgivere").check();
  await page.getByRole("button", { name: /Neste/ }).click();
  await expect(page.getByText("Arbeidsgiveren må fylles ut.").first()).toBeVisible();
  await otherEmployer(page, "Hytta og Fjellet AS");
  await toSummary(page);
  await expect(page.getByText("Hytta og Fjellet AS")).toBeVisible();
  await send(page);
  expect((await sent(world)).arbeidsgiver).toEqual({ harFlere: true, arbeidsgivernavn: "Hytta og Fjellet AS" });
});

test("story 8: work-related causes with free text", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await page.getByLabel("Årsaken er arbeidsrelatert").check();
  await page.getByRole("button", { name: /Neste/ }).click();
  await expect(page.getByText("Velg minst én årsak.").first()).toBeVisible();
  await page.getByLabel("Manglende tilrettelegging på arbeidsplassen").check();
  await page.getByLabel("Annet", { exact: true }).check();
  await page.getByLabel("Annen årsak ved arbeidet").fill("Støy i lokalet");
  await toSummary(page);
  await send(page);
  expect((await sent(world)).aktivitet[0].arbeidsrelatertArsak).toEqual({
    isArbeidsrelatertArsak: true,
    arbeidsrelaterteArsaker: ["MANGLENDE_TILRETTELEGGING", "ANNET"],
    annenArbeidsrelatertArsak: "Støy i lokalet",
  });
});

test("story 9: hidden from the patient, and the box is bound to the value", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await toSummary(page);
  await page.getByLabel(/Pasienten skal skjermes/).check();
  await page.getByRole("button", { name: /Forrige steg/ }).click();
  await toSummary(page);
  await expect(page.getByLabel(/Pasienten skal skjermes/)).toBeChecked();
  await send(page);
  expect((await sent(world)).pasientenSkalSkjermes).toBe(true);
});

test("story 13: another legal ground must be chosen, and is sent", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await page.getByLabel("Annen lovfestet fraværsgrunn").check();
  await page.getByRole("button", { name: /Neste/ }).click();
  await expect(page.getByText("Fraværsgrunn må velges.").first()).toBeVisible();
  await page.getByLabel("Fraværsgrunn", { exact: true }).selectOption("SMITTEFARE");
  await page.getByLabel("Sykefraværet er svangerskapsrelatert").check();
  await page.getByLabel(/Kan skyldes yrkesskade/).check();
  await page.getByLabel(/Skadedato/).fill(day(-3));
  await toSummary(page);
  await send(page);
  const values = await sent(world);
  expect(values.annenFravarsgrunn).toBe("SMITTEFARE");
  expect(values.svangerskapsrelatert).toBe(true);
  expect(values.yrkesskade).toEqual({ yrkesskade: true, skadedato: wire(-3) });
});

test("stories 17 and 19: shorthand in the first date sets both, after a hint", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  const fom = page.getByLabel("Fra og med").first();
  await fom.fill("-2 7d");
  await expect(page.getByText(/Trykk Enter/)).toBeVisible();
  await fom.press("Enter");
  await expect(fom).toHaveValue(day(-2));
  await expect(page.getByLabel("Til og med").first()).toHaveValue(day(4));
  await expect(page.getByText(/Trykk Enter/)).toBeHidden();
});

test("stories 18, 20, 21 and 22: shorthand in the last date and in the second period", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  const tom = page.getByLabel("Til og med").first();
  await tom.fill("2u");
  await expect(page.getByText(/Trykk Enter/)).toBeVisible();
  await tom.press("Enter");
  await expect(page.getByLabel("Fra og med").first()).toHaveValue(day(0));
  await expect(tom).toHaveValue(day(13));
  await page.getByRole("button", { name: /Legg til periode/ }).click();
  const second = page.getByLabel("Til og med").nth(1);
  await second.fill("7d");
  await second.press("Enter");
  await expect(page.getByLabel("Fra og med").nth(1)).toHaveValue(day(14));
  await expect(second).toHaveValue(day(20));
});

test("stories 25 and 26: reversed, overlapping, gapped and far dates are refused beside the field", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await dates(page, day(3), day(2));
  await page.getByRole("button", { name: /Neste/ }).click();
  await expect(page.getByText("Til-dato kan ikke være før fra-dato.").first()).toBeVisible();
  await dates(page, day(31), day(32));
  await expect(page.getByText(/mer enn 30 dager fram/).first()).toBeVisible();
  await dates(page, "01.01.2015", "02.01.2015");
  await expect(page.getByText(/mer enn tre år tilbake/).first()).toBeVisible();
  await dates(page, day(0), day(400));
  await expect(page.getByText(/lenger enn reglene tillater/).first()).toBeVisible();
  await dates(page, day(0), day(6));
  await page.getByRole("button", { name: /Legg til periode/ }).click();
  await dates(page, day(6), day(10), 1);
  await expect(page.getByText("Perioden overlapper den forrige.").first()).toBeVisible();
  await dates(page, day(20), day(22), 1);
  await expect(page.getByText(/arbeidsdag mellom/).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Sykmelding", exact: true })).toBeVisible();
});

test("stories 28, 29 and 30: a backdated note asks why, and forgets it when it is not backdated any more", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page, day(-4), day(2));
  await expect(page.getByRole("heading", { name: "Tilbakedatering" })).toBeHidden();
  await page.getByLabel("Fra og med").first().fill(day(-5));
  await expect(page.getByRole("heading", { name: "Tilbakedatering" })).toBeVisible();
  await page.getByRole("button", { name: /Neste/ }).click();
  await expect(page.getByText("Grunnen til tilbakedateringen må velges.").first()).toBeVisible();
  await page.getByLabel(/første gang kontakt/).fill(day(-5));
  await page.getByLabel("Grunn til tilbakedateringen").selectOption("ANNET");
  await page.getByLabel("Begrunnelse").fill("Pasienten fikk ikke time");
  await toSummary(page);
  await expect(page.getByText("Pasienten fikk ikke time")).toBeVisible();
  await page.getByRole("button", { name: /Forrige steg/ }).click();
  await page.getByLabel("Fra og med").first().fill(day(0));
  await toSummary(page);
  await expect(page.getByText("Pasienten fikk ikke time")).toBeHidden();
  await send(page);
  expect((await sent(world)).tilbakedatering).toBeNull();
});

test("story 34: a note of 280 days asks for all three weeks at once", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page, day(0), day(278));
  await expect(page.getByRole("heading", { name: /Utdypende spørsmål for uke 17/ })).toBeVisible();
  await page.getByLabel("Til og med").first().fill(day(279));
  await expect(page.getByRole("heading", { name: /Utdypende spørsmål for uke 39/ })).toBeVisible();
  const texts = page.locator("section", { hasText: "Utdypende spørsmål" }).getByRole("textbox");
  await expect(texts).toHaveCount(6);
  for (let i = 0; i < 6; i++) await texts.nth(i).fill(`Svar ${i + 1}`);
  await page.getByLabel(/Hvordan forventes helsetilstanden/).selectOption({ index: 2 });
  await accessible(page, "utdypende");
  await toSummary(page);
  await send(page);
  const { utdypendeSporsmal } = await sent(world);
  expect(Object.keys(utdypendeSporsmal)).toHaveLength(11);
  expect(utdypendeSporsmal.realistiskMestringArbeid.svar).toBe("Svar 1");
  expect(utdypendeSporsmal.utfordringerMedArbeid).toBeNull();
  expect(utdypendeSporsmal.forventetHelsetilstandUtvikling.svar).toBe("Gradvis bedring - omfang usikkert");
});

test("story 36: days of treatment go to a person at Nav, with the description", async ({ page, world }) => {
  await start(page, world, /Behandlingsdager/, "Behandlingsdager");
  await dates(page, day(0), day(13));
  await expect(page.getByText(/2 behandlingsdager/)).toBeVisible();
  await page.getByLabel("Om behandlingen").fill("Dialyse hver uke");
  await toSummary(page);
  await page.getByRole("button", { name: /Send til Nav/ }).click();
  await page.getByRole("button", { name: /Send likevel/ }).click();
  await expect(screens.receipt(page)).toBeVisible();
  const values = await sent(world);
  expect(values.aktivitet).toEqual([{ type: "BEHANDLINGSDAGER", fom: wire(0), tom: wire(13), antallBehandlingsdager: 2 }]);
  expect(values.meldinger.tilNav).toBe("Dialyse hver uke");
});

test("story 37: full reisetilskudd", async ({ page, world }) => {
  await start(page, world, /Reisetilskudd/, "Reisetilskudd");
  await dates(page, day(0), day(6));
  await toSummary(page);
  await send(page);
  expect((await sent(world)).aktivitet).toEqual([{ type: "REISETILSKUDD", fom: wire(0), tom: wire(6) }]);
});

test("story 38: graded reisetilskudd", async ({ page, world }) => {
  await start(page, world, /Reisetilskudd/, "Reisetilskudd");
  await page.getByLabel("Mulighet for arbeid").selectOption("GRADERT");
  await dates(page, day(0), day(6));
  await graded(page, "50");
  await toSummary(page);
  await send(page);
  expect((await sent(world)).aktivitet).toEqual([
    { type: "GRADERT", fom: wire(0), tom: wire(6), grad: 50, reisetilskudd: true },
  ]);
});

test("an avventende note asks the employer, for 17 days at most", async ({ page, world }) => {
  await start(page, world, /Avventende/, "Avventende sykmelding");
  await dates(page, day(0), day(17));
  await page.getByRole("button", { name: /Neste/ }).click();
  await expect(page.getByText("Innspill til arbeidsgiver må fylles ut.").first()).toBeVisible();
  await expect(page.getByText(/lenger enn reglene tillater/).first()).toBeVisible();
  await page.getByLabel("Til og med").fill(day(16));
  await page.getByLabel(/^Innspill til arbeidsgiver/).first().fill("Hev pulten");
  await toSummary(page);
  await send(page);
  expect((await sent(world)).aktivitet).toEqual([
    { type: "AVVENTENDE", fom: wire(0), tom: wire(16), innspillTilArbeidsgiver: "Hev pulten" },
  ]);
});

test("stories 44, 45 and 46: summary and back, a draft and a reload keep every value", async ({ page, world }) => {
  await start(page, world, /Reisetilskudd/, "Reisetilskudd");
  await dates(page, day(0), day(6));
  await page.getByLabel("Pasienten har flere arbeidsgivere").check();
  await otherEmployer(page, "Hytta AS");
  await toSummary(page);
  await page.reload();
  await expect(page.getByText("Hytta AS")).toBeVisible();
  await page.getByRole("button", { name: /Forrige steg/ }).click();
  await expect(page.getByLabel("Navn på arbeidsgiveren")).toHaveValue("Hytta AS");
  await page.getByRole("button", { name: /Lagre utkast/ }).click();
  await expect(page.getByText(/Utkast lagret/)).toBeVisible();
  await page.goto(page.url().replace(/\/skjema\/.*/, ""));
  // Story 50: the draft opens as the form that it is.
  const drafts = page.locator("section").filter({ has: page.getByRole("heading", { name: "Utkast" }) });
  await drafts.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Reisetilskudd", exact: true })).toBeVisible();
  await expect(page.getByLabel("Navn på arbeidsgiveren")).toHaveValue("Hytta AS");
});

test("stories 4, 23 and 51: forleng by keyboard, in twelve presses at most from overview to receipt", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await dates(page, day(0), day(6));
  await graded(page, "60");
  await toSummary(page);
  await send(page);
  await delivered(world, 1);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(page.getByRole("button", { name: /^Forleng/ })).toBeVisible();
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  await press("Alt+KeyF");
  await expect(page.getByLabel("Til og med")).toBeFocused();
  for (const key of ["2", "u", "Enter"]) await press(key);
  await expect(page.getByLabel("Fra og med")).toHaveValue(day(7));
  await expect(page.getByLabel("Til og med")).toHaveValue(day(20));
  await press("Alt+KeyN");
  await expect(screens.summary(page)).toBeVisible();
  await page.waitForTimeout(600);
  await press("Alt+KeyN");
  await expect(screens.receipt(page)).toBeVisible();
  expect(presses).toBeLessThanOrEqual(12);
  const received = await delivered(world, 2);
  const { aktivitet, hoveddiagnose } = received[1].payload.values;
  expect(aktivitet).toEqual([{ type: "GRADERT", fom: wire(7), tom: wire(20), grad: 60, reisetilskudd: false }]);
  expect(hoveddiagnose).toEqual(received[0].payload.values.hoveddiagnose);
});

test("stories 52 and 57: days of treatment are continued and copied as that", async ({ page, world }) => {
  await start(page, world, /Behandlingsdager/, "Behandlingsdager");
  await dates(page, day(0), day(6));
  await toSummary(page);
  await page.getByRole("button", { name: /Send til Nav/ }).click();
  await page.getByRole("button", { name: /Send likevel/ }).click();
  await expect(screens.receipt(page)).toBeVisible();
  await delivered(world, 1);
  await page.getByRole("button", { name: /Tilbake til oversikten/ }).click();
  await page.getByRole("button", { name: /^Dupliser/ }).click();
  await expect(page.getByRole("heading", { name: "Behandlingsdager", exact: true })).toBeVisible();
  await expect(page.getByLabel("Fra og med")).toHaveValue(day(0));
  await page.goBack();
  await page.getByRole("button", { name: /^Forleng/ }).click();
  await expect(page.getByRole("heading", { name: "Behandlingsdager", exact: true })).toBeVisible();
  await expect(page.getByLabel("Fra og med")).toHaveValue(day(7));
  await expect(page.getByLabel("Til og med")).toHaveValue("");
});

test("story 56: dupliser copies periods and diagnosis, not the messages", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await page.getByLabel("Melding til Nav").check();
  await page.getByRole("textbox", { name: "Melding til Nav" }).fill("Ber om dialogmøte");
  await toSummary(page);
  await send(page);
  await delivered(world, 1);
  await page.getByRole("button", { name: /Tilbake til oversikten/ }).click();
  await page.getByRole("button", { name: /^Dupliser/ }).click();
  await expect(page.getByLabel("Fra og med")).toHaveValue(day(0));
  await expect(page.getByLabel("Til og med")).toHaveValue(day(6));
  await expect(page.getByText("Hentet fra en tidligere sykmelding").first()).toBeVisible();
  await expect(page.getByLabel("Melding til Nav")).not.toBeChecked();
});

test("story 11: a chosen hoveddiagnose is changed", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await page.getByRole("button", { name: /^Endre/ }).first().click();
  await chooseDiagnosis(page, "P76");
  await toSummary(page);
  await send(page);
  expect((await sent(world)).hoveddiagnose).toEqual({ system: "ICPC2", code: "P76" });
});

test("every variant fits a narrow panel and is accessible", async ({ page, world }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  for (const [button, heading] of [
    [/Ny sykmelding/, "Sykmelding"],
    [/Reisetilskudd/, "Reisetilskudd"],
    [/Behandlingsdager/, "Behandlingsdager"],
    [/Avventende/, "Avventende sykmelding"],
  ] as const) {
    await start(page, world, button, heading);
    await dates(page, day(-6), day(6));
    for (const box of await page.getByRole("checkbox").all()) if (await box.isVisible()) await box.check();
    await page.getByRole("button", { name: /Neste/ }).click();
    await accessible(page, heading);
    await fits(page, heading);
    const pictures = process.env.ATTEST_SCREENSHOTS;
    if (pictures) await page.screenshot({ path: `${pictures}/variant-${heading}-400.png`, fullPage: true });
  }
});

test("stories 68, 69 and 70: an employer from the register, or another one, survives summary and draft", async ({ page, world }) => {
  await open(page, world);
  await newNote(page);
  await fillForm(page);
  await page.getByLabel("Pasienten har flere arbeidsgivere").check();
  const choice = page.getByRole("combobox", { name: "Arbeidsgiver som sykmeldingen gjelder" });
  await expect(choice.getByRole("option")).toHaveCount(5);
  await choice.selectOption({ index: 1 });
  const name = await choice.inputValue();
  await toSummary(page);
  await expect(page.getByText(name).first()).toBeVisible();
  await page.getByRole("button", { name: /Forrige steg/ }).click();
  await expect(choice).toHaveValue(name);
  await choice.selectOption({ label: "En annen arbeidsgiver" });
  const field = page.getByRole("textbox", { name: "Navn på arbeidsgiveren" });
  await expect(field).toBeFocused();
  await field.fill("Seteren DA");
  await page.getByRole("button", { name: /Lagre utkast/ }).click();
  await expect(page.getByText(/Utkast lagret/)).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue("Seteren DA");
  await accessible(page, "arbeidsgiver");
  await toSummary(page);
  await send(page);
  expect((await sent(world)).arbeidsgiver).toEqual({ harFlere: true, arbeidsgivernavn: "Seteren DA" });
});

for (const [patient, week, asked] of [
  ["uke7", 7, "utfordringerMedArbeid"],
  ["uke17", 17, "arbeidsrelaterteUtfordringer"],
  ["uke39", 39, "realistiskMestringArbeid"],
] as const) {
  test(`stories 31 and 35: the questions of week ${week} come after the patient's earlier notes`, async ({ page, world }) => {
    await open(page, world, { patient });
    await newNote(page);
    await fillForm(page);
    await expect(page.getByRole("heading", { name: `Utdypende spørsmål for uke ${week}` })).toBeVisible();
    const texts = page.locator("section", { hasText: "Utdypende spørsmål" }).getByRole("textbox");
    for (let i = 0; i < (await texts.count()); i++) await texts.nth(i).fill(`Svar ${i + 1}`);
    const outlook = page.getByLabel(/Hvordan forventes helsetilstanden/);
    if (await outlook.isVisible()) await outlook.selectOption({ index: 1 });
    await expect(page.locator("#hoveddiagnose-endre")).toBeVisible();
    await toSummary(page);
    await send(page);
    expect((await sent(world)).utdypendeSporsmal[asked].svar).toBe("Svar 1");
  });
}

test("stories 61 to 66: earlier notes of every kind, older ones on request, others' with kind and dates only", async ({ page, world }) => {
  await open(page, world, { patient: "historie" });
  const notes = page.getByRole("listitem");
  await expect(page.getByText("Skrevet av en annen").first()).toBeVisible();
  const before = await notes.count();
  await page.getByRole("button", { name: "Vis eldre sykmeldinger" }).click();
  await expect(page.getByRole("button", { name: "Vis eldre sykmeldinger" })).toBeHidden();
  expect(await notes.count()).toBeGreaterThan(before);
  await accessible(page, "historie");
  await page.setViewportSize({ width: 400, height: 800 });
  await fits(page, "historie");
  const earlier = page.locator("section").filter({ has: page.getByRole("heading", { name: "Tidligere sykmeldinger" }) });
  await earlier.getByRole("link").first().click();
  await expect(page.getByText("Status")).toBeVisible();
  await accessible(page, "tidligere sykmelding");
  await page.reload();
  await expect(page.getByText("Status")).toBeVisible();
});

test("a failing list says so and does not stop a new note", async ({ page, world }) => {
  await world.fault("nav.list", { status: 500 });
  await open(page, world);
  await expect(page.getByText(/kunne ikke hentes fra Nav nå/)).toBeVisible();
  await newNote(page);
  await fillForm(page);
  await toSummary(page);
  await send(page);
});
