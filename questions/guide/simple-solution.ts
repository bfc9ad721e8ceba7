import { defineQuestion } from '../define.ts'

export const simpleSolution = defineQuestion({
  id: 'simple-solution',
  bucket: 'productivity',
  principles: ['invent-and-simplify', 'frugality', 'bias-for-action', 'customer-obsession'],
  phrasings: [
    'Tell me about a complex problem that you solved in a simple way.',
    'When did you find a simple answer to something complicated?',
    'Give me an example of something complicated that you made simple.',
  ],
  clarification:
    'I mean a problem that looked as if it needed a lot, and that you managed to solve with much less.',
  own: {
    'looked-complicated': {
      label: 'why it looked complicated',
      under: 'tech-problem',
      phrasings: [
        'What made it look so complicated at first?',
        'Why had nobody done the simple thing before?',
        'How had people tried to solve it until then?',
      ],
      clarification: "I'd like to see the problem as it looked before there was an answer.",
    },
    'left-out': {
      label: 'what the simple way left out',
      under: 'solution',
      phrasings: [
        'What can the simple version not do?',
        'What did you leave out to keep it simple?',
        'Where does it reach its limits?',
      ],
      clarification:
        "Simple things usually leave something out. I'm asking what that was, and how you chose it.",
      when: { covered: 'solution' },
      because: 'you said what the simple solution was',
    },
    'building-on-it': {
      label: 'relying on what already existed',
      under: 'solution',
      phrasings: [
        'How did you know that what was already there would hold up?',
        'What made you think of using what already existed?',
        'What did you have to change in it to make it fit?',
      ],
      clarification: "You used something that was already there. I'm asking how you came to rely on it.",
      when: { signal: 'reuse' },
      because: 'you built on something that was already there',
    },
    'too-simple': {
      label: 'those who thought it too simple',
      phrasings: [
        'Did anyone think it was too simple?',
        'Who needed convincing that so little would be enough?',
        'What did people say when they saw how small it was?',
      ],
      clarification: "I'm asking how others took it, and what you told them.",
    },
  },
  priorities: [
    'challenge',
    'customer-problem',
    'overengineered-alternatives',
    'looked-complicated',
    'impact',
    'stakes',
    'too-simple',
    'why-hard',
    'complexity',
    'data',
    'tech-problem',
    'solution',
    'action',
    'outcome',
    'conflicting-information',
  ],
})
