/** What is asked, as data: the public door. */
export * from './ids.ts'
export {
  conditionSchema,
  packSchema,
  type Bucket,
  type Condition,
  type OwnProbe,
  type Pack,
  type Probe,
  type Question,
  type ReactiveProbe,
} from './schema.ts'
export { guideTitles } from './titles.ts'
export { guidePack } from './guide/index.ts'
export { parsePack, type PackProblem, type ParsedPack } from './parse.ts'
export { signals, type SignalInfo, type SignalKind } from './signals.ts'
export { principles, type PrincipleInfo } from './principles.ts'
export { interviewerLines, type InterviewerLines } from './interviewer.ts'
