import { defineQuestion } from '../define.ts'

export const mistake = defineQuestion({
  id: 'mistake',
  bucket: 'failure',
  principles: ['ownership', 'earn-trust', 'highest-standards', 'learn-and-be-curious'],
  phrasings: [
    'Tell me about a mistake you made at work.',
    "I'd like to hear about a time you got something wrong.",
    'What mistake of yours has stayed with you? Tell me what happened.',
  ],
  clarification:
    'I mean something that went wrong because of what you did, or failed to do, and that had an effect on others.',
  own: {
    'came-to-light': {
      label: 'how it came to light',
      under: 'mistake',
      phrasings: [
        'How did it come to light?',
        'Who was the first to notice?',
        'How long did it go unnoticed?',
      ],
      clarification: "I'm asking how it was discovered, and whether that was by you.",
    },
    'warning-signs': {
      label: 'the warning signs',
      under: 'differently',
      phrasings: [
        'Were there warning signs?',
        'What could have told you earlier?',
        'What did you overlook, seen from today?',
      ],
      clarification: "I'm asking whether there was a moment when you could have seen it coming.",
    },
    'held-since': {
      label: 'whether the prevention has held',
      under: 'prevention',
      phrasings: [
        'Has what you changed held up since?',
        'How has your fix been tested since then?',
        'Has it come close to happening again?',
      ],
      clarification: "I'm asking whether what you changed has been put to the test.",
      when: { covered: 'prevention' },
      because: 'you said what was put in place afterwards',
    },
    'making-up-for-it': {
      label: 'making up for it',
      under: 'consequences',
      phrasings: [
        'How did you make it up to the people it affected?',
        'Do they rely on you today as they did before?',
        'How are things with those people today?',
      ],
      clarification: "I'm asking what you did for the people it touched, and how they see you now.",
      when: { any: [{ covered: 'reputation' }, { covered: 'customer-loss' }] },
      because: 'you spoke of those it affected',
    },
  },
  priorities: [
    'mistake',
    'response',
    'differently',
    'came-to-light',
    'first-reaction',
    'consequences',
    'held-since',
    'accountability',
    'prevention',
    'warning-signs',
    'leadership-aware',
    'recency',
    'reputation',
    'repercussions',
    'upfront',
    'communication',
  ],
})
