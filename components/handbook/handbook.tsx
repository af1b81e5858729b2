import Link from 'next/link'
import { buttonLook } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { definitions } from '@/lib/actions/kinds'
import type { ActingRole } from '@/lib/actions/request'
import { capital } from '@/lib/format'
import { glossary, roleLines, runbooks, story } from '@/lib/handbook'
import { FlowPicture } from './flow-picture'
import { Prose } from './prose'
import { RunbookCard } from './runbook-card'

const PARTS = [
  { id: 'story', title: 'What this is' },
  { id: 'flow', title: 'Where the money flows' },
  { id: 'runbooks', title: 'What to do' },
  { id: 'roles', title: 'Who may do what' },
  { id: 'glossary', title: 'Glossary' },
] as const

/** The handbook: the same words as the bubbles of the pages and the texts of the repository. */
export function Handbook() {
  return (
    <>
      <PageHeader
        noun="Handbook"
        answer="What this is, who may do what, and what to do when something is wrong"
        detail={
          <nav aria-label="On this page">
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {PARTS.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`} className="link inline-block min-h-6 content-center">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        }
      />
      <Part id="story">
        <div className="max-w-[44rem] space-y-3 text-md">
          {story.map((paragraph) => (
            <p key={paragraph}>
              <Prose text={paragraph} />
            </p>
          ))}
        </div>
      </Part>
      <Part id="flow">
        <FlowPicture />
      </Part>
      <Part id="runbooks" bare>
        <div className="gap-4 lg:columns-2">
          {runbooks.map((runbook) => (
            <RunbookCard key={runbook.id} runbook={runbook} />
          ))}
        </div>
      </Part>
      <Part
        id="roles"
        note="Who holds a role differs from deployment to deployment and changes. The console reads it: see who may act beside each action."
      >
        <Roles />
      </Part>
      <Part id="glossary">
        <Glossary />
      </Part>
      <p>
        <Link href="/" prefetch={false} className={buttonLook('secondary')}>
          To the overview
        </Link>
      </p>
    </>
  )
}

interface PartProps {
  readonly id: (typeof PARTS)[number]['id']
  readonly note?: string
  readonly bare?: boolean
  readonly children: React.ReactNode
}

function Part({ id, note, bare, children }: PartProps) {
  const title = PARTS.find((part) => part.id === id)?.title ?? ''
  return (
    <Section id={id} title={title} note={note} bare={bare}>
      {children}
    </Section>
  )
}

/** A table that stands one line under the other on a phone. */
function Roles() {
  return (
    <dl className="divide-y divide-line">
      {roleLines.map(({ id, name, heldBy, may, delay, ...rest }) => (
        <div
          key={id}
          className="gap-x-6 gap-y-1 py-2.5 first:pt-0 last:pb-0 md:grid md:grid-cols-[11rem_1fr]"
        >
          <dt>
            <span className="font-semibold">{name}</span>
            <span className="block text-muted text-sm">{heldBy}</span>
          </dt>
          <dd className="min-w-0">
            {may}.<span className="block text-muted text-sm">Waits: {delay.toLowerCase()}</span>
            <ActsOf role={id} elsewhere={'elsewhere' in rest ? rest.elsewhere : undefined} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface ActsOfProps {
  readonly role: ActingRole
  readonly elsewhere: string | undefined
}

/** What the role can do in this console, each leading to the page that offers it. */
function ActsOf({ role, elsewhere }: ActsOfProps) {
  const acts = definitions.filter(({ by }) => by.includes(role))
  if (acts.length === 0) return <p className="text-sm">{elsewhere}</p>
  return (
    <ul aria-label="Here" className="flex flex-wrap gap-x-4 text-sm">
      {acts.map(({ kind, verb, at }) => (
        <li key={kind}>
          <Link href={at} prefetch={false} className="link inline-block min-h-6 content-center">
            {capital(verb)}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Glossary() {
  return (
    <dl className="gap-x-10 md:columns-2">
      {glossary.map(({ id, name, means }) => (
        <div key={id} id={id} className="break-inside-avoid py-2 target:bg-mark">
          <dt className="font-semibold">{name}</dt>
          <dd className="text-pretty">
            <Prose text={means} plain />
          </dd>
        </div>
      ))}
    </dl>
  )
}
