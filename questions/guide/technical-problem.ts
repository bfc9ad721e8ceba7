import { defineQuestion } from '../define.ts'

export const technicalProblem = defineQuestion({
  id: 'technical-problem',
  bucket: 'productivity',
  principles: ['dive-deep', 'learn-and-be-curious', 'deliver-results', 'highest-standards'],
  phrasings: [
    "What's the toughest technical problem you've ever worked on?",
    "Tell me about the hardest technical problem you've had to solve.",
    'Which technical problem has stretched you the most? Tell me about it.',
  ],
  clarification:
    'I mean a problem in how something was built or how it ran, one that you had to work out yourself. Pick whichever was hardest.',
  own: {
    'wrong-guess': {
      label: 'a guess that proved wrong',
      under: 'challenge',
      phrasings: [
        'Which of your guesses turned out to be wrong?',
        'What did you try that led nowhere?',
        'What did you believe at first that you had to give up?',
      ],
      clarification:
        "Hard problems usually take a few attempts. I'd like to hear about one that didn't work.",
    },
    'real-cause': {
      label: 'how the real cause was known',
      under: 'tech-problem',
      phrasings: [
        'How did you know that you had found the real cause?',
        'What made you sure it was that and not something else?',
        'How did you rule out the other explanations?',
      ],
      clarification: "I'm asking what proved it to you, beyond the trouble going away.",
      when: { covered: 'solution' },
      because: 'you said what solved it',
    },
    'coming-back': {
      label: 'noticing if it came back',
      under: 'solution',
      phrasings: [
        'How would anyone notice if it started to come back?',
        'What keeps it fixed today?',
        'If it came back tonight, who would know?',
      ],
      clarification: "I'm asking what was left in place, once you had moved on to other things.",
      when: { all: [{ covered: 'solution' }, { not: { signal: 'mechanism' } }] },
      because: 'it was solved, and nothing was said of keeping it so',
    },
  },
  priorities: [
    'challenge',
    'stakes',
    'customer-problem',
    'wrong-guess',
    'impact',
    'tech-problem',
    'real-cause',
    'overengineered-alternatives',
    'solution',
    'coming-back',
    'why-hard',
    'data',
    'action',
    'outcome',
    'conflicting-information',
  ],
})
