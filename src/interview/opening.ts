import type { Assessor } from '../assess/types.ts'
import type { Capture, Voice } from '../speech/ports.ts'
import type { Services } from '../ui/services.ts'

/** What an interview is taken with. */
export interface Opened {
  /** Null where answers are typed. */
  capture: Capture | null
  assessor: Assessor
  speech: Voice
}

/**
 * Opens all of it at once, as each takes its time. It is known by then whether there is a voice, so that a question
 * which nobody will say is shown from the start. Rejects with what went wrong, the microphone's problem first, once what
 * could be opened is closed again.
 */
export async function openAll(
  services: Pick<Services, 'voices' | 'createAssessor'>,
  parts: {
    openMicrophone: (() => Promise<Capture>) | null
    /** The lines are to be said. */
    aloud: boolean
  },
): Promise<Opened> {
  const openVoice = async () => {
    const voice = (await services.voices()).create()
    if (parts.aloud) await voice.known()
    return voice
  }
  const [capture, assessor, speech] = await Promise.allSettled([
    parts.openMicrophone?.() ?? null,
    services.createAssessor(),
    openVoice(),
  ])
  if (capture.status === 'fulfilled' && assessor.status === 'fulfilled' && speech.status === 'fulfilled')
    return { capture: capture.value, assessor: assessor.value, speech: speech.value }
  if (capture.status === 'fulfilled') await capture.value?.close()
  for (const opened of [assessor, speech]) if (opened.status === 'fulfilled') opened.value.close()
  throw [capture, assessor, speech].find((each) => each.status === 'rejected')?.reason
}

/** Closes what was opened, where nothing comes of it. */
export async function closeAll({ capture, assessor, speech }: Opened): Promise<void> {
  speech.close()
  assessor.close()
  await capture?.close()
}
