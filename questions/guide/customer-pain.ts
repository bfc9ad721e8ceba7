import { defineQuestion } from '../define.ts'

export const customerPain = defineQuestion({
  id: 'customer-pain',
  bucket: 'productivity',
  principles: ['customer-obsession', 'ownership', 'dive-deep', 'invent-and-simplify'],
  phrasings: [
    'Tell me about a time you found out what was troubling your customers, and put it right.',
    'Describe a pain point of your customers that you discovered, and how you resolved it.',
    'Think of a time you noticed that something was making life hard for your customers. What did you do?',
  ],
  clarification:
    'Your customers can be outside the company, or colleagues who use what you make. I mean something that troubled them, and that you found and fixed.',
  own: {
    'how-it-was-found': {
      label: 'how the trouble was found',
      under: 'customer-problem',
      phrasings: [
        'How did you find out that this was troubling them?',
        'What first told you that something was wrong for them?',
        'Did they tell you, or did you notice it yourself?',
      ],
      clarification: "I'm asking how it came to your attention, before anything had been done about it.",
    },
    'first-hand': {
      label: 'contact with the customers',
      under: 'customer-problem',
      phrasings: [
        'Did you talk to any of these customers yourself?',
        'How close did you get to these customers?',
        'What did they say, in their own words?',
      ],
      clarification: "I'm asking how close you came to the people who had the problem.",
    },
    'how-widespread': {
      label: 'how many were affected',
      under: 'stakes',
      phrasings: [
        'How many of them had this problem?',
        'How did you know it was more than one person complaining?',
        'How common was it?',
      ],
      clarification: 'It may have been one customer or nearly all of them. A rough idea is fine.',
    },
    'better-for-them': {
      label: 'whether it was better for them',
      under: 'outcome',
      phrasings: [
        'How did you find out whether it was better for them?',
        'What did the customers say afterwards?',
        'Did you go back to them once it was done?',
      ],
      clarification: "I'm asking for their view of it, rather than yours.",
      when: { covered: 'solution' },
      because: 'you said what was done for them',
    },
  },
  priorities: [
    'customer-problem',
    'stakes',
    'challenge',
    'how-it-was-found',
    'overengineered-alternatives',
    'tech-problem',
    'better-for-them',
    'data',
    'impact',
    'action',
    'why-hard',
    'solution',
    'conflicting-information',
  ],
})
