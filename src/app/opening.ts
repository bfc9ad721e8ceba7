import { patienceMs } from '../storage/watchdog.ts'

const words =
  'The browser has not given out what is stored here yet. Another tab of this app may hold it: close the others, then load this page again. Nothing that was saved is lost.'

/** Says in the page, which is empty until then, when opening takes longer than `longMs`. */
export async function whileOpening<T>(opened: Promise<T>, longMs = patienceMs): Promise<T> {
  const container = document.getElementById('root')
  const timer = setTimeout(() => {
    const notice = document.createElement('p')
    notice.role = 'status'
    notice.style.cssText = 'max-width: 40rem; margin: 4rem auto; padding: 0 1.5rem'
    notice.textContent = words
    container?.replaceChildren(notice)
  }, longMs)
  try {
    return await opened
  } finally {
    clearTimeout(timer)
  }
}
