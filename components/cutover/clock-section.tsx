'use client'

import { When } from '@/components/model/when'
import { Section } from '@/components/ui/section'
import { StateBadge } from '@/components/ui/state-badge'
import type { ConsoleModel } from '@/lib/console/model'
import { clockSentence, dailyTimes, HELD_BACK, NEVER_HELD_BACK } from '@/lib/words/clock'

const DAY = 86_400n

/** The day as it goes: Active, Processing, settlement; and what is held back now. */
export function ClockSection({
  model,
}: {
  readonly model: Pick<ConsoleModel, 'window' | 'time' | 'generators'>
}) {
  const { window, time, generators } = model
  const queues = generators.flatMap(({ srUsds }) => (srUsds ? [srUsds.timetable] : []))
  const processing = window.phase === 'Processing'
  const midnight = time - (time % DAY)
  return (
    <Section id="clock" title={clockSentence(window, time)} note={NEVER_HELD_BACK} className="print:hidden">
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        <div>
          <h3 className="font-semibold">Today in UTC</h3>
          <p className="mt-1">
            <StateBadge state={processing ? 'unknown' : 'ok'} word={window.phase} />
          </p>
          <ul className="mt-2 space-y-1.5">
            {dailyTimes(queues).map(({ at, what }) => {
              const next = midnight + at > time ? midnight + at : midnight + DAY + at
              return (
                <li key={what}>
                  {what}: <When at={next} now={time} />
                </li>
              )
            })}
          </ul>
        </div>
        <div>
          <h3 className="font-semibold">
            {processing ? 'Held back now' : 'Held back from 13:00 to 16:00 UTC'}
          </h3>
          <dl className="mt-1 divide-y divide-line">
            {HELD_BACK.map(({ what, by }) => (
              <div key={what} className="py-1.5">
                <dt>{what}</dt>
                <dd className="text-muted text-sm">{by}.</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Section>
  )
}
