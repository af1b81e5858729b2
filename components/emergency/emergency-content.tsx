'use client'

import { Guarded, guarded } from '@/components/frame/guarded'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/notice'
import { WalletButton } from '@/components/wallet/wallet-button'
import { WrongChain } from '@/components/wallet/wrong-chain'
import type { ConsoleModel } from '@/lib/console/model'
import { useLiveState } from '@/lib/react/live/hooks'
import { useRuns } from '@/lib/react/run/use-runs'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActCard } from './act-card'
import { actsOf, isFreezeAct } from './acts'
import { FreezeCard } from './freeze-card'
import { NotYours } from './not-yours'

/** What is in the way of acting: the source of the picture, the wallet, its chain. */
export function EmergencyReadiness() {
  const { problem } = useLiveState()
  const { account } = useWallet()
  return (
    <>
      {problem !== null && (
        <Notice
          tone="amber"
          title={problem}
          holds="Actions are signed by the wallet and sent by it: they need no server."
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {account === null && (
          <p className="text-muted">No wallet is connected. A button below leads to connecting one.</p>
        )}
        <WalletButton />
      </div>
      <WrongChain />
    </>
  )
}

interface ActsProps {
  readonly model: ConsoleModel
  /** Whether it is the page, and not the panel: as wide as the screen, with an anchor for each act. */
  readonly page?: boolean | undefined
}

/** Every act: what the connected account may do, freezing first, and behind a press what others may. */
function Acts({ model, page = false }: ActsProps) {
  const { account } = useWallet()
  const { runs } = useRuns()
  const acts = actsOf(model, account)
  const props = { model, runs, account, linked: page }
  const own = acts.filter(({ yours }) => yours)
  return (
    <>
      <Guarded what="Freezing">
        <FreezeCard acts={own.filter(isFreezeAct)} {...props} />
      </Guarded>
      <div className={cn('grid items-start gap-4 empty:hidden', page && 'lg:grid-cols-2')}>
        {own.flatMap((act) => (isFreezeAct(act) ? [] : [<ActCard key={act.id} act={act} {...props} />]))}
      </div>
      <NotYours acts={acts.filter(({ yours }) => !yours)} {...props} />
    </>
  )
}

export const EmergencyActs = guarded('The acts of Emergency', Acts)
