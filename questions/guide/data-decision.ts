import { defineQuestion } from '../define.ts'

export const dataDecision = defineQuestion({
  id: 'data-decision',
  bucket: 'productivity',
  principles: ['dive-deep', 'are-right-a-lot', 'customer-obsession', 'think-big'],
  phrasings: [
    'Tell me about a decision you made with the help of data.',
    'Give me an example of a time you let the numbers guide a decision.',
    'Describe a choice you made that rested on data.',
  ],
  clarification:
    'I mean a decision of your own where you looked something up, measured it or counted it first, and that shaped what you chose.',
  own: {
    'trusting-the-data': {
      label: 'whether the data could be trusted',
      under: 'action',
      phrasings: [
        'How did you know that you could trust the numbers?',
        'What was wrong with the data?',
        'How did you check the data itself?',
      ],
      clarification: "Data has gaps and errors as a rule. I'm asking how you dealt with that.",
      when: { covered: 'data' },
      because: 'the decision rested on that data',
    },
    'what-would-have-changed-it': {
      label: 'what would have changed the decision',
      phrasings: [
        'What would the data have had to show for you to choose differently?',
        'At what point would you have gone the other way?',
        'Which number would have changed your mind?',
      ],
      clarification: "I'm asking how close it was, and what would have tipped it.",
    },
    'gut-feeling': {
      label: 'what instinct said',
      phrasings: [
        'What would you have decided on instinct alone?',
        "Did the data show you anything you hadn't expected?",
        'What did your gut say before you looked?',
      ],
      clarification: "I'm asking what you expected before you looked, and whether the data agreed with it.",
    },
  },
  priorities: [
    'data',
    'stakes',
    'challenge',
    'trusting-the-data',
    'customer-problem',
    'action',
    'what-would-have-changed-it',
    'why-hard',
    'conflicting-information',
    'gut-feeling',
    'impact',
    'overengineered-alternatives',
    'complexity',
    'tech-problem',
  ],
})
