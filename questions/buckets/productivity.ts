import { defineBucket } from '../define.ts'

export const productivity = defineBucket({
  id: 'productivity',
  title: 'Productivity',
  probes: {
    'tech-problem': {
      label: 'the technical problem',
      phrasings: [
        'What was the technical problem underneath?',
        'On the technical side, what was wrong?',
        'How would you describe the technical problem to an engineer who has never seen it?',
      ],
      clarification:
        "I'd like to understand what wasn't working, or couldn't work, in the system itself. The part an engineer had to solve.",
    },
    'problem-type': {
      label: 'the kind of problem',
      under: 'tech-problem',
      late: true,
      phrasings: [
        'What kind of problem was it, at heart?',
        'What sort of problem would you call that?',
        'Was it more about size, about reliability, or about something else?',
      ],
      clarification:
        "Some problems come from growth, some from things breaking, some from speed or cost. I'm asking which sort this was.",
    },
    'customer-problem': {
      label: "the customer's or the business's problem",
      phrasings: [
        'What problem did that cause for the customer, or for the business?',
        'Leaving the technology aside, who had a problem here?',
        'From the point of view of the people using it, what was wrong?',
      ],
      clarification:
        "Leave the technology aside for a moment. I'd like to know whose day was worse because of it, and in what way.",
    },
    stakes: {
      label: 'what was at stake',
      phrasings: [
        'What was at stake?',
        'What would have happened if nobody had done anything?',
        'How much was riding on this?',
      ],
      clarification: 'I mean what you, your customers or the company stood to lose if it had gone badly.',
    },
    complexity: {
      label: 'what made it complex',
      under: 'stakes',
      late: true,
      phrasings: [
        'What made it complex?',
        'Where did the complexity lie?',
        'How many moving parts were there?',
      ],
      clarification:
        'For instance, how many systems or teams it touched, or how fast things were growing. Whatever made it more than routine.',
    },
    action: {
      label: 'what you did',
      phrasings: [
        'Take me through what you did.',
        'How did you go about it?',
        'Which steps did you take yourself?',
      ],
      clarification: "I'd like to hear your own steps, roughly in the order you took them.",
    },
    data: {
      label: 'the data behind it',
      under: 'action',
      phrasings: [
        'What did you look at to check your thinking?',
        'What data did you go and find?',
        'How did you test whether your idea was right?',
      ],
      clarification:
        'Logs, figures, an experiment, a talk with users. Whatever you used to find out whether you were right.',
    },
    challenge: {
      label: 'the hardest part',
      phrasings: [
        'What was the hardest part of getting to a solution?',
        'Where did you struggle most?',
        'What was the biggest obstacle along the way?',
      ],
      clarification:
        'I mean the one thing on the way that nearly stopped you, or that took the most out of you.',
    },
    'why-hard': {
      label: 'why it was hard',
      under: 'challenge',
      phrasings: [
        'Why was that so hard?',
        'What made it difficult?',
        "Why wasn't there an easy way through?",
      ],
      clarification: 'Suppose I said that it sounds straightforward. What would I be missing?',
    },
    'limited-resources': {
      label: 'limits of time and resources',
      under: 'challenge',
      late: true,
      phrasings: [
        'How were you placed for time and people?',
        'Were you short of anything?',
        'What did you have to manage without?',
      ],
      clarification: "I'm asking whether you had what you needed for this, or had to make do.",
    },
    'conflicting-information': {
      label: 'missing or conflicting information',
      under: 'challenge',
      phrasings: [
        'How clear was the information you had?',
        'Did anything you found point in different directions?',
        "What didn't you know at the time?",
      ],
      clarification:
        "Sometimes facts are missing, or two sources disagree. I'd like to know whether it was like that here.",
    },
    solution: {
      label: 'the solution',
      phrasings: [
        'What did you settle on in the end?',
        'So how did you solve it?',
        'What did you end up doing?',
      ],
      clarification: 'I mean what you arrived at in the end. What was built, changed or decided.',
    },
    'overengineered-alternatives': {
      label: 'the bigger solutions not chosen',
      under: 'solution',
      phrasings: [
        'Which bigger solutions did you decide against?',
        'Was there a more elaborate way that you chose not to take?',
        "What could you have built, but didn't?",
      ],
      clarification:
        "There's often a larger or cleverer way to do a thing. I'd like to hear about one that you turned down.",
    },
    outcome: {
      label: 'the outcome',
      phrasings: ['How did it turn out?', 'What came of it?', 'Where did things stand when you were done?'],
      clarification: 'I mean the state of things afterwards, compared with where you started.',
    },
    impact: {
      label: 'the impact',
      under: 'outcome',
      phrasings: [
        'What difference did that make?',
        'What was it worth, in the end?',
        'What did that change for the business, or for the people using it?',
      ],
      clarification:
        "I'd like to know what it was worth, and to whom. If you don't have a figure, your honest best guess will do.",
    },
  },
})
