import type { VoiceOption } from '../ports.ts'

/** What of a browser's voice decides whether and when it is taken. */
export type Candidate = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService' | 'default' | 'voiceURI'>

/** Joke voices of macOS, and its oldest. */
const novelty =
  /^(albert|bad news|bahh|bells|boing|bubbles|cellos|deranged|fred|good news|hysterical|jester|junior|kathy|organ|princess|ralph|superstar|trinoids|whisper|wobble|zarvox)\b/i
/** Voices that are hard to listen to for half an hour. */
const rough = /espeak|compact|^(eddy|flo|grandma|grandpa|reed|rocko|sandy|shelley)\b/i
const natural = /natural|neural|premium|enhanced|siri/i
const pleasant =
  /\b(samantha|ava|allison|susan|tom|zoe|alex|evan|nathan|nicky|aaron|daniel|serena|kate|oliver|karen|lee|moira|tessa|aria|jenny|guy|zira|david|mark|hazel|george)\b/i

/** How well a voice is listened to; below 0, the app's own is better. */
export function rank({ name, lang, default: preferred }: Candidate): number {
  let score = 0
  if (natural.test(name)) score += 8
  if (pleasant.test(name)) score += 4
  if (/^en[-_](us|gb)/i.test(lang)) score += 2
  if (rough.test(name)) score -= 8
  return preferred ? score + 1 : score
}

/** From this rank on a voice stands among the good ones. */
export const goodRank = 4

/**
 * The English voices that speak on this machine, the best first. A remote voice would send the interview's text to a
 * server, so it is never among them.
 */
export function usableVoices<V extends Candidate>(voices: readonly V[]): V[] {
  return voices
    .filter(
      ({ name, lang, localService }) =>
        localService && /^en([-_]|$)/i.test(lang) && !/online|remote/i.test(name) && !novelty.test(name),
    )
    .toSorted((a, b) => rank(b) - rank(a))
}

export const browserVoiceId = ({ voiceURI }: Candidate) => `browser:${voiceURI}`

/** "Daniel, British English". */
export function voiceLabel({ name, lang }: Candidate): string {
  const plain = name.replace(/^(Microsoft|Google|Apple) /, '').replace(/ - English.*$/, '')
  const language = languageName(lang)
  return language === null || plain.includes(language) ? plain : `${plain}, ${language}`
}

function languageName(lang: string): string | null {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(lang.replace('_', '-')) ?? null
  } catch {
    return null
  }
}

/** The voices that ship with the app; the first is taken where none was chosen. */
export const ownVoices = [
  { id: 'own:slt', voice: 'slt', label: 'The app’s own, female' },
  { id: 'own:rms', voice: 'rms', label: 'The app’s own, male' },
] as const
export type OwnVoice = (typeof ownVoices)[number]['voice']

export const browserOption = (voice: Candidate, failed: boolean): VoiceOption => ({
  id: browserVoiceId(voice),
  label: voiceLabel(voice),
  kind: rank(voice) >= goodRank ? 'good' : 'plain',
  failed,
})
