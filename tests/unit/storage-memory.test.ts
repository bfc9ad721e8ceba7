import { MemorySessionStore } from '../../src/storage/memoryStore.ts'
import { describeStore } from '../support/store-contract.ts'

describeStore('the memory store', async () => new MemorySessionStore(), 60)
