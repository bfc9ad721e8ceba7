import { defineQuestion } from '../define.ts'

export const challengingProject = defineQuestion({
  id: 'challenging-project',
  bucket: 'productivity',
  principles: ['deliver-results', 'ownership', 'dive-deep', 'think-big'],
  phrasings: [
    'Tell me about a project that was really hard, and why it was.',
    'Which of your projects has asked the most of you? Tell me about it.',
    "I'd like to hear about a project in which nothing came easily.",
  ],
  clarification:
    'I mean a piece of work of some size, with you in the middle of it. It can have been hard for any reason.',
  own: {
    'close-to-failing': {
      label: 'when it came close to failing',
      under: 'challenge',
      phrasings: [
        'When did it come closest to failing?',
        'Was there a moment when you doubted that it could be done?',
        'What was the lowest point?',
      ],
      clarification: "I'm asking about the worst moment, and what you did then.",
    },
    'other-teams': {
      label: 'the teams it depended on',
      under: 'stakes',
      phrasings: [
        'Which other teams did it depend on?',
        'Who outside your team had to do their part?',
        'What did you need from people who did not report to you?',
      ],
      clarification: "I'm asking whom you needed from outside your own team, and for what.",
      when: { atLeast: 'L6' },
      because: 'at this level a project reaches beyond one team',
    },
    'do-it-again': {
      label: 'how it would be done today',
      under: 'outcome',
      phrasings: [
        'If you had to do it again, what would you leave out?',
        'How would you plan it today?',
        'What would you tell somebody who was starting on it now?',
      ],
      clarification: "I'm asking what you know about it today that you didn't know at the start.",
      when: { covered: 'outcome' },
      because: 'you said how the project ended',
    },
  },
  priorities: [
    'challenge',
    'customer-problem',
    'stakes',
    'close-to-failing',
    'impact',
    'why-hard',
    'other-teams',
    'overengineered-alternatives',
    'data',
    'do-it-again',
    'tech-problem',
    'outcome',
    'action',
    'conflicting-information',
  ],
})
