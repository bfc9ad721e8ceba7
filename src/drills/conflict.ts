import type { Question } from '../../questions/index.ts'
import type { Direction } from '../session/drill.ts'

const asked: Record<Direction, Pick<Question, 'phrasings' | 'clarification'>> = {
  up: {
    phrasings: [
      'Tell me about a time you disagreed with your manager, or with somebody further up.',
      "When have you told someone above you that you didn't agree? How was it resolved?",
    ],
    clarification:
      'I mean your own manager or anyone more senior, and something on which you saw things differently.',
  },
  across: {
    phrasings: [
      'Tell me about a time you disagreed with a peer, or with another team.',
      'When did you and a colleague at your own level want different things? How was it settled?',
    ],
    clarification: 'I mean a colleague of yours, or a team that you do not answer to.',
  },
  down: {
    phrasings: [
      'Tell me about a time you disagreed with somebody you were leading.',
      'When did somebody who reported to you, or whom you guided, want it done differently? What did you do?',
    ],
    clarification: 'I mean somebody whose work you directed, with or without being their manager.',
  },
}

/** The question about a conflict, asked for one with somebody in that direction. */
export const conflictWith = (question: Question, direction: Direction): Question => ({
  ...question,
  ...asked[direction],
})
