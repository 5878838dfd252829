// One sandbox and one gateway for each worker, on free ports with a folder of their own, so that switches set by one
// test never trip another. `test` is Playwright's, with the world as a fixture.
import { test as base, expect, type Page } from "@playwright/test";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const bin = process.env.ATTEST_BIN ?? join(root, "target/debug");
const dist = process.env.ATTEST_DIST ?? join(root, "dist");

export type Way = "browser" | "secret" | "jwt";

export type Launch = {
  way?: Way;
  practitioner?: string;
  patient?: string;
  encounter?: string | null;
  framed?: boolean;
  faults?: object[];
};

/** The outside world of one worker. */
export class World {
  private constructor(
    readonly app: string,
    readonly sandbox: string,
    private readonly folder: string,
    private readonly sandboxProcess: ChildProcess,
    private gatewayProcess: ChildProcess,
    readonly logs: string[],
  ) {}

  static async start(): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "attest-e2e-"));
    const [appPort, sandboxPort] = await freePorts(2);
    const app = `http://localhost:${appPort}`;
    const sandbox = `http://127.0.0.1:${sandboxPort}`;
    const logs: string[] = [];
    const sandboxProcess = await started(
      "attest-sandbox",
      ["serve", "--listen", `127.0.0.1:${sandboxPort}`, "--app", app],
      logs,
    );
    const config = await output("attest-sandbox", [
      ...["gateway-config", "--self", sandbox, "--app", app],
      ...["--data", join(folder, "data"), "--dist", dist],
    ]);
    await writeFile(join(folder, "attest.toml"), config);
    const world = new World(app, sandbox, folder, sandboxProcess, null as never, logs);
    await world.startGateway();
    return world;
  }

  async startGateway() {
    this.gatewayProcess = await started(
      "attest-gateway",
      ["serve", "--config", join(this.folder, "attest.toml")],
      this.logs,
    );
  }

  /** Stops the gateway without giving it time to tidy up. */
  async killGateway() {
    await gone(this.gatewayProcess, "SIGKILL");
  }

  async stop() {
    await gone(this.gatewayProcess, "SIGTERM");
    await gone(this.sandboxProcess, "SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Asks the EPJ for a launch of the app; gives the address to open. */
  async launchUrl(launch: Launch = {}): Promise<string> {
    const body = { way: "secret", practitioner: "lege", patient: "kari", framed: false, ...launch };
    if (!("encounter" in launch)) body.encounter = `${body.patient}-i-dag`;
    const answer = await fetch(`${this.sandbox}/launches`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status, await answer.clone().text()).toBeLessThan(300);
    const { launchUrl, frameUrl } = await answer.json();
    // The EPJ's own page with the app in a frame.
    return body.framed ? frameUrl : launchUrl;
  }

  /** Makes something go wrong; see GET /faults of the sandbox for what there is. */
  async fault(where: string, fault: unknown, more: object = {}) {
    const answer = await fetch(`${this.sandbox}/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ where, fault, ...more }),
    });
    expect(answer.status, await answer.clone().text()).toBeLessThan(300);
  }

  async clearFaults() {
    await fetch(`${this.sandbox}/faults`, { method: "DELETE" });
  }

  /** Empties journal, receiver and counters. */
  async reset() {
    await fetch(`${this.sandbox}/reset`, { method: "POST" });
  }

  /** What the outside world has seen. */
  async inspect(): Promise<any> {
    return (await fetch(`${this.sandbox}/inspect`)).json();
  }
}

export const test = base.extend<{ violations: string[] }, { world: World }>({
  world: [
    async ({}, use) => {
      const world = await World.start();
      await use(world);
      await world.stop();
    },
    { scope: "worker" },
  ],
  // Every page must run under the strict policy of smart-fhir.md 4.3 without one report, and write nothing to the console.
  violations: [
    async ({ page, world }, use) => {
      await world.clearFaults();
      await world.reset();
      const violations: string[] = [];
      watch(page, violations);
      await use(violations);
      expect(violations).toEqual([]);
    },
    { auto: true },
  ],
});

/** Collects policy violations and script errors of a page. */
export function watch(page: Page, violations: string[]) {
  page.on("console", (message) => {
    const text = message.text();
    if (/Content Security Policy|TrustedHTML|Trusted Types|panicked/i.test(text)) violations.push(text);
  });
  page.on("pageerror", (error) => violations.push(error.message));
}

export { expect };

async function started(name: string, args: string[], logs: string[]): Promise<ChildProcess> {
  const child = spawn(join(bin, name), args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  child.stderr.on("data", (chunk) => logs.push(String(chunk)));
  await new Promise<void>((ready, failed) => {
    child.stdout.on("data", (chunk) => {
      logs.push(String(chunk));
      if (String(chunk).includes(`${name}: http`)) ready();
    });
    child.on("exit", (code) => failed(new Error(`${name} stopped with ${code}: ${logs.join("").slice(-2000)}`)));
    child.on("error", failed);
  });
  return child;
}

async function gone(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  await exit;
}

async function output(name: string, args: string[]): Promise<string> {
  const child = spawn(join(bin, name), args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  const code = await new Promise((done) => child.on("exit", done));
  expect(code).toBe(0);
  return text;
}

async function freePorts(n: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: n }, () => {
      const server = createServer();
      return new Promise<typeof server>((done) => server.listen(0, "127.0.0.1", () => done(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
