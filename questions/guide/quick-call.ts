import { defineQuestion } from '../define.ts'

export const quickCall = defineQuestion({
  id: 'quick-call',
  bucket: 'productivity',
  principles: ['bias-for-action', 'are-right-a-lot', 'ownership', 'deliver-results'],
  phrasings: [
    'Tell me about a time you had to decide something important, and quickly.',
    'When did you have to make an important call with very little time?',
    "Give me an example of an important decision that couldn't wait.",
  ],
  clarification:
    'I mean a decision that mattered, where you had less time or knew less than you would have liked, and it was yours to make.',
  own: {
    'turning-back': {
      label: 'whether it could be undone',
      phrasings: [
        'What would have made it impossible to undo?',
        'If it had gone wrong, how would you have reversed it?',
        'Up to what point could you still have turned back?',
      ],
      clarification: 'Some decisions can be taken back the next day and some cannot. Which was this?',
    },
    'cost-of-waiting': {
      label: 'the cost of waiting',
      under: 'stakes',
      phrasings: [
        'What would it have cost to wait another day?',
        'Why did it have to be decided right then?',
        'What if you had taken more time over it?',
      ],
      clarification: "I'm asking what made it urgent, and how you knew that it was.",
    },
    'who-was-asked': {
      label: 'who was told or asked',
      under: 'action',
      phrasings: [
        'Who did you speak to before you decided?',
        'Who else knew that you were about to do this?',
        'Whose agreement did you need for that?',
      ],
      clarification: "I'm asking whether you decided alone, and who had to know about it.",
      when: { atLeast: 'L6' },
      because: 'at this level your decisions reach beyond your own team',
    },
    'with-more-time': {
      label: 'the same call with more time',
      under: 'outcome',
      phrasings: [
        'With a week to think about it, would you have decided the same?',
        'Looking back, was it the right call?',
        'What do you know now that you wish you had known then?',
      ],
      clarification: "I'm asking how the decision looks to you today, now that you know how it went.",
      when: { covered: 'outcome' },
      because: 'you said how it turned out',
    },
  },
  priorities: [
    'stakes',
    'challenge',
    'conflicting-information',
    'turning-back',
    'action',
    'data',
    'cost-of-waiting',
    'overengineered-alternatives',
    'limited-resources',
    'impact',
    'why-hard',
    'customer-problem',
    'tech-problem',
  ],
})
