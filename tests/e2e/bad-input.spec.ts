// What a person can meet on the way in: each has its own sentence and a next action, and nothing is sent.
import { accessible } from "./steps";
import { expect, test, type Launch } from "./world";

type Case = {
  name: string;
  says: RegExp;
  launch?: Launch;
  fault?: [where: string, fault: unknown];
};

const CASES: Case[] = [
  { name: "no encounter", launch: { encounter: null }, says: /oppga ingen konsultasjon/ },
  { name: "no patient", fault: ["auth.token", "noPatient"], says: /oppga ingen pasient/ },
  { name: "encounter of another patient", launch: { encounter: "ola-i-dag" }, says: /hører til en annen pasient/ },
  { name: "patient without identity number", launch: { patient: "nils" }, says: /ikke et fødselsnummer/ },
  { name: "clinician without HPR", launch: { practitioner: "uten-hpr" }, says: /ikke registrert med HPR-nummer/ },
  { name: "expired code", fault: ["auth.token", "expiredCode"], says: /godtok ikke innloggingskoden/ },
  { name: "id_token with wrong issuer", fault: ["auth.token", "wrongIssuer"], says: /hvem som er logget inn/ },
  { name: "id_token with wrong audience", fault: ["auth.token", "wrongAudience"], says: /hvem som er logget inn/ },
  { name: "id_token with wrong nonce", fault: ["auth.token", "wrongNonce"], says: /hvem som er logget inn/ },
  { name: "id_token with wrong key", fault: ["auth.token", "wrongKey"], says: /hvem som er logget inn/ },
  { name: "discovery is down", fault: ["auth.discovery", { status: 500 }], says: /svarer ikke/ },
  { name: "discovery is malformed", fault: ["auth.discovery", "malformedJson"], says: /hvordan journalsystemet logger inn/ },
  { name: "token endpoint is down", fault: ["auth.token", { status: 500 }], says: /svarer ikke/ },
  { name: "token answer is malformed", fault: ["auth.token", "malformedJson"], says: /fullførte ikke innloggingen/ },
  { name: "Patient answers 401", fault: ["fhir.Patient", { status: 401 }], says: /Innloggingen i journalsystemet er utløpt/ },
  { name: "Patient answers 403", fault: ["fhir.Patient", { status: 403 }], says: /ikke (gitt|ga) .*tilgang|lov til å lese pasienten|ga ikke tilgang/ },
  { name: "Patient answers 404", fault: ["fhir.Patient", { status: 404 }], says: /finner ikke opplysningene/ },
  { name: "Patient answers 500", fault: ["fhir.Patient", { status: 500 }], says: /svarer ikke/ },
  { name: "Patient is cut off", fault: ["fhir.Patient", "drop"], says: /svarer ikke/ },
  { name: "Patient is malformed", fault: ["fhir.Patient", "malformedJson"], says: /kan ikke leses/ },
  { name: "Patient is another patient", fault: ["fhir.Patient", "wrongPatient"], says: /ikke lenger den samme/ },
];

for (const way of ["secret", "browser"] as const) {
  for (const { name, launch, fault, says } of CASES) {
    test(`${way}: ${name}`, async ({ page, world }) => {
      if (fault) await world.fault(...fault);
      await page.goto(await world.launchUrl({ way, ...launch }));
      await expect(page.getByRole("alert").getByText(says)).toBeVisible({ timeout: 20_000 });
      await expect(page.getByRole("alert").getByText(/Ingenting er|Attest har stoppet|er trygge/)).toBeVisible();
      await accessible(page, name);
      const { received, documents } = await world.inspect();
      expect(received).toEqual([]);
      expect(documents).toEqual({});
    });
  }
}

test("unknown iss", async ({ page, world }) => {
  await page.goto(`${world.app}/launch?iss=${encodeURIComponent("https://epj.invalid/fhir")}&launch=x`);
  await expect(page.getByRole("alert").getByText(/ikke registrert hos Attest/)).toBeVisible();
});

for (const [name, query] of [
  ["missing launch", "iss=IS"],
  ["doubled launch", "iss=IS&launch=a&launch=b"],
  ["doubled iss", "iss=IS&iss=IS&launch=a"],
]) {
  test(`${name}`, async ({ page, world }) => {
    const iss = encodeURIComponent(`${world.sandbox}/epj/secret/fhir`);
    await page.goto(`${world.app}/launch?${query.replaceAll("IS", iss)}`);
    await expect(page.getByRole("alert").getByText(/en måte som ikke er gyldig/)).toBeVisible();
  });
}

for (const way of ["secret", "browser"] as const) {
  test(`${way}: forged state`, async ({ page, world }) => {
    await page.goto(`${world.app}/callback/${way}?code=stolen&state=${"a".repeat(43)}`);
    await expect(page.getByRole("alert").getByText(/brukt opp, for gammel/)).toBeVisible();
    const { tokenRequests } = await world.inspect();
    expect(tokenRequests.length ?? tokenRequests).toBe(0);
  });

  test(`${way}: replayed callback`, async ({ page, world }) => {
    const callbacks: string[] = [];
    page.on("request", (request) => {
      if (request.isNavigationRequest() && request.url().includes("/callback/")) callbacks.push(request.url());
    });
    await page.goto(await world.launchUrl({ way }));
    await expect(page.getByRole("button", { name: /Ny sykmelding/ })).toBeVisible();
    await page.goto(callbacks[0]);
    await expect(page.getByRole("alert").getByText(/brukt opp, for gammel/)).toBeVisible();
  });
}
