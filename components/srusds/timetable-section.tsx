'use client'

import { PublishForm } from '@/components/actions/forms/publish-form'
import { LeafText } from '@/components/model/leaf-text'
import { RoleHolders } from '@/components/model/role-holders'
import { When } from '@/components/model/when'
import { DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { formatCompact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { lateNote, lockWords, nextWords, settlementWords, settleWords, timeOfDay } from '@/lib/words/srusds'
import { OperatorActs } from './operator-acts'

interface TimetableSectionProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly srUsds: SrUsdsModel
  readonly suffix: string
}

/** When the queues are locked and settled next, on what terms, and who may do it. */
export function TimetableSection({ model, generator, srUsds, suffix }: TimetableSectionProps) {
  const { timetable, days, next, forecast, operators, council } = srUsds
  const now = model.time
  return (
    <Section
      id={`next${suffix}`}
      title="Next settlement"
      note={`Locked at ${timeOfDay(timetable.lockAt)}, settled at ${timeOfDay(timetable.settleAt)} UTC, every day.`}
    >
      <DefinitionList
        items={[
          dueItem('Next lock', srUsds.nextLock, now),
          dueItem('Next settlement', srUsds.nextSettlement, now),
          {
            term: 'Last day',
            value: (
              <LeafText
                leaf={days}
                text={(all) => {
                  const last = all.at(-1)
                  return last === undefined
                    ? 'nothing was locked yet'
                    : `${lockWords(last.lock, timetable)}; ${settleWords(last.settle, timetable)}`
                }}
              />
            ),
          },
          {
            term: 'Terms',
            value: (
              <LeafText
                leaf={next}
                text={(known) => nextWords(known, formatCompact)}
                full={(known) => nextWords(known)}
              />
            ),
            note: 'Without a publication before the lock the fallback holds: the rate stays, and the queues are netted only.',
          },
          {
            term: 'Were it settled now',
            value: (
              <LeafText
                leaf={forecast}
                text={(known) => settlementWords(known, formatCompact)}
                full={(known) => settlementWords(known)}
              />
            ),
          },
          { term: 'Locks and settles', value: <RoleHolders role={operators} /> },
          { term: 'Publishes', value: <RoleHolders role={council} /> },
        ]}
      />
      <div className="mt-4 space-y-4">
        <OperatorActs model={model} generator={generator} />
        <PublishForm model={model} generator={generator} srUsds={srUsds} />
      </div>
    </Section>
  )
}

/** A lock or a settlement with the time until it is due, or since. */
function dueItem(term: string, due: Leaf<Seconds>, now: Seconds) {
  return due.ok
    ? { term, value: <When at={due.value} now={now} />, note: lateNote(due.value, now) }
    : { term, value: <LeafText leaf={due} text={String} /> }
}
