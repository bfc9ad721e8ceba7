import { defineQuestion } from '../define.ts'

export const criticalFeedback = defineQuestion({
  id: 'critical-feedback',
  bucket: 'failure',
  principles: ['earn-trust', 'learn-and-be-curious', 'hire-and-develop', 'highest-standards'],
  phrasings: [
    'Tell me about a time someone gave you critical feedback.',
    "What's the hardest piece of feedback you've been given at work?",
    "I'd like to hear about a time you were criticised, and what you did with it.",
  ],
  clarification:
    'I mean something that was hard to hear, about your work or about the way you work. It can have come from anybody.',
  own: {
    'was-it-fair': {
      label: 'whether it was fair',
      under: 'first-reaction',
      phrasings: [
        'Did you think it was fair?',
        'How much of it was true, as you see it today?',
        'Was there a part of it that you did not accept?',
      ],
      clarification: "You needn't have agreed with all of it. I'm asking what you made of it.",
    },
    'heard-before': {
      label: 'whether it was news',
      under: 'mistake',
      phrasings: [
        'Had you heard something like it before?',
        'Did it come as a surprise?',
        'Had anyone hinted at it earlier?',
      ],
      clarification: "I'm asking whether this was new to you, or whether there had been signs.",
    },
    'what-they-would-say-now': {
      label: 'what they would say now',
      under: 'prevention',
      phrasings: [
        'What would the same person say about you now?',
        'How do you know that it got better?',
        'Have you gone back and asked them?',
      ],
      clarification: "I'm asking whether the change has been noticed, and by whom.",
      when: { any: [{ covered: 'response' }, { covered: 'prevention' }] },
      because: 'you said what you did about the feedback',
    },
    'asking-for-it': {
      label: 'asking for criticism',
      under: 'prevention',
      phrasings: [
        'How do you get people to tell you such things today?',
        'When did you last ask somebody for criticism?',
        'Who tells you now when you get something wrong?',
      ],
      clarification:
        "People often hold back, all the more with someone senior. I'm asking how you come to hear the truth.",
      when: { atLeast: 'L6' },
      because: 'at this level people tell you less unless you ask',
    },
  },
  priorities: [
    'mistake',
    'first-reaction',
    'response',
    'was-it-fair',
    'accountability',
    'differently',
    'what-they-would-say-now',
    'consequences',
    'recency',
    'heard-before',
    'reputation',
    'communication',
    'leadership-aware',
  ],
})
