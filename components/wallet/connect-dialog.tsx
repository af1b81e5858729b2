'use client'

import { Wallet } from 'lucide-react'
import Image from 'next/image'
import type { Connector } from 'wagmi'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { useWallet } from '@/lib/react/wallet/use-wallet'

interface ConnectDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** The wallets that announced themselves to this page. Closes once an account is connected. */
export function ConnectDialog({ open, onOpenChange }: ConnectDialogProps) {
  const { account, connectors, connect, connecting, problem } = useWallet()
  return (
    <Dialog
      open={open && account === null}
      onOpenChange={onOpenChange}
      title="Connect a wallet"
      description="The console reads the account's address and asks the wallet to sign what you review. It never asks for a key."
    >
      <div className="space-y-3">
        {connectors.length === 0 ? (
          <Notice
            tone="info"
            title="No wallet announced itself to this page"
            holds="Everything can be watched without one."
            todo="Install or unlock a browser wallet (EIP-6963), then reload the page. In Safe, open the console as a Safe App."
          />
        ) : (
          <ul className="space-y-2">
            {connectors.map((connector) => (
              <li key={connector.uid}>
                <Choice connector={connector} onChoose={() => connect(connector)} busy={connecting} />
              </li>
            ))}
          </ul>
        )}
        {connecting && <p className="text-muted">Waiting for the wallet. Confirm the connection there.</p>}
        {problem !== null && <WalletProblem problem={problem} />}
      </div>
    </Dialog>
  )
}

interface ChoiceProps {
  readonly connector: Connector
  readonly onChoose: () => void
  readonly busy: boolean
}

function Choice({ connector, onChoose, busy }: ChoiceProps) {
  return (
    <Button
      size="lg"
      className="w-full justify-start"
      onClick={onChoose}
      {...(connector.icon ? {} : { icon: Wallet })}
      aria-busy={busy}
    >
      {connector.icon && (
        <Image src={connector.icon.trim()} alt="" width={20} height={20} unoptimized className="rounded-sm" />
      )}
      {connector.name}
    </Button>
  )
}

/** Why connecting or switching failed, in the wallet's words. */
export function WalletProblem({ problem }: { readonly problem: string }) {
  return (
    <Notice tone="amber" title="The wallet did not do it" alert>
      {problem}
    </Notice>
  )
}
