// What is done with samples: printed as they came, and kept for whoever wants to look again.
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const out = resolve(__dirname, "../out");

export function quantile(samples: number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** Prints how the samples spread, then the samples in the order they were taken. */
export function print(what: string, samples: number[]) {
  const at = (q: number) => quantile(samples, q).toFixed(1);
  console.log(`${what}: ${samples.length} samples, ms: p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`);
  console.log(samples.map((sample) => sample.toFixed(1)).join(" "));
}

export function keep(name: string, content: object) {
  mkdirSync(out, { recursive: true });
  writeFileSync(resolve(out, `${name}.json`), JSON.stringify(content));
}
