// From launch to receipt in every way in, and what the outside world has then.
import { accessible, open, screens, wire, writeNote } from "./steps";
import { expect, test, type Way } from "./world";

for (const way of ["browser", "secret", "jwt"] as Way[]) {
  test(`SEC-20 from launch to receipt: ${way}`, async ({ page, world }) => {
    const foreign: string[] = [];
    const origins = [world.app, world.sandbox];
    page.on("request", (request) => {
      const url = request.url();
      if (!/^(data|blob):/.test(url) && !origins.some((origin) => url.startsWith(`${origin}/`))) foreign.push(url);
    });
    await open(page, world, { way });
    expect(page.url()).not.toMatch(/code=|state=|launch=|iss=/);
    await writeNote(page);
    await expect(page.getByText(/lagret i journalen/).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/Nav har mottatt/).first()).toBeVisible();
    await accessible(page, "receipt");

    const { received, documents } = await journalOf(world);
    expect(received).toHaveLength(1);
    const payload = received[0].payload;
    expect(Object.keys(payload.values).sort()).toEqual(VALUES);
    expect(payload.values.aktivitet).toEqual([
      {
        type: "AKTIVITET_IKKE_MULIG",
        fom: wire(0),
        tom: wire(6),
        arbeidsrelatertArsak: {
          isArbeidsrelatertArsak: false,
          arbeidsrelaterteArsaker: [],
          annenArbeidsrelatertArsak: null,
        },
      },
    ]);
    expect(payload.meta.source).toMatch(/ \(FHIR\)$/);
    expect(documents).toEqual({ DocumentReference: 1, QuestionnaireResponse: 1 });
    expect(foreign, "requests to others").toEqual([]);
  });
}

test("SEC-17 SEC-54 nothing of the session is kept in the browser's storages", async ({ page, world, context }) => {
  for (const way of ["secret", "browser"] as Way[]) {
    await open(page, world, { way });
    await writeNote(page);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, session: { ...sessionStorage } }));
    expect(kept).not.toMatch(/Testesen|verifier|token|L8\d|\d{11}/i);
    const readable = await page.evaluate(() => document.cookie);
    expect(readable).toBe("");
  }
  for (const cookie of await context.cookies(world.app)) {
    expect(cookie.httpOnly, cookie.name).toBe(true);
    expect(cookie.secure, cookie.name).toBe(true);
  }
});

test("framed by the EPJ from launch to receipt", async ({ page, world }) => {
  await page.goto(await world.launchUrl({ framed: true }));
  const frame = page.frameLocator("iframe");
  await expect(screens.overview(frame)).toBeVisible();
  await writeNote(frame);
  await expect(frame.getByText(/lagret i journalen/).first()).toBeVisible({ timeout: 30_000 });
  expect((await journalOf(world)).received).toHaveLength(1);
});

const VALUES = [
  "aktivitet",
  "annenFravarsgrunn",
  "arbeidsgiver",
  "bidiagnoser",
  "hoveddiagnose",
  "meldinger",
  "pasientenSkalSkjermes",
  "svangerskapsrelatert",
  "tilbakedatering",
  "utdypendeSporsmal",
  "yrkesskade",
];

async function journalOf(world: { inspect(): Promise<any> }) {
  const { received, documents } = await world.inspect();
  return { received, documents };
}
