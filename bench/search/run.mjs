// The diagnosis search as WebAssembly beside fuse.js: same lists, same queries, one process, turn by turn.
//
// node run.mjs <wasm-bindgen output for nodejs> <checkout> <lists> <raw samples file>

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { OPTIONS, everyRow, open } from './sides.mjs'

const [module, root, listsFile, samplesFile] = process.argv.slice(2)

const LIMIT = 100
const ROUNDS = 7

const { Lists, Note, Fuse } = open(module, root)
const file = readFileSync(listsFile)
const queries = JSON.parse(readFileSync(join(root, 'bench/search/queries.json'), 'utf8'))

const samples = { load_ms: { ours: [], fuse: [] }, search_ms: {} }

function time(into, work) {
    const begin = performance.now()
    const result = work()
    into.push(performance.now() - begin)
    return result
}

// fuse.js gets the rows out of our own file, so that the lists are the same.
const lists = Lists.read(file)
const rows = everyRow(lists)
if (rows.length !== lists.n_codes()) throw new Error(`${rows.length} rows of ${lists.n_codes()}`)
const json = JSON.stringify(rows)

for (let round = 0; round < 15; round++) {
    time(samples.load_ms.ours, () => Lists.read(file)).free()
    time(samples.load_ms.fuse, () => new Fuse(JSON.parse(json), OPTIONS))
}

const fuse = new Fuse(rows, OPTIONS)
for (let round = -1; round < ROUNDS; round++) {
    for (const [group, words] of Object.entries(queries)) {
        samples.search_ms[group] ??= { ours: [], hits_only: [], fuse: [] }
        // The round before the first warms up.
        const into = round < 0 ? { ours: [], hits_only: [], fuse: [] } : samples.search_ms[group]
        for (const word of words) {
            time(into.ours, () => lists.search_and_write(word, LIMIT))
            time(into.hits_only, () => lists.search(word, LIMIT))
            time(into.fuse, () => fuse.search(word, { limit: LIMIT }))
        }
    }
}

// All rules on one note of three periods and two diagnoses; a sample is the mean of a hundred.
const period = (type, fom, tom, grad) => ({ type, fom, tom, grad })
const form = JSON.stringify({
    perioder: [
        period('AKTIVITET_IKKE_MULIG', '16.11.2026', '20.11.2026', ''),
        period('GRADERT', '21.11.2026', '30.11.2026', '80'),
        period('GRADERT', '01.12.2026', '18.12.2026', '50'),
    ],
    hoveddiagnose: { system: 'ICPC2', code: 'L84', text: '' },
    bidiagnoser: [{ system: 'ICD10', code: 'M545', text: '' }],
})
const note = Note.read(form, '2026-11-20')
const questions = lists.judge(note)
samples.rules_ms = []
for (let sample = -20; sample < 200; sample++) {
    const start = performance.now()
    for (let n = 0; n < 100; n++) if (lists.judge(note) !== questions) throw new Error('the rules changed their mind')
    if (sample >= 0) samples.rules_ms.push((performance.now() - start) / 100)
}

writeFileSync(samplesFile, JSON.stringify({ node: process.version, n_codes: rows.length, options: OPTIONS, samples }))
report()

function quantile(samples, q) {
    const sorted = [...samples].sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}

function report() {
    const ms = (samples, q) => quantile(samples, q).toFixed(3).padStart(9)
    const line = (name, { ours, hits_only, fuse }) => {
        const ratio = q => (quantile(fuse, q) / quantile(ours, q)).toFixed(0).padStart(6)
        const only = hits_only ? `${ms(hits_only, 0.5)}${ms(hits_only, 0.95)}` : ''.padStart(18)
        console.log(`${name.padEnd(10)}${ms(ours, 0.5)}${ms(ours, 0.95)}${only}${ms(fuse, 0.5)}${ms(fuse, 0.95)}${ratio(0.5)}${ratio(0.95)}`)
    }
    const without = lists.n_codes() < 30_000 ? ' (without ICPC-2B, see xtask/src/codes.rs)' : ''
    console.log(`${rows.length} codes${without}, at most ${LIMIT} hits, milliseconds; ours in wasm under node ${process.version}`)
    console.log('               ours with texts   ours, hits only           fuse.js    fuse.js / ours')
    console.log('                p50      p95      p50      p95      p50      p95   p50   p95')
    const all = { ours: [], hits_only: [], fuse: [] }
    for (const [group, samplesOf] of Object.entries(samples.search_ms)) {
        line(group, samplesOf)
        for (const key of Object.keys(all)) all[key].push(...samplesOf[key])
    }
    line('all', all)
    line('load', samples.load_ms)
    const [p50, p95] = [0.5, 0.95].map(q => quantile(samples.rules_ms, q))
    const search = quantile(all.hits_only, 0.5) / p50
    console.log(`all rules on one note, ${questions} questions: p50 ${p50.toFixed(4)}, p95 ${p95.toFixed(4)}; a search takes ${search.toFixed(0)} times as long`)
}
