import { defineReactive } from '../define.ts'

export const reactive = defineReactive([
  {
    id: 'restate-question',
    label: 'back to the question',
    phrasings: [
      "I'd like to go back to what I asked. What would your answer to that be?",
      'Let me bring you back to my question. Could you answer that directly?',
      "That's not quite what I was after. Could you try my question once more?",
    ],
    clarification:
      "I don't think I've had an answer to my question yet. I can say it again for you, just ask me to repeat it.",
    // Without a smaller example either, the question is put once more in other words before it is left.
    when: {
      any: [{ signal: 'off-question' }, { all: [{ signal: 'no-example' }, { answered: 'smaller-example' }] }],
    },
    because: 'the question had not been answered yet',
    settledBy: { not: { any: [{ signal: 'off-question' }, { signal: 'no-example' }] } },
  },
  {
    id: 'smaller-example',
    label: 'a smaller example',
    phrasings: [
      "It doesn't have to be anything dramatic. Does something smaller come to mind?",
      'A small one is fine, even something that almost happened. Can you think of one?',
      'Take a moment. Was there ever a minor case of this?',
    ],
    clarification:
      'Something on a small scale will do, even if you saw it coming and dealt with it before it grew.',
    when: { signal: 'no-example' },
    because: 'you said you had no example',
    settledBy: { any: [{ covered: 'conflict' }, { covered: 'mistake' }, { covered: 'action' }] },
  },
  {
    id: 'your-part',
    label: 'your own part',
    phrasings: [
      'And you yourself, what did you do?',
      'What was your own part in that?',
      'Setting the others aside, what did you do?',
    ],
    clarification:
      "Other people were involved too, I understand. I'm asking about the part that wouldn't have happened without you.",
    // In a disagreement, blame begs the other side's view instead, which the bucket asks for.
    when: {
      any: [
        { signal: 'team-not-self' },
        {
          all: [
            { signal: 'blames-others' },
            {
              not: {
                any: [{ signal: 'conflict-up' }, { signal: 'conflict-across' }, { signal: 'conflict-down' }],
              },
            },
          ],
        },
      ],
    },
    because: 'it was told as what others did',
    settledBy: {
      all: [
        { any: [{ covered: 'action' }, { covered: 'accountability' }, { covered: 'resolution' }] },
        { not: { any: [{ signal: 'team-not-self' }, { signal: 'blames-others' }] } },
      ],
    },
  },
  {
    id: 'why-not-automate',
    label: 'why it was done by hand',
    phrasings: [
      "Part of this was done by hand. Why didn't you automate it?",
      'That sounds like a lot of manual work. What kept you from automating it?',
      'Why did that have to be done by people?',
    ],
    clarification:
      "Some of what you described was done by people, again and again. I'm curious why it was done that way.",
    when: { signal: 'manual-process' },
    because: 'you said it was done by hand',
  },
  {
    id: 'why-rebuild',
    label: 'why it was rebuilt',
    phrasings: [
      'Why rebuild it, rather than change what was there?',
      'Why not keep the old system and improve it?',
      'Was there no smaller change that would have done?',
    ],
    clarification:
      "You replaced quite a lot there. I'd like to know why building on what existed wasn't enough.",
    when: { signal: 're-architecture' },
    because: 'a whole system was rebuilt',
    settledBy: { covered: 'overengineered-alternatives' },
  },
  {
    id: 'more-recent',
    label: 'a more recent story',
    phrasings: [
      "That's a while ago now. Do you have something from the last two years or so?",
      'Has anything like it happened more recently?',
      'Could you give me an example from the past couple of years?',
    ],
    clarification:
      "I'd like to hear how you work today, so something from the past couple of years would help me more.",
    when: { signal: 'stale-story' },
    because: 'the story is more than four years old',
  },
  {
    id: 'scope',
    label: 'the size of it',
    phrasings: [
      "That didn't take long. What was hard about it?",
      'It seems to have gone quickly. Where was the difficulty?',
      'If it could be done that fast, what made it more than a routine job?',
    ],
    clarification:
      "I'm trying to get a sense of how big this was. What would somebody else have found difficult about it?",
    when: { signal: 'single-sprint' },
    because: 'it was done in two weeks or less',
    settledBy: { any: [{ covered: 'complexity' }, { covered: 'why-hard' }] },
  },
  {
    id: 'trade-off',
    label: 'the trade-off',
    phrasings: [
      "It's rare to be quick and thorough at once. What did you have to let go?",
      'What had to suffer so that you could make the date?',
      'What did the speed cost you?',
    ],
    clarification:
      "When there's so little time, something usually has to give. I'd like to hear what it was here.",
    when: { signal: 'fast-and-flawless' },
    because: 'you named speed and quality, and nothing that was given up',
  },
  {
    id: 'measure-impact',
    label: 'how the result was measured',
    phrasings: [
      'How did you measure the result?',
      'How do you know that it worked?',
      'What changed because of that, as far as you could tell?',
    ],
    clarification:
      "I'm asking how you could tell that things were different afterwards. A rough figure is fine, or something you could see.",
    when: { signal: 'no-impact' },
    because: 'no result was mentioned',
    settledBy: {
      any: [
        { signal: 'impact-money' },
        { signal: 'impact-metric' },
        { signal: 'impact-anecdote' },
        { covered: 'impact' },
      ],
    },
  },
  {
    id: 'bottom-line',
    label: 'the bottom line',
    phrasings: [
      'Can you put that in one sentence for me?',
      "What's the short version?",
      'If you had ten seconds, how would you sum it up?',
    ],
    clarification:
      'Just the heart of it, what happened and how it ended. We can go into the details after that.',
    when: { signal: 'buried-lede' },
    because: 'the point came late in the answer',
    last: true,
  },
])
