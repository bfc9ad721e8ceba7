import { conflict } from '../buckets/conflict.ts'
import { failure } from '../buckets/failure.ts'
import { productivity } from '../buckets/productivity.ts'
import { reactive } from '../buckets/reactive.ts'
import type { Pack } from '../schema.ts'
import { challengingProject } from './challenging-project.ts'
import { criticalFeedback } from './critical-feedback.ts'
import { customerPain } from './customer-pain.ts'
import { dataDecision } from './data-decision.ts'
import { disagreement } from './disagreement.ts'
import { mistake } from './mistake.ts'
import { quickCall } from './quick-call.ts'
import { shortTermSacrifice } from './short-term-sacrifice.ts'
import { simpleSolution } from './simple-solution.ts'
import { technicalProblem } from './technical-problem.ts'

/** The pack that comes with the program: ten questions, three buckets of follow-ups, ten that an answer can beg. */
export const guidePack: Pack = {
  id: 'guide',
  title: 'Leadership principles',
  version: 1,
  guideline: { fromS: 15, toS: 30 },
  buckets: [productivity, failure, conflict],
  reactive,
  questions: [
    disagreement,
    technicalProblem,
    dataDecision,
    quickCall,
    criticalFeedback,
    simpleSolution,
    customerPain,
    mistake,
    shortTermSacrifice,
    challengingProject,
  ],
}
