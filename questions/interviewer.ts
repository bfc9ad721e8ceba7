/**
 * What the interviewer says besides questions and follow-ups. One of the phrasings is chosen by the session's seed.
 * An empty phrasing means that nothing is said. None of them praises or judges.
 */
export interface InterviewerLines {
  /** Once, before the first question. */
  greeting: readonly string[]
  /** The same where only one question is asked. */
  greetingOne: readonly string[]
  /** Before a follow-up, after a plain answer; nothing, most of the time. */
  leadIn: readonly string[]
  /** Before the next question's opening. */
  transition: readonly string[]
  /** Before a question area is left; the candidate may add something. */
  wrapUp: readonly string[]
  /** To "did I answer your question?", when the answer did. */
  answered: readonly string[]
  /** To "did I answer your question?", when it did not; the follow-up comes after it. */
  notQuite: readonly string[]
  /** Into an answer that overruns; the demand for the bottom line comes after it. */
  cutIn: readonly string[]
  /** When the smaller example was declined as well. */
  noExampleAccepted: readonly string[]
  /** When a question or follow-up was skipped. */
  skipAccepted: readonly string[]
  /** Before what was asked is said again. */
  repeat: readonly string[]
  /** After a pause or a break of the session, before what was asked is said again. */
  resume: readonly string[]
  /** Once, at the end. */
  goodbye: readonly string[]
}

export const interviewerLines: InterviewerLines = {
  greeting: [
    "Hello, and thanks for coming. I'll ask you about things you've done, and I'll follow up as we go. Let's begin.",
    "Hello. I'd like to hear about some of your work today. If a question isn't clear, just ask. Here's the first one.",
    "Good to meet you. I have a few questions about your experience, and I'll ask for details on the way. Let's start.",
  ],
  greetingOne: [
    "Hello, and thanks for coming. I have a question for you about something you've done, and I'll follow up as we go.",
    "Hello. I have a question for you about your work. If it isn't clear, just ask. Here it is.",
    "Good to meet you. I have a question for you about your experience, and I'll ask for details on the way.",
  ],
  leadIn: ['', '', '', '', 'Okay.', 'Thanks.', 'I see.', 'Right.'],
  transition: [
    "Let's move on to something else.",
    "Thank you. I'd like to turn to another topic.",
    "Okay. Here's a different question.",
    "All right, let's go to the next one.",
  ],
  wrapUp: [
    "Before we move on, is there anything you'd want to add?",
    "Is there anything I haven't asked about that I should know?",
    "That's all I wanted to ask on this. Would you like to add anything?",
  ],
  answered: ['Yes, thank you.', 'Yes, it did.', 'It did, thanks.'],
  notQuite: ['Not quite yet.', 'Not entirely.', "Partly. There's still something I'd like to know."],
  cutIn: [
    'Let me stop you there.',
    'Sorry to interrupt you.',
    "I'm going to jump in here for a moment.",
    'Let me pause you for a second.',
  ],
  noExampleAccepted: [
    "That's fine.",
    "That's all right. We'll leave that one.",
    "Okay, let's leave it at that.",
  ],
  skipAccepted: ["Sure, we'll skip it.", "All right, we'll leave that one.", 'Okay, no problem.'],
  repeat: ['Of course.', "Sure, I'll say it again.", 'Yes. My question was this.'],
  resume: [
    "Let's pick up where we were.",
    'Welcome back. I had asked you this.',
    "Let's go on from where we stopped.",
  ],
  goodbye: [
    'Those are all my questions. Thank you for your time, and goodbye.',
    'That brings us to the end. Thank you for talking with me today.',
    "We'll stop here. Thanks for your time, and take care.",
  ],
}
