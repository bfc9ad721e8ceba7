import type { PrincipleId } from './ids.ts'

export interface PrincipleInfo {
  name: string
  /** What it asks of a person, in one line. */
  sense: string
}

/** The sixteen leadership principles that the questions can show. */
export const principles: Readonly<Record<PrincipleId, PrincipleInfo>> = {
  'customer-obsession': {
    name: 'Customer Obsession',
    sense: 'Starts from what customers need, works back from there, and does not lose their trust.',
  },
  ownership: {
    name: 'Ownership',
    sense: 'Acts for the whole company and for the long run; nothing is somebody else’s job.',
  },
  'invent-and-simplify': {
    name: 'Invent and Simplify',
    sense:
      'Finds new and simpler ways, takes ideas from anywhere, and bears being misunderstood for a while.',
  },
  'are-right-a-lot': {
    name: 'Are Right, A Lot',
    sense: 'Judges well, and looks for what would prove that judgement wrong.',
  },
  'learn-and-be-curious': {
    name: 'Learn and Be Curious',
    sense: 'Keeps learning and goes looking for what is not yet known.',
  },
  'hire-and-develop': {
    name: 'Hire and Develop the Best',
    sense: 'Sees talent, coaches it, and raises the level with every hire and promotion.',
  },
  'highest-standards': {
    name: 'Insist on the Highest Standards',
    sense: 'Asks for better than seems reasonable, and sees that what was fixed stays fixed.',
  },
  'think-big': {
    name: 'Think Big',
    sense: 'Sets a bold direction that others want to follow.',
  },
  'bias-for-action': {
    name: 'Bias for Action',
    sense: 'Moves quickly, and takes measured risks where a step can be taken back.',
  },
  frugality: {
    name: 'Frugality',
    sense: 'Gets more done with less.',
  },
  'earn-trust': {
    name: 'Earn Trust',
    sense: 'Listens, speaks frankly and with respect, and is as critical of itself as of others.',
  },
  'dive-deep': {
    name: 'Dive Deep',
    sense: 'Knows the details and the data at first hand, and checks when the two disagree.',
  },
  backbone: {
    name: 'Have Backbone; Disagree and Commit',
    sense: 'Objects with respect when it matters, and stands wholly behind what is then decided.',
  },
  'deliver-results': {
    name: 'Deliver Results',
    sense: 'Works on what counts most and delivers it well and in time, setbacks included.',
  },
  'best-employer': {
    name: 'Strive to be Earth’s Best Employer',
    sense: 'Makes work safer, fairer and a place where people grow.',
  },
  'broad-responsibility': {
    name: 'Success and Scale Bring Broad Responsibility',
    sense: 'Minds what its actions do to others, and leaves things better than they were.',
  },
}
