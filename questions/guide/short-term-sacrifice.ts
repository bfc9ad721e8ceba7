import { defineQuestion } from '../define.ts'

export const shortTermSacrifice = defineQuestion({
  id: 'short-term-sacrifice',
  bucket: 'productivity',
  principles: ['ownership', 'think-big', 'broad-responsibility', 'backbone'],
  phrasings: [
    'Tell me about a time you gave something up in the short term for the sake of the long term.',
    'When did you accept a loss now in order to gain more later?',
    'Give me an example of taking the slower or costlier road because it would pay off in time.',
  ],
  clarification:
    'I mean a choice that hurt at first, in time, money or goodwill, and that you made because of what it would bring later.',
  own: {
    'what-was-given-up': {
      label: 'what was given up',
      under: 'stakes',
      phrasings: [
        'What exactly did you give up?',
        'What did it cost you at the time?',
        "What didn't get done because of it?",
      ],
      clarification: "I'm asking about the price, before there was anything to show for it.",
    },
    'who-paid': {
      label: 'who bore the cost',
      under: 'stakes',
      phrasings: [
        'Who felt that the most?',
        'Who had to wait, or go without?',
        'How did the people who lost out take it?',
      ],
      clarification: "Someone usually bears the cost for a while. I'm asking who that was.",
    },
    'buy-in': {
      label: 'getting agreement for it',
      under: 'action',
      phrasings: [
        'How did you get agreement to do it?',
        'Who above you had to be convinced?',
        'What did you say to those who wanted results right away?',
      ],
      clarification: "I'm asking how it was agreed to, given what it cost at first.",
      when: { atLeast: 'L6' },
      because: 'at this level such a choice needs the agreement of others',
    },
    'paying-off': {
      label: 'when it paid off',
      under: 'outcome',
      phrasings: [
        'When did it begin to pay off?',
        'How long did it take until you knew that it was worth it?',
        'At what point had you made up for the loss?',
      ],
      clarification: "I'm asking how long you lived with the loss before the gain showed.",
    },
  },
  priorities: [
    'stakes',
    'challenge',
    'customer-problem',
    'what-was-given-up',
    'overengineered-alternatives',
    'data',
    'paying-off',
    'action',
    'why-hard',
    'buy-in',
    'tech-problem',
    'impact',
    'conflicting-information',
    'solution',
  ],
})
