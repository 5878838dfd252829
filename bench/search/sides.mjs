// The two that are measured, with the same rows.

import { createRequire } from 'node:module'
import { join } from 'node:path'

// The options of the app that Attest replaces.
export const OPTIONS = { threshold: 0.2, keys: ['code', 'text', 'system'] }

/** Our module as made by wasm-bindgen for node, and fuse.js of the checkout. */
export function open(module, root) {
    const Fuse = createRequire(join(root, 'package.json'))('fuse.js')
    return { ...createRequire(import.meta.url)(module), Fuse }
}

/** fuse.js gets the rows out of our own file, so that the lists are the same. */
export function everyRow(lists) {
    const rows = new Map()
    for (let letter = 65; letter <= 90; letter++) {
        for (const line of lists.search_and_write(String.fromCharCode(letter), 65535).split('\n')) {
            const [system, code, text] = line.split('\t')
            if (text !== undefined) rows.set(`${system} ${code}`, { system, code, text })
        }
    }
    return [...rows.values()]
}
