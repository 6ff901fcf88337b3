// Makes the vectors our scheduler is checked against, by running the reference implementation.
//
//   npm ci && node make.mjs 20480 vectors.gz
//
// Sequence k depends on k alone, so a shorter run gives the beginning of a longer one.
//
// The file, once unpacked: a 4-byte little-endian length and that many bytes of JSON (the settings), then whole
// numbers as unsigned LEB128:
//   per sequence  settings index, number of reviews, start (s since 1970)
//   per review    seconds since the review before, (answer-1) + 4*state + 16*step, stability*1e8, difficulty*1e8,
//                 interval in days, minutes until due, lapses
// and last, per fuzz range (512 of them)  interval, elapsed days, longest interval, least, most
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { createEmptyCard, fsrs, get_fuzz_range, default_w, CLAMP_PARAMETERS } from 'ts-fsrs'

const [sequences, out] = [Number(process.argv[2]), process.argv[3]]
const SETTINGS = 160
const FUZZ_RANGES = 512
const DAY = 86400

// A small generator of our own, so that the vectors do not depend on the version of Node.
function chance(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z = (z + Math.imul(z ^ (z >>> 7), z | 61)) ^ z
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296
  }
  return {
    fraction: next,
    below: (n) => Math.floor(next() * n),
    of: (list) => list[Math.floor(next() * list.length)],
  }
}

const fourDecimals = (x) => Math.round(x * 1e4) / 1e4

function weights(kind, rng) {
  if (kind === 0) return [...default_w]
  const bounds = CLAMP_PARAMETERS(2, true)
  return default_w.map((w, i) => {
    const [low, high] = bounds[i]
    // Near the defaults, or anywhere the bounds allow.
    const x = kind === 1 ? w * (0.6 + 0.8 * rng.fraction()) : low + (high - low) * rng.fraction()
    return fourDecimals(Math.min(high, Math.max(low, x)))
  })
}

function settings(index) {
  const rng = chance(1_000_000 + index)
  if (index === 0) return { w: [...default_w], retention: 0.9, longest: 36500, learning: [1, 10], relearning: [10] }
  return {
    w: weights(index % 3, rng),
    retention: Math.round((0.7 + 0.29 * rng.fraction()) * 100) / 100,
    longest: rng.of([36500, 36500, 36500, 365, 60]),
    learning: rng.of([[1, 10], [1, 10], [], [10], [1], [5, 30, 240], [2, 7]]),
    relearning: rng.of([[10], [10], [], [5, 45], [1, 15, 120], [600]]),
  }
}

const bytes = []
function put(n) {
  if (!Number.isSafeInteger(n) || n < 0) throw new Error(`not a count: ${n}`)
  while (n >= 128) {
    bytes.push((n % 128) + 128)
    n = Math.floor(n / 128)
  }
  bytes.push(n)
}
function putEightDecimals(x) {
  const n = Math.round(x * 1e8)
  if (n / 1e8 !== x) throw new Error(`more than eight decimals: ${x}`)
  put(n)
}

// On time, early, late, in a fit of same-day repeating, or after a long absence.
function wait(rng, untilDue) {
  switch (rng.below(8)) {
    case 0: return rng.below(3 * 3600)
    case 1: return rng.below(Math.max(1, untilDue))
    case 2: return untilDue + rng.below(3 * DAY)
    case 3: return untilDue + rng.below(Math.max(1, untilDue))
    case 4: return rng.below(rng.of([2, 30, 800]) * DAY)
    default: return untilDue
  }
}

const all = Array.from({ length: SETTINGS }, (_, i) => settings(i))
const schedulers = all.map((s) => fsrs({
  w: s.w,
  request_retention: s.retention,
  maximum_interval: s.longest,
  enable_fuzz: false,
  enable_short_term: true,
  learning_steps: s.learning.map((m) => `${m}m`),
  relearning_steps: s.relearning.map((m) => `${m}m`),
}))

for (let k = 0; k < sequences; k++) {
  const rng = chance(k)
  const which = rng.below(4) === 0 ? 0 : rng.below(SETTINGS)
  const length = 1 + rng.below(13)
  let now = 1_500_000_000 + rng.below(500_000_000)
  let card = createEmptyCard(new Date(now * 1000))
  put(which)
  put(length)
  put(now)
  // Some learners forget often, some nearly never.
  const forgetting = rng.of([0.05, 0.2, 0.5])
  for (let i = 0; i < length; i++) {
    const pause = i === 0 ? 0 : wait(rng, Math.max(0, Math.round(card.due.getTime() / 1000) - now))
    now += pause
    const answer = rng.fraction() < forgetting ? 1 : rng.of([2, 3, 3, 3, 4])
    card = schedulers[which].next(card, new Date(now * 1000), answer).card
    put(pause)
    put(answer - 1 + 4 * card.state + 16 * card.learning_steps)
    putEightDecimals(card.stability)
    putEightDecimals(card.difficulty)
    put(card.scheduled_days)
    put((card.due.getTime() / 1000 - now) / 60)
    put(card.lapses)
  }
}

const rng = chance(2_000_000)
for (let i = 0; i < FUZZ_RANGES; i++) {
  const interval = 3 + rng.below(rng.of([10, 100, 5000]))
  const elapsed = rng.below(rng.of([5, 100, 6000]))
  const longest = rng.of([36500, 365, 60, 4])
  const range = get_fuzz_range(Math.min(interval, longest), elapsed, longest)
  for (const n of [Math.min(interval, longest), elapsed, longest, range.min_ivl, range.max_ivl]) put(n)
}

const header = Buffer.from(JSON.stringify(all))
const length = Buffer.alloc(4)
length.writeUInt32LE(header.length)
writeFileSync(out, gzipSync(Buffer.concat([length, header, Buffer.from(bytes)]), { level: 9 }))
