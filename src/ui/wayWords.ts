import type { Way } from '../speech/engines/choose.ts'

/** Whole megabytes: "51". */
export const megabytes = (bytes: number): string => String(Math.round(bytes / 1e6))

/** By which way words will be had. */
export function wayWords(way: Way): string {
  if (way.by === 'browser') return 'Your words are recognised on this machine by the browser itself.'
  if (way.by === 'model') {
    const { label } = way.model
    if (way.place === 'own')
      return `Your words will be recognised on this machine by ${label}, which this app’s server has.`
    return `Your words are recognised on this machine by ${label}.`
  }
  if (way.why === 'chosen') return 'You chose to type your words. Nothing listens for them.'
  if (way.why === 'notReady') return 'The recogniser that you chose is not ready, so your words are typed.'
  return 'No recogniser is on this machine, so your words are typed.'
}
