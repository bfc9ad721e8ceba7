import { defineBucket } from '../define.ts'

export const conflict = defineBucket({
  id: 'conflict',
  title: 'Conflict',
  probes: {
    conflict: {
      label: 'what it was about',
      phrasings: [
        'What was the disagreement actually about?',
        'In a sentence, where did you differ?',
        "What was the point that you couldn't agree on?",
      ],
      clarification: 'I mean the matter itself. What you wanted, and what they wanted instead.',
    },
    'other-side': {
      label: "the other side's view",
      phrasings: [
        'How did it look from the other side?',
        'What were they worried about?',
        'If I asked them, how would they tell this story?',
      ],
      clarification:
        "Put yourself in their place for a moment. I'd like to hear their reasons as they'd give them.",
    },
    mitigation: {
      label: 'meeting their concerns in advance',
      phrasings: [
        'How did you prepare for the objections you expected?',
        'Which of their worries did you deal with before they raised them?',
        'What did you do to make it easier for them to say yes?',
      ],
      clarification:
        "You may have known what they'd say before they said it. I'm asking what you did with that.",
    },
    evidence: {
      label: 'the objective evidence',
      phrasings: [
        'What did you have to go on, besides opinion?',
        'What facts did you bring to the table?',
        'How did you find out which way was better?',
      ],
      clarification:
        "I mean anything that both sides could look at and check, so it wasn't only one word against another.",
    },
    resolution: {
      label: 'how you tried to resolve it',
      phrasings: [
        'How did you go about settling it?',
        'What did you try, to find common ground?',
        'What did you do to get to a decision?',
      ],
      clarification:
        "I'd like to hear what you did yourself, from the moment it was clear that you disagreed.",
    },
    convinced: {
      label: 'whether you were convinced',
      phrasings: [
        'Did you come round to their view, or not?',
        'Where did you stand yourself, by the end?',
        'Did anything change your mind?',
      ],
      clarification: "I'm asking what you believed once you'd heard everything, and what brought you there.",
    },
    escalation: {
      label: 'taking it further up',
      phrasings: [
        'Did you take it to anyone higher up?',
        'Was anybody above you asked to decide?',
        'Did you think of bringing in someone more senior?',
      ],
      clarification:
        "I mean asking a manager, or someone above you both, to help or to decide. It's fine if it never came to that.",
    },
    diligence: {
      label: 'what you had tried on your own',
      under: 'escalation',
      late: true,
      phrasings: [
        'What had you tried on your own first?',
        "How far did you get without anyone else's help?",
        'Was there anything more that you could have done between yourselves?',
      ],
      clarification: "I'm asking what you'd done about it directly, before anyone else was involved.",
    },
    outcome: {
      label: 'how it ended',
      phrasings: ['How did it end?', 'What was decided?', 'Where did you both end up?'],
      clarification: 'I mean what was done in the end, and how that worked out.',
    },
    'outcome-communicated': {
      label: 'telling people how it ended',
      under: 'outcome',
      phrasings: [
        'How did the others learn how it had ended?',
        'Who told the people involved, and those above you?',
        'What did you say to people once it was decided?',
      ],
      clarification: "I mean how the news reached the people you'd disagreed with, and anyone above you.",
    },
    lesson: {
      label: 'the lesson',
      phrasings: [
        'What did you take away from it?',
        'What do you do differently now because of that?',
        'How has it changed the way you disagree with people?',
      ],
      clarification:
        "I'm asking for something that you've kept from this, and that shows in how you work today.",
    },
  },
})
