import type { Answer } from '../session/answers.ts'
import { secondsAloud } from '../session/band.ts'
import { contextOf } from '../session/context.ts'
import { openSession } from '../session/door.ts'
import type { Log } from '../session/log.ts'
import type { Services } from '../ui/services.ts'

type Ports = Pick<Services, 'store' | 'clock' | 'createAssessor'>

/**
 * Records what was really said: assesses the text and appends the correction to the session's log. Resolves with the
 * log as it then is on disk; rejects, with nothing changed, where it could not be assessed or written.
 */
export async function correct(
  log: Log,
  answers: readonly Answer[],
  index: number,
  text: string,
  { store, clock, createAssessor }: Ports,
): Promise<Log> {
  const context = contextOf(log, answers, index)
  const assessor = await createAssessor()
  const seconds = answers[index]?.seconds ?? secondsAloud(text)
  const assessment = await assessor.assess({ text, seconds }, context).finally(() => assessor.close())

  const session = openSession(log.header, log.entries, { store, clock })
  session.review({
    type: 'assessment.revised',
    when: new Date().toISOString(),
    answer: index,
    text,
    assessment,
  })
  await session.settled()
  await session.close()
  const { problem, entries } = session.state()
  if (problem !== null) throw new Error(problemWords[problem])
  return { header: log.header, entries }
}

const problemWords = {
  full: 'There is no space left on this device, so it was not saved.',
  blocked: 'This session is open in another tab that has to be closed first. It was not saved.',
  corrupt: 'The stored session is damaged, so nothing was added to it.',
  failed: 'It could not be saved. Another tab may have changed this session; load this page again.',
}
