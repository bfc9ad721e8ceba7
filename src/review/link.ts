import { clockTime } from '../ui/Time.tsx'
import { showToast } from '../ui/toasts.ts'

/** The moment that an address names with `?t=`, in whole session ms; null where it names none. */
export function momentIn(search: string): number | null {
  const named = new URLSearchParams(search).get('t')
  const seconds = named === null || named.trim() === '' ? NaN : Number(named)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1000) : null
}

/** The address with the moment in it, to a tenth of a second. */
export function linkTo(address: string, at: number): string {
  const url = new URL(address)
  url.searchParams.set('t', String(Math.round(at / 100) / 10))
  return url.href
}

/** Copies a link to the moment, in session ms. Where nothing can be copied, it is shown. The address bar stays as it is. */
export async function copyLink(at: number): Promise<void> {
  const link = linkTo(location.href, at)
  try {
    await navigator.clipboard.writeText(link)
    showToast({ message: `The link to ${clockTime(at)} is copied.` })
  } catch {
    showToast({ message: `It could not be copied. This is the link: ${link}` })
  }
}
