import { useEffect, useRef, useState } from 'react'
import type { Microphones } from '../speech/ports.ts'
import { Select } from './Field.tsx'
import { useServices } from './services.ts'

type Devices = Awaited<ReturnType<Microphones['list']>>

/** The microphones there are, as they come and go. They get ids and names once permission was given: then `read` is to be called. */
export function useMicrophones(): { devices: Devices; read: () => void } {
  const { microphones } = useServices()
  const [devices, setDevices] = useState<Devices>([])
  const read = useRef(() => {})
  useEffect(() => {
    let here = true
    const list = async () => {
      const listed = await microphones.list().catch(() => [])
      if (here) setDevices(listed)
    }
    read.current = () => void list()
    read.current()
    const stop = microphones.onChange(() => read.current())
    return () => {
      here = false
      stop()
    }
  }, [microphones])
  return { devices, read: () => read.current() }
}

/** Which microphone; `device` is null for the system's own choice. */
export function MicrophoneSelect(props: {
  devices: Devices
  device: string | null
  onDevice: (id: string | null) => void
  disabled?: boolean
  className?: string
}) {
  const { devices, device, onDevice, disabled, className } = props
  return (
    <Select
      label="Microphone"
      value={devices.some(({ id }) => id === device) ? (device ?? '') : ''}
      onChange={({ target }) => onDevice(target.value || null)}
      disabled={disabled}
      className={className}
    >
      <option value="">The system’s choice</option>
      {devices.map(({ id, label }, i) => (
        <option key={id} value={id}>
          {label || `Microphone ${i + 1}`}
        </option>
      ))}
    </Select>
  )
}
