/** Louder than the background by this much is as likely speech as not. */
const EVEN_ODDS_DB = 9
const FULL_ODDS_DB = 15
/** Nothing softer than this is a voice at a microphone, however quiet the room. */
const SOFTEST_SPEECH_DB = -55
const FIRST_FLOOR_DB = -40
const FLOOR_RISE_DB = 0.06

/**
 * Guesses speech from loudness alone, where the voice model cannot run: how likely each 512-sample frame is speech,
 * given its loudness in dB of full scale, -100 or more.
 * The background is the softest sound of late: it falls at once and rises by 2 dB a second.
 * Hears typing, music and breath as speech; whoever shows its result should say so.
 */
export function createEnergyOdds(): (db: number) => number {
  let floorDb = FIRST_FLOOR_DB
  return (db) => {
    floorDb = Math.min(db, floorDb + FLOOR_RISE_DB)
    if (db < SOFTEST_SPEECH_DB) return 0
    return Math.min(
      1,
      Math.max(0, 0.5 + (0.5 * (db - floorDb - EVEN_ODDS_DB)) / (FULL_ODDS_DB - EVEN_ODDS_DB)),
    )
  }
}
