import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware'
import { inputSchema } from '../../machines/limits.ts'
import { lengths, patienceSchema } from '../../machines/limits.ts'
import { levels } from '../../questions/ids.ts'
import { reminders } from '../archive/schedule.ts'
import { turnModes } from '../speech/turn/modes.ts'
import { automaticVoice, rates } from '../speech/voices/wish.ts'

/** What was chosen for the last interview, offered again for the next. */
const choicesSchema = v.object({
  /** `random`: `count` questions are drawn; `chosen`: those in `questions`, in the pack's order. */
  pick: v.picklist(['random', 'chosen']),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  /** Ids; those that a pack no longer has are left out. */
  questions: v.array(v.string()),
  level: v.picklist(levels),
  length: v.picklist(lengths),
  patience: patienceSchema,
  input: inputSchema,
  /** Id of the input device; null is the system's own choice. */
  device: v.nullable(v.string()),
})
export type Choices = v.InferOutput<typeof choicesSchema>

/** How many times longer than usual the candidate has; null is without a clock. */
export const clockFactors = [1, 1.5, 2, 10] as const

const settingsSchema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  /** Whether the interviewer speaks aloud. */
  voice: v.boolean(),
  /** Which voice, by an option's id; one that is not on this machine means the best. */
  voiceChoice: v.string(),
  /** How fast it speaks; 1 is the voice's own pace. */
  voiceRate: v.pipe(v.number(), v.minValue(rates.least), v.maxValue(rates.most)),
  /** Whether speaking stops the interviewer. */
  bargeIn: v.boolean(),
  /** Whether the question is shown in words; hidden, it is a practice in listening. */
  questionShown: v.boolean(),
  /** Whether a spoken answer waits for the candidate to type what they said. */
  typeUp: v.boolean(),
  /** By what the words of spoken answers are had: a model's id, `auto`, `browser` or `typing`. */
  recogniser: v.pipe(v.string(), v.maxLength(100)),
  /** What ends a spoken answer beside the candidate's word. */
  turnTaking: v.picklist(turnModes),
  /** Whether the review leaves out silences of a recording. */
  skipSilences: v.boolean(),
  /** Whether answers that wait for their words get them without being asked. */
  transcribe: v.boolean(),
  /** Whether findings stay hidden until the answers were marked by the candidate. */
  selfReview: v.boolean(),
  /** Whether recordings are packed once their session is over. */
  pack: v.boolean(),
  /** How many items a drill draws; rapid fire twice as many. */
  drillItems: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  /** How often to be reminded of a backup. */
  backups: v.picklist(reminders),
  /** Whether single keys do things. */
  shortcuts: v.boolean(),
  clockFactor: v.nullable(v.picklist(clockFactors)),
  choices: choicesSchema,
})
export type Settings = v.InferOutput<typeof settingsSchema>

export const defaultSettings: Settings = {
  theme: 'system',
  voice: true,
  voiceChoice: automaticVoice,
  voiceRate: rates.usual,
  bargeIn: true,
  questionShown: true,
  typeUp: true,
  recogniser: 'auto',
  turnTaking: 'hands-free',
  skipSilences: false,
  transcribe: true,
  selfReview: true,
  pack: true,
  drillItems: 5,
  backups: 'monthly',
  shortcuts: true,
  clockFactor: 1,
  choices: {
    pick: 'random',
    count: 3,
    questions: [],
    level: 'L5',
    length: 'half',
    patience: 'realistic',
    input: 'microphone',
    device: null,
  },
}

/** What was stored, each part on its own: a part that is missing or wrong is as at first. */
export function readSettings(stored: unknown): Settings {
  const parts = typeof stored === 'object' && stored !== null ? stored : {}
  const settings = v.safeParse(settingsSchema, { ...defaultSettings, ...parts })
  if (settings.success) return settings.output
  const wrong = new Set(settings.issues.map((issue) => v.getDotPath(issue)?.split('.')[0]))
  const right = Object.entries(parts).filter(([name]) => !wrong.has(name))
  return v.parse(settingsSchema, { ...defaultSettings, ...Object.fromEntries(right) })
}

const storedAs = 'mockloop.settings'
/** Of what is stored. */
export const settingsVersion = 1

/**
 * Local storage may be refused, or full; then settings last as long as the page. So they do where a newer version of
 * the app has stored its own, which are left as they are.
 */
const forgiving: StateStorage = {
  getItem: (name) => attempt(() => localStorage.getItem(name)) ?? null,
  setItem: (name, value) =>
    attempt(() => {
      if (!isNewer(localStorage.getItem(name))) localStorage.setItem(name, value)
    }),
  removeItem: (name) => attempt(() => localStorage.removeItem(name)),
}
function isNewer(stored: string | null): boolean {
  const version = attempt(() => (JSON.parse(stored ?? '{}') as { version?: unknown } | null)?.version)
  return typeof version === 'number' && version > settingsVersion
}
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

interface SettingsStore extends Settings {
  change: (change: Partial<Settings>) => void
  choose: (change: Partial<Choices>) => void
}

/** The person's settings, kept in this browser. */
export const useSettings = create<SettingsStore>()(
  persist(
    (set) => ({
      ...defaultSettings,
      change: set,
      choose: (change) => set(({ choices }) => ({ choices: { ...choices, ...change } })),
    }),
    {
      name: storedAs,
      version: settingsVersion,
      storage: createJSONStorage(() => forgiving),
      migrate: readSettings,
      merge: (stored, current) => ({ ...current, ...readSettings(stored) }),
    },
  ),
)

/** Takes over what is changed in other tabs, for as long as the page lives: a change here would undo theirs. */
export function followSettings(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === storedAs) void useSettings.persist.rehydrate()
  })
}
