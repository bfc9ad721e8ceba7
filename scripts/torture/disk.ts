import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a browser keeps its profile while it is tormented. */
export interface Disk {
  /** The folder of the profile, as it is now. */
  profile(): string
  /** Takes the disk as it is at this moment, before the browser is killed. */
  cut(): void
  /** Goes on, once the browser is dead, with what the disk held at the cut. */
  revive(): void
  /** Gives up everything. */
  remove(): Promise<void>
}

/** A folder: what the dead browser has handed to the system is there. */
export async function folderDisk(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'mockloop-torture-'))
  return {
    profile: () => join(folder, 'profile'),
    cut() {},
    revive() {},
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Sparse: only what is written takes space. Large, since browsers allow a share of the disk. */
const imageSize = '4G'

/**
 * A file system of its own (ext4, as it is usually mounted) in an image file. At the cut its journal is aborted, so that
 * nothing of what the system still holds in memory gets out, and the image is copied; the copy is mounted, its journal
 * replayed, and gone on with. What a process wrote and nobody flushed is lost, as when the power goes; that a drive
 * loses what it has taken itself is not modelled. Needs root on Linux, and loop devices.
 */
export async function imageDisk(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'mockloop-torture-'))
  const place = join(folder, 'disk')
  let cuts = 0
  const image = (n: number) => join(folder, `${n}.img`)
  await mkdir(place)
  run('truncate', ['-s', imageSize, image(0)])
  run('mkfs.ext4', ['-q', '-F', '-m', '0', '-N', '50000', '-J', 'size=32', image(0)])
  run('mount', ['-o', 'loop', image(0), place])
  return {
    profile: () => join(place, 'profile'),
    cut() {
      run('mount', ['-o', 'remount,abort', place])
      run('cp', ['--sparse=always', image(cuts), image(cuts + 1)])
    },
    revive() {
      run('umount', [place])
      run('rm', [image(cuts++)])
      run('mount', ['-o', 'loop', image(cuts), place])
    },
    async remove() {
      run('umount', [place])
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function run(command: string, args: string[]) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`)
}
