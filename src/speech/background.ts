/**
 * Tells the voice at the microphone from other voices behind it. The voice model takes a room full of talk for speech
 * just as well, so where it is seen to do that, loudness has a say: the background is what is left when nobody near
 * speaks, and the person is louder.
 */

/** Frames before and after that show the background of a frame: 4 s each. */
const REACH = 125
/** The background is looked at anew every so many frames. */
const STEP = 8
/** The share of frames around that is softer than what is called the background's level. */
const SOFT_SHARE = 0.15
/** What is not this much above its background is background... */
const ABOVE_DB = 6
/** ...unless it is nearly as loud as the voice is: then only the model can tell. */
const BELOW_VOICE_DB = 6
/** Shorter rises, in frames, are the background's own. */
const RISE_FRAMES = 3
/** Shorter stretches that are soft and yet likely are the soft sounds of words, and the model's lateness. */
const SOFT_FRAMES = 4
/** Of those, what follows the voice and what comes before it is its own. */
const AFTER_FRAMES = 2
const BEFORE_FRAMES = 1
/**
 * Frames this far behind the voice and before it are surely background; words end softly, and rooms sound on. This
 * share of them taken for speech is too much.
 */
const FAR_AFTER_FRAMES = 10
const FAR_BEFORE_FRAMES = 4
const FEW_FRAMES = 6
const MISTAKEN_SHARE = 0.15
/**
 * What stays this much softer than the voice for so long, half a second, is somebody farther away, but for the soft
 * end of what was said before.
 */
const FARTHER_DB = 12
const FARTHER_FRAMES = 16
const SOFT_END_FRAMES = 8
/** Where hardly any of it is likely, there is nobody. */
const SOMEBODY_FRAMES = 8
/** The voice is as loud as its loudest half second, less this. */
const VOICE_FRAMES = 16
const BELOW_LOUDEST_DB = 6
const SURE = 0.7
/** A frame is taken for speech from here on, in which the model hesitates between two words of somebody else. */
const LIKELY = 0.35

/** Levels are counted in whole decibels from here to 0. */
const SOFTEST_DB = -100

/** How loud the voice is, in dB of full scale; null before there were 0.5 s of it. */
export function voiceLevel(likelihoods: readonly number[], db: readonly number[]): number | null {
  const counts = new Uint32Array(1 - SOFTEST_DB)
  for (const [i, likelihood] of likelihoods.entries()) if (likelihood >= SURE) count(counts, db[i], 1)
  let louder = 0
  for (let bin = counts.length - 1; bin >= 0; bin--) {
    louder += counts[bin] ?? 0
    if (louder >= VOICE_FRAMES) return bin + SOFTEST_DB - BELOW_LOUDEST_DB
  }
  return null
}

/**
 * The likelihoods, with 0 where other voices were taken for the one at the microphone. They are given back as they are
 * where none was.
 * @param db loudness of each frame in dB of full scale
 * @param voiceDb how loud the voice at the microphone is
 * @param hereDb how loud it is in these frames; null where it is not known from them
 */
export function withoutOthers(
  likelihoods: readonly number[],
  db: readonly number[],
  voiceDb: number,
  hereDb: number | null,
): readonly number[] {
  const smooth = smoothed(db)
  const background = backgroundOf(smooth)
  const near = smooth.map(
    (level, i) => level >= Math.min((background[i] ?? 0) + ABOVE_DB, voiceDb - BELOW_VOICE_DB),
  )
  const mistaken = mistakes(likelihoods, near)
  const kept = [...likelihoods]
  if (mistaken) removeSoft(kept, near)
  // Not by how loud the voice was before: who speaks more softly now must not be lost.
  if (hereDb !== null)
    removeFarther(
      kept,
      smooth.map((level) => level >= hereDb - FARTHER_DB),
    )
  return kept.some((likelihood, i) => likelihood === 0 && (likelihoods[i] ?? 0) >= LIKELY)
    ? kept
    : likelihoods
}

