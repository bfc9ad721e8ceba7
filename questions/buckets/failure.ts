import { defineBucket } from '../define.ts'

/** These follow both a mistake and a piece of criticism, so none of them takes either for granted. */
export const failure = defineBucket({
  id: 'failure',
  title: 'Failure',
  probes: {
    mistake: {
      label: 'the mistake',
      phrasings: [
        'What exactly did you get wrong?',
        'What had you done, or left undone?',
        'Put plainly, what went wrong on your side?',
      ],
      clarification:
        'I mean the thing that you did yourself, or failed to do. The rest of the story can wait a moment.',
    },
    upfront: {
      label: 'owning up to it',
      under: 'mistake',
      phrasings: [
        'How open were you about it at the time?',
        'How soon did you say that this was yours?',
        'Did you admit it straight away?',
      ],
      clarification: "I'm asking whether people heard about your part in it from you, and how soon.",
    },
    consequences: {
      label: 'the consequences',
      phrasings: [
        'What were the consequences?',
        'What did it lead to?',
        'What did it cost, when all was said and done?',
      ],
      clarification: 'I mean what happened because of it, to people, to the work or to the business.',
    },
    reputation: {
      label: 'the harm to your standing',
      under: 'consequences',
      late: true,
      phrasings: [
        'What did it do to your standing?',
        'Did anyone think less of you, or of your team, because of it?',
        'How did it change the way people saw you?',
      ],
      clarification: "I'm asking whether people trusted you, or your team, any differently afterwards.",
    },
    'customer-loss': {
      label: 'customers lost',
      under: 'consequences',
      late: true,
      phrasings: [
        'Did you lose any customers over it?',
        'How did your customers take it?',
        'Did anyone take their business elsewhere?',
      ],
      clarification:
        "Your customers may be outside the company or inside it. I'd like to know whether any of them turned away.",
    },
    repercussions: {
      label: 'the repercussions for you',
      under: 'consequences',
      late: true,
      phrasings: [
        'Were there repercussions for you?',
        'Did it come back to you later in any way?',
        'What did it mean for you personally, later on?',
      ],
      clarification:
        'I mean anything that came back to you later, such as in a review, or in the work you were given.',
    },
    recency: {
      label: 'when it happened',
      phrasings: ['When was this?', 'How long ago did this happen?', 'Roughly what year was that?'],
      clarification: "A rough date is fine. I'd just like to place it in your career.",
    },
    'first-reaction': {
      label: 'your first reaction',
      phrasings: [
        'What was your very first reaction?',
        'What went through your mind when you found out?',
        'How did you take it, in that first moment?',
      ],
      clarification:
        "It needn't be a reaction that you're proud of. I'm interested in the moment before you'd had time to think.",
    },
    response: {
      label: 'what you did once it had sunk in',
      under: 'first-reaction',
      phrasings: [
        'Once it had sunk in, what did you do?',
        'What did you do when you could think clearly again?',
        'How did you deal with it after that?',
      ],
      clarification: 'I mean what you did when the first shock was over and you could choose how to act.',
    },
    accountability: {
      label: 'the part you hold yourself to',
      phrasings: [
        'Which part of it was down to you?',
        'What did you take responsibility for?',
        'How much of this do you put down to yourself?',
      ],
      clarification: "Others may have had a hand in it too. I'd like to know which part you see as yours.",
    },
    communication: {
      label: 'telling people your part',
      phrasings: [
        'What did you tell the people it affected?',
        'How did you talk to others about your part in it?',
        'Who heard from you that you were responsible?',
      ],
      clarification: 'I mean how the people around you learned what your part in this had been.',
    },
    'leadership-aware': {
      label: 'whether leadership knew',
      under: 'communication',
      phrasings: [
        'Who above you knew about this?',
        'How did leadership come to hear of it?',
        'Did you take it to anyone above you?',
      ],
      clarification:
        "I mean your manager, and anyone further up. I'd like to know whether they heard of it, and from whom.",
    },
    differently: {
      label: 'what you would change',
      phrasings: [
        'If you could go back, what would you change?',
        'Knowing what you know now, how would you handle it?',
        'What would you do another way today?',
      ],
      clarification: "Imagine you're at the same point again. I'd like to know where you'd act another way.",
    },
    prevention: {
      label: 'keeping it from happening again',
      phrasings: [
        'What have you done to keep it from happening again?',
        "What's in place now that wasn't there before?",
        'What would stop the same thing from happening next week?',
      ],
      clarification:
        'I mean anything that you changed afterwards, in the way you work or in how things are set up.',
    },
  },
})
