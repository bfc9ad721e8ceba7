/** A database as it lies in the browser, as data that JSON can hold. */
export interface DatabaseDump {
  /** As the browser counts: ten times that of the app. */
  version: number
  stores: {
    name: string
    keyPath: string | string[] | null
    indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[]
    /** In the order of their keys. */
    rows: unknown[]
  }[]
}

/** Reads a database without the app's code. */
export async function dumpDatabase(name: string): Promise<DatabaseDump> {
  const database = await settled(indexedDB.open(name))
  try {
    const names = [...database.objectStoreNames]
    const transaction = database.transaction(names)
    const stores = names.map(async (each) => {
      const store = transaction.objectStore(each)
      const indexes = [...store.indexNames].map((index) => {
        const { keyPath, unique, multiEntry } = store.index(index)
        return { name: index, keyPath, unique, multiEntry }
      })
      const rows = await settled(store.getAll())
      return { name: each, keyPath: store.keyPath, indexes, rows: rows.map(toJson) }
    })
    return { version: database.version, stores: await Promise.all(stores) }
  } finally {
    database.close()
  }
}

/** Makes the database anew, as its version had made it. */
export async function restoreDatabase(name: string, { version, stores }: DatabaseDump): Promise<void> {
  const request = indexedDB.open(name, version)
  request.addEventListener('upgradeneeded', () => {
    for (const { name: each, keyPath, indexes, rows } of stores) {
      const store = request.result.createObjectStore(each, { keyPath })
      for (const index of indexes) store.createIndex(index.name, index.keyPath, index)
      for (const row of rows) store.add(fromJson(row))
    }
  })
  ;(await settled(request)).close()
}

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the database failed')))
  })

function toJson(value: unknown): unknown {
  if (value instanceof Int16Array) return { int16: [...value] }
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toJson)
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(`a ${value.constructor.name} has no form here yet: add one`)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]))
}

function fromJson(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(fromJson)
  if ('int16' in value) return Int16Array.from(value.int16 as number[])
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fromJson(part)]))
}
