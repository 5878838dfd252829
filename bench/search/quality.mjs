// What doctors type (quality.tsv): where the wanted code stands, with us and with fuse.js.
//
// node quality.mjs <wasm-bindgen output for nodejs> <checkout> <lists> <markdown file>

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { OPTIONS, everyRow, open } from './sides.mjs'

const [module, root, listsFile, report] = process.argv.slice(2)
const LIMIT = 100
const FIRST = 3

const { Lists, Fuse } = open(module, root)
const lists = Lists.read(readFileSync(listsFile))
const rows = everyRow(lists)
const hasSubdivisions = rows.some(row => row.system === 'ICPC-2B')

// As in the app that Attest replaces: by score within a system, system by system (sykmelding.md 2.3).
const fuses = Object.fromEntries(['ICPC-2', 'ICPC-2B', 'ICD-10'].map(system => [system, new Fuse(rows.filter(row => row.system === system), OPTIONS)]))

const wishes = readFileSync(join(root, 'bench/search/quality.tsv'), 'utf8')
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => line.split('\t'))
    .filter(([kind]) => hasSubdivisions || kind !== 'delkode ICPC-2B')

const results = wishes.map(([kind, query, code]) => {
    // ICD-10 is asked for by hospital doctors, who get it first.
    const hospital = kind === 'ICD-10'
    const systems = hospital ? ['ICD-10', 'ICPC-2', 'ICPC-2B'] : ['ICPC-2', 'ICPC-2B']
    const wanted = row => row.code === code && (row.system === 'ICD-10') === hospital
    const ours = lists.search_in(query, systems.join(), LIMIT).split('\n').map(line => line.split('\t'))
    const theirs = systems.flatMap(system => fuses[system].search(query, { limit: LIMIT }).map(hit => hit.item)).slice(0, LIMIT)
    return {
        kind, query, code,
        ours: ours.findIndex(([system, code]) => wanted({ system, code })) + 1,
        fuse: theirs.findIndex(wanted) + 1,
    }
})

const among = (results, side, first) => results.filter(result => result[side] > 0 && result[side] <= first).length
const percent = (n, of) => `${((100 * n) / of).toFixed(0)} %`
const kinds = [...new Set(results.map(result => result.kind))]
const groups = [...kinds.map(kind => [kind, results.filter(result => result.kind === kind)]), ['all', results]]
const line = ([kind, results]) => {
    const cell = (side, first) => percent(among(results, side, first), results.length)
    return `| ${[kind, results.length, cell('ours', 1), cell('ours', FIRST), cell('fuse', 1), cell('fuse', FIRST)].join(' | ')} |`
}
const place = n => n || '–'

const summary = `| Kind | Queries | Attest: first | first ${FIRST} | fuse.js: first | first ${FIRST} |
| --- | --- | --- | --- | --- | --- |
${groups.map(line).join('\n')}`

console.log(summary)
writeFileSync(report, `# Search quality

Made by \`cargo xtask bench search\` from \`bench/search/quality.tsv\`; do not edit.
What doctors type, the code that is meant, and the place at which it stands; "–" is not among the first ${LIMIT}.
${rows.length} codes${hasSubdivisions ? '' : ', without ICPC-2B'}.
fuse.js with threshold ${OPTIONS.threshold} over ${OPTIONS.keys.join(', ')}, system by system as in the app that Attest replaces.
ICPC-2 and ICPC-2B are searched, for the kind ICD-10 all three with ICD-10 first.

The wanted codes were written down before the search was asked, in four rounds.
The synonyms were extended after each of the first three, so only a round's first answers tell how it goes with words that nobody looked at.
Of the first 280 queries the search as it was before had 166 among the first three (59 %).
Of "nye" 50 of 86 (58 %), when every word typed had to fit; since then some of the words are enough.
Of "nyest" 54 of 80 (68 %); since then known parts of unknown compounds are looked for.
Of "siste" 62 of 70 (89 %), and it has been left alone since.

${summary}

## Every query

| Kind | Query | Wanted | Attest | fuse.js |
| --- | --- | --- | --- | --- |
${results.map(({ kind, query, code, ours, fuse }) => `| ${kind} | ${query} | ${code} | ${place(ours)} | ${place(fuse)} |`).join('\n')}
`)
