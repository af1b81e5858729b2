'use client'

import type { ReactNode } from 'react'
import { ShownName } from '@/components/model/shown-name'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { BeamHolder, BeamPau, BeamTree, CBeamBranch, PauBranch } from '@/lib/console/derive/beam-tree'
import { capital, plural } from '@/lib/format'
import {
  type BranchWords,
  cBeamWords,
  holderTitle,
  holderWords,
  pairWords,
  seatWords,
} from '@/lib/words/beam-tree'

/** The power of each Unit from the Core Council to each relayer, drawn as a tree and read as a nested list. */
export function BeamTrees({ trees }: { readonly trees: readonly BeamTree[] }) {
  if (trees.length === 0) return <p className="text-muted">The deployment has no Configurator Unit.</p>
  return (
    <div className="space-y-6">
      {trees.map((tree) => (
        <section key={tree.unit} aria-label={`BEAM tree of ${tree.name}`} data-beam-tree={tree.unit}>
          <h3 className="mb-1.5 font-semibold">{tree.name}</h3>
          <Council tree={tree} />
        </section>
      ))}
    </div>
  )
}

/** Below a branch: a line down its side, and one to each twig. */
const BRANCH = 'ml-2 border-line border-l'
const TWIG =
  'relative py-1 pl-5 before:absolute before:top-4 before:left-0 before:w-3.5 before:border-line before:border-t before:content-[""]'

function Council({ tree: { council, cBeams, unpaired } }: { readonly tree: BeamTree }) {
  return (
    <>
      <ul aria-label="Core Council" className="space-y-0.5">
        {council.length === 0 && <li className="text-unknown">Nobody is known to act as the Core Council</li>}
        {council.map((seat) => (
          <li key={seat.id}>
            <ShownName address={seat.id} className="font-medium" /> <Told words={seatWords(seat)} />
          </li>
        ))}
      </ul>
      <ul className={BRANCH}>
        {cBeams.map((branch) => (
          <li key={branch.id} className={TWIG} data-beam={branch.id}>
            <CBeam branch={branch} />
          </li>
        ))}
        {unpaired.length > 0 && (
          <li className={TWIG}>
            <span className="text-muted">{plural(unpaired.length, 'PAU', 'PAUs')} without a cBEAM here</span>
            <ul className={BRANCH}>
              {unpaired.map((pau) => (
                <li key={pau.id} className={TWIG} data-pau={pau.id}>
                  <Pau pau={pau} />
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </>
  )
}

function CBeam({ branch }: { readonly branch: CBeamBranch }) {
  const { id, paus } = branch
  return (
    <>
      <span className="text-muted">cBEAM</span> <ShownName address={id} className="font-medium" />{' '}
      <Told words={cBeamWords(branch)} />
      {paus.length === 0 ? (
        <span className="text-muted">paired with nothing</span>
      ) : (
        <ul className={BRANCH}>
          {paus.map((one: PauBranch) => (
            <li key={one.id} className={TWIG} data-pau={one.pau.id}>
              <Pau pau={one.pau}>
                <Told words={pairWords(one)} />
              </Pau>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Pau({ pau, children }: { readonly pau: BeamPau; readonly children?: ReactNode }) {
  const { id, name, holders, controller, whole } = pau
  return (
    <>
      {name === null ? (
        <>
          <span className="text-muted">Another PAU</span> <ShownName address={id} />
        </>
      ) : (
        <span className="font-medium">{name}</span>
      )}{' '}
      {children}
      {controller !== null && name !== null && (
        <ul className={BRANCH}>
          {holders.map((holder) => (
            <li key={holder.id} className={TWIG} data-holder={holder.as}>
              <Holder holder={holder} />
            </li>
          ))}
          {!whole.ok && (
            <li className={TWIG}>
              <span className="text-unknown">Not everybody behind it could be read</span>{' '}
              <Value text={null} reason={whole.reason.message} />
            </li>
          )}
          {whole.ok && holders.length === 0 && (
            <li className={TWIG}>
              <span className="text-muted">nobody operates it, and nobody freezes</span>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

function Holder({ holder }: { readonly holder: BeamHolder }) {
  return (
    <>
      <span className="text-muted">{holderTitle(holder)}</span> <ShownName address={holder.account} />
      {holder.agent !== null && (
        <span className="text-muted">
          {' '}
          of the agent <ShownName address={holder.agent} />
        </span>
      )}{' '}
      <Told words={holderWords(holder)} />
    </>
  )
}

/** What is told of a branch: plain where it was read, amber with its reason where it was not, red where it is frozen. */
function Told({ words }: { readonly words: readonly BranchWords[] }) {
  return words.map(({ text, stands, reason }) => (
    <span key={text} className="mr-2 inline-flex min-w-0 flex-wrap items-baseline gap-x-1.5 text-sm">
      {stands === 'frozen' ? (
        <StateBadge state="wrong" word={capital(text)} plain />
      ) : (
        <>
          {stands === 'unread' && <StateBadge state="unknown" word="Unknown" plain />}
          <span className="text-muted">{text}</span>
        </>
      )}
      {reason !== null && <Value text={null} reason={reason} />}
    </span>
  ))
}
