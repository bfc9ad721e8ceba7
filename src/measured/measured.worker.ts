import { measuredOf } from '../debrief/measured.ts'
import { answering } from '../platform/asker.ts'

answering(measuredOf)