function removeShortRises(loud: boolean[]): void {
  for (const { value, from, to } of stretches(loud.length, (i) => loud[i] === true))
    if (value && to - from < RISE_FRAMES) loud.fill(false, from, to)
}

/** Takes out what is likely and soft for so long that it is no part of a word. */
function removeSoft(kept: number[], loud: boolean[]): void {
  removeShortRises(loud)
  const soft = (i: number) => loud[i] === false && (kept[i] ?? 0) >= LIKELY
  for (const { value, from, to } of stretches(loud.length, soft)) {
    if (!value || to - from < SOFT_FRAMES) continue
    kept.fill(0, from + (loud[from - 1] ? AFTER_FRAMES : 0), to - (loud[to] ? BEFORE_FRAMES : 0))
  }
}

function removeFarther(kept: number[], loud: boolean[]): void {
  removeShortRises(loud)
  for (const { value, from, to } of stretches(loud.length, (i) => loud[i] === true)) {
    if (value || to - from < FARTHER_FRAMES) continue
    let first = from
    if (from > 0) while (first < from + SOFT_END_FRAMES && (kept[first] ?? 0) >= LIKELY) first++
    const end = to - (to < loud.length ? AFTER_FRAMES : 0)
    const likely = kept.slice(first, end).filter((likelihood) => likelihood >= LIKELY).length
    if (likely >= SOMEBODY_FRAMES) kept.fill(0, first, end)
  }
}

/** Whether the model takes what is surely background for speech. */
function mistakes(likelihoods: readonly number[], near: readonly boolean[]): boolean {
  let far = 0
  let mistaken = 0
  for (const { value, from, to } of stretches(near.length, (i) => near[i] === true)) {
    if (value) continue
    const first = from === 0 ? 0 : from + FAR_AFTER_FRAMES
    const end = to === near.length ? to : to - FAR_BEFORE_FRAMES
    for (let i = first; i < end; i++) {
      far++
      if ((likelihoods[i] ?? 0) >= LIKELY) mistaken++
    }
  }
  return far >= FEW_FRAMES && mistaken > far * MISTAKEN_SHARE
}

/** Mean loudness of each frame and its neighbours. */
function smoothed(db: readonly number[]): number[] {
  const power = db.map((level) => 10 ** (level / 10))
  return db.map((_, i) => {
    const here = power[i] ?? 0
    return 10 * Math.log10(((power[i - 1] ?? here) + here + (power[i + 1] ?? here)) / 3)
  })
}

/** The background's loudness at each frame, from the softest of the frames around it. */
function backgroundOf(db: readonly number[]): number[] {
  const counts = new Uint32Array(1 - SOFTEST_DB)
  const levels: number[] = []
  let from = 0
  let to = 0
  let background = SOFTEST_DB
  for (let i = 0; i < db.length; i++) {
    if (i % STEP === 0) {
      for (; to < Math.min(db.length, i + REACH); to++) count(counts, db[to], 1)
      for (; from < i - REACH; from++) count(counts, db[from], -1)
      background = levelAt(counts, (to - from) * SOFT_SHARE)
    }
    levels.push(background)
  }
  return levels
}

function count(counts: Uint32Array, level: number | undefined, by: number): void {
  const bin = Math.min(counts.length - 1, Math.max(0, Math.round(level ?? SOFTEST_DB) - SOFTEST_DB))
  counts[bin] = (counts[bin] ?? 0) + by
}

/** The level that so many frames are softer than. */
function levelAt(counts: Uint32Array, softer: number): number {
  let seen = 0
  for (const [bin, frames] of counts.entries()) {
    seen += frames
    if (seen > softer) return bin + SOFTEST_DB
  }
  return 0
}

/** Runs of equal values, in order. */
function* stretches(length: number, at: (i: number) => boolean) {
  for (let from = 0, to = 0; from < length; from = to) {
    const value = at(from)
    while (to < length && at(to) === value) to++
    yield { value, from, to }
  }
}
