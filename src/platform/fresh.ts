import { version } from '../../package.json'

/** What a new session runs on: this build, and its assessment; each finding names the form of it that was at work. */
export const engines = { app: version, assess: 'trained-1' }

/** 32 hexadecimal digits. `crypto.randomUUID` is not there on plain http. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** What tells a session that begins now from any other: its id, when it begins, and the seed of its chance. */
export function freshSession(): { id: string; createdAt: string; today: string; seed: number } {
  const now = new Date()
  return {
    id: randomId(),
    createdAt: now.toISOString(),
    today: localDate(now),
    seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  }
}

/** The date where the person is: "2026-11-22". */
export function localDate(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
