import { defineQuestion } from '../define.ts'

export const disagreement = defineQuestion({
  id: 'disagreement',
  bucket: 'conflict',
  principles: ['backbone', 'earn-trust', 'are-right-a-lot', 'highest-standards'],
  phrasings: [
    'Tell me about a time you disagreed with someone and how you resolved it.',
    "I'd like to hear about a disagreement you had at work, and how you settled it.",
    'Think of a time when you and somebody at work saw things differently. What happened?',
    'When did you last argue for something that others were against? Tell me how it went.',
  ],
  clarification:
    "Any difference of opinion at work will do, loud or quiet. I'd like to know what it was about and what you did with it.",
  own: {
    'somebody-above': {
      label: 'a disagreement further up',
      phrasings: [
        'Has it ever been with somebody above you?',
        'Have you had one like this with someone more senior than you?',
        "When have you told someone above you that you didn't agree?",
      ],
      clarification:
        'I mean your own manager, or anyone further up, and something on which you saw things differently.',
      when: {
        all: [{ atLeast: 'L6' }, { any: [{ signal: 'conflict-across' }, { signal: 'conflict-down' }] }],
      },
      because: 'this one was not with anybody above you, which counts at this level',
    },
    'let-it-go': {
      label: 'the cost of letting it go',
      phrasings: [
        'What would have happened if you had just let it go?',
        'Why was it worth the argument?',
        "Suppose you'd said nothing. What would have been lost?",
      ],
      clarification: "I'm asking what hung on it, had the other side simply had its way.",
      when: { signal: 'low-stakes' },
      because: 'little seemed to hang on it',
    },
    'backed-it': {
      label: 'standing behind the decision',
      under: 'convinced',
      phrasings: [
        'Once it was decided, what did you do to make it work?',
        'How did you stand behind it from then on?',
        'How did people see that you were behind it?',
      ],
      clarification: "It didn't go the way you'd first wanted. I'm asking what you did after that.",
      when: { signal: 'they-convinced' },
      because: 'you came round to the other view',
    },
    'working-together-since': {
      label: 'working together afterwards',
      phrasings: [
        'What was it like to work together after that?',
        'How did you get along afterwards?',
        'What did it do to the relationship?',
      ],
      clarification: "I'm asking how things were between you once it was over.",
    },
  },
  priorities: [
    'conflict',
    'other-side',
    'lesson',
    'let-it-go',
    'mitigation',
    'convinced',
    'somebody-above',
    'evidence',
    'outcome-communicated',
    'working-together-since',
    'resolution',
    'outcome',
  ],
})
