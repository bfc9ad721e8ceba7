import type { SignalId } from './ids.ts'

/**
 * How much a signal weighs in the debrief: a `flag` costs a lot, several `risk`s together weigh as a flag,
 * `good` speaks for the candidate, `neutral` says what kind of story it is.
 */
export type SignalKind = 'flag' | 'risk' | 'good' | 'neutral'

export interface SignalInfo {
  /** As it stands beside an answer: "no result named". */
  label: string
  kind: SignalKind
  /** Why it matters to an interviewer. */
  rule: string
  /** What to do another time. */
  advice: string
}

/** Everything that an answer can be heard to show. */
export const signals: Readonly<Record<SignalId, SignalInfo>> = {
  'off-question': {
    label: 'not what was asked',
    kind: 'flag',
    rule: 'Answering something other than the question is a red flag. A story must not be forced in where it does not belong.',
    advice: 'Begin with the key words of the question, and ask first when you are not sure what is meant.',
  },
  'team-not-self': {
    label: 'told as what others did',
    kind: 'flag',
    rule: 'About four fifths of an answer should be your own contribution. Telling what others did is a red flag.',
    advice:
      'Say "I" for what you decided, wrote, measured and said, and one clause for the rest of the team.',
  },
  'no-impact': {
    label: 'no result named',
    kind: 'flag',
    rule: 'An answer with no figure and no result is a red flag: every story needs to say what it changed.',
    advice:
      'Name what changed: money, another number, or something concrete. An honest best guess is enough.',
  },
  'no-example': {
    label: 'no example',
    kind: 'flag',
    rule: 'Having no example for more than one or two questions of a round is a red flag. Having none of a disagreement can fail the interview.',
    advice:
      'Offer a smaller case, or one that you only saw coming, and have a story ready for this question.',
  },
  'proving-right': {
    label: 'spent on who was right',
    kind: 'flag',
    rule: 'Who won a disagreement does not matter; how you tried to resolve it does. Proving that you were right is a red flag.',
    advice: 'Give the time to their reasons, the evidence, and what you did to reach a decision.',
  },
  'buried-lede': {
    label: 'point came late',
    kind: 'flag',
    rule: 'The bottom line belongs up front. Much detail at first, or a conflict that is hard to find in it, is a red flag.',
    advice: 'Put the whole story in one sentence first and leave the background for the follow-ups.',
  },
  'low-stakes': {
    label: 'little at stake',
    kind: 'flag',
    rule: 'A disagreement about something of little consequence is a red flag.',
    advice: 'Choose one where customers, money or a launch depended on it, and say so.',
  },
  'blames-others': {
    label: 'blame put on others',
    kind: 'flag',
    rule: 'Trust is earned by being self-critical and by understanding the other side. A bad mark there can fail the interview.',
    advice: 'Say what your part was, and give the others the reasons that they would give themselves.',
  },
  'star-recital': {
    label: 'frame said aloud',
    kind: 'risk',
    rule: 'Leaning on STAR is a risk. It serves to sort stories beforehand; nobody speaks in it.',
    advice: 'Leave out the headings and tell it as you would tell a colleague.',
  },
  'names-principle': {
    label: 'principle named',
    kind: 'risk',
    rule: 'The interviewer does not say which principle a question is for, and guessing at it is a risk.',
    advice: 'Tell what you did and leave the naming to the interviewer.',
  },
  'under-one-million': {
    label: 'amount under a million',
    kind: 'risk',
    rule: 'Revenue or savings below one million dollars are a risk unless they are put in proportion.',
    advice: 'Say what the amount meant for a company of that size, or give the ratio of after to before.',
  },
  'manual-process': {
    label: 'manual, no reason given',
    kind: 'risk',
    rule: 'A process run largely by hand, with no word on why it was not automated, is a risk and invites that question.',
    advice: 'Say in half a sentence why it was done by hand, or what you automated later.',
  },
  'single-sprint': {
    label: 'done in one sprint',
    kind: 'risk',
    rule: 'A project that fits into one sprint is a risk: it leaves doubt about scope and complexity.',
    advice:
      'Show its size in another way, by growth, dependencies or what was at risk, or choose a larger story.',
  },
  'stale-story': {
    label: 'more than four years old',
    kind: 'risk',
    rule: 'Stories should come from the last two or three years. One that is older than three or four is a risk.',
    advice: 'Have a recent story ready, and say early when it happened.',
  },
  'fast-and-flawless': {
    label: 'fast and flawless',
    kind: 'risk',
    rule: 'A tight timeline together with very high quality is a risk, because it sounds as if nothing had been traded.',
    advice: 'Name what you gave up to make the date, and how you decided on it.',
  },
  're-architecture': {
    label: 'whole system rebuilt',
    kind: 'risk',
    rule: 'Rebuilding an entire system is a risk. It takes years at this scale, and reuse of what exists is preferred.',
    advice: 'Say why a smaller change would not do, and what you kept.',
  },
  'headline-first': {
    label: 'headline first',
    kind: 'good',
    rule: 'A good answer gives its bottom line in the first sentence.',
    advice: 'Keep opening with one sentence that could stand alone.',
  },
  'echoes-question': {
    label: "question's words taken up",
    kind: 'good',
    rule: 'Taking up the key words of the question in the first few words shows at once that it is being answered.',
    advice: 'Keep beginning with the words of the question.',
  },
  'asks-to-clarify': {
    label: 'asked what was meant',
    kind: 'good',
    rule: 'Clarifying comes before answering, unless the question is wholly clear.',
    advice: 'Keep asking when there are two ways to read a question, briefly and once.',
  },
  'checks-in': {
    label: 'asked if it was answered',
    kind: 'good',
    rule: 'Asking whether the question was answered lets the interviewer steer.',
    advice: 'Keep asking it, in other words each time.',
  },
  'impact-money': {
    label: 'money named',
    kind: 'good',
    rule: 'Money earned, supported or saved is the plainest kind of impact.',
    advice: 'Keep the amount, and say how you arrived at it when asked.',
  },
  'impact-metric': {
    label: 'result in numbers',
    kind: 'good',
    rule: 'A metric shows impact where there is no amount of money.',
    advice: 'Keep the number, with the value before it and the value after.',
  },
  'impact-anecdote': {
    label: 'concrete consequence',
    kind: 'good',
    rule: 'Where there is no number, a concrete consequence counts as impact, such as a customer who stayed.',
    advice: 'Keep it, and add a figure if you can make an honest guess.',
  },
  resilience: {
    label: 'more resilient',
    kind: 'good',
    rule: 'Making a system fail less often scores above making it larger, faster or more secure.',
    advice: 'Keep it, with the errors or outages before and after.',
  },
  mechanism: {
    label: 'lasting mechanism',
    kind: 'good',
    rule: 'A repeatable process, even one more check on a list, scores above good intentions.',
    advice: 'Keep it, and say whether it has held since.',
  },
  reuse: {
    label: 'existing parts reused',
    kind: 'good',
    rule: 'Building on what already exists scores above building anew.',
    advice: 'Keep it, and say what it saved.',
  },
  'beyond-role': {
    label: "beyond one's role",
    kind: 'good',
    rule: 'Going beyond your own role scores; ownership reaches across the whole company.',
    advice: 'Keep it, and say why it fell to you.',
  },
  'conflict-up': {
    label: 'disagreed with someone above',
    kind: 'good',
    rule: 'From L6 on, disagreements only across or down count against you; at L7 one with somebody above you is needed.',
    advice: 'Keep one of these ready, with the evidence that you brought.',
  },
  'conflict-across': {
    label: 'disagreed with a peer or team',
    kind: 'neutral',
    rule: 'Across is usual up to L5. If all are across or down, it is a risk at L6 and a red flag at L7.',
    advice: 'From L6 on, have one with somebody above you as well.',
  },
  'conflict-down': {
    label: 'disagreed with someone led',
    kind: 'neutral',
    rule: 'Down is usual up to L5. If all are across or down, it is a risk at L6 and a red flag at L7.',
    advice: 'From L6 on, have one with somebody above you as well.',
  },
  'i-convinced': {
    label: 'you convinced them',
    kind: 'neutral',
    rule: 'Up to L5 either side will do. From L6 on, one story where you convinced and one where you were convinced are needed.',
    advice: 'Have the other kind ready too, where somebody changed your mind.',
  },
  'they-convinced': {
    label: 'they convinced you',
    kind: 'neutral',
    rule: 'Up to L5 either side will do. From L6 on, one story where you were convinced and one where you convinced are needed.',
    advice: "Have the other kind ready too, where you changed somebody else's mind.",
  },
}
