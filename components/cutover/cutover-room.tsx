'use client'

import { useMemo } from 'react'
import { asOf } from '@/components/model/as-of'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { NothingRead } from '@/components/model/nothing-read'
import { PageHeader } from '@/components/ui/page-header'
import { exitGates } from '@/lib/console/cutover/exit-gates'
import { useDeployment, useModel } from '@/lib/react/context'
import { EXIT_GATE_MEANING, exitHeadline } from '@/lib/words/exit-gates'
import { ClockSection } from './clock-section'
import { ExposureSection } from './exposure-section'
import { GatesSection } from './gates-section'
import { LiquiditySection } from './liquidity-section'
import { RehearsalSection } from './rehearsal-section'
import { RunSheetSection } from './run-sheet-section'
import { WhereSection } from './where-section'

const SECTIONS = [
  ['gates', 'Gates'],
  ['where', 'Where is it'],
  ['run-sheet', 'Run sheet'],
  ['rehearsal', 'Rehearsal'],
  ['exposure', 'Exposure'],
  ['liquidity', 'Liquidity'],
  ['clock', 'Daily clock'],
] as const

/** Whether Phase 6 is complete, and everything that somebody needs who brings it to its end. */
export function CutoverRoom() {
  const model = useModel()
  const { compatibilityIlks } = useDeployment()
  const gates = useMemo(
    () => (model === null ? [] : exitGates(model, compatibilityIlks)),
    [model, compatibilityIlks],
  )
  if (model === null) return <NothingRead noun="Cutover" columns={['Gate', 'State', 'Evidence']} />
  return (
    <>
      <PageHeader
        noun="Cutover"
        answer={exitHeadline(gates)}
        detail={
          <>
            <p>
              {EXIT_GATE_MEANING} {asOf(model)}.
            </p>
            <nav aria-label="On this page" className="flex flex-wrap gap-x-4 print:hidden">
              {SECTIONS.map(([id, label]) => (
                <a key={id} href={`#${id}`} className="link inline-block min-h-6 content-center">
                  {label}
                </a>
              ))}
            </nav>
          </>
        }
      />
      <GatesSection gates={gates} />
      {model.generators.length === 0 ? (
        <NoGenerator title={NO_GENERATOR} />
      ) : (
        <>
          <WhereSection model={model} />
          <RunSheetSection model={model} />
          <RehearsalSection model={model} />
          <ExposureSection model={model} />
          <LiquiditySection model={model} />
        </>
      )}
      <ClockSection model={model} />
    </>
  )
}
