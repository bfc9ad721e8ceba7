import { mount } from '../../../src/app/mount.tsx'
import { browserServices } from '../../../src/app/services.ts'
import { createClosedRecogniser } from '../../support/closedRecogniser.ts'
import { closedSet } from './sentences.ts'

/**
 * The app as it is, but for its recogniser: one that decodes a closed set of sentences, for no model of the others can
 * be had where tests run. It is there only once a test has said so.
 */
const isOn = () => localStorage.getItem('test.recogniser') === 'on'

mount(
  await browserServices(null, {
    openRecogniser: () => Promise.resolve(isOn() ? createClosedRecogniser(closedSet) : null),
  }),
)
