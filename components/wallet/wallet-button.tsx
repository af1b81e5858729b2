'use client'

import { TriangleAlert, Unplug, Wallet } from 'lucide-react'
import { useState } from 'react'
import type { Address } from 'viem'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Dialog } from '@/components/ui/dialog'
import type { Right } from '@/lib/console/authority'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ConnectDialog } from './connect-dialog'
import { RightsList } from './rights-list'
import { WrongChain } from './wrong-chain'

interface WalletButtonProps {
  /** On a phone the sign alone, with the words read aloud: for the bar, which has room for no more. */
  readonly compact?: boolean | undefined
}

/** The connected account with what it may do, or the way to connect one. */
export function WalletButton({ compact = false }: WalletButtonProps) {
  const { account, rights, onRightChain } = useWallet()
  const { titleOf } = useNames()
  /** Which dialog was asked for: after connecting, the other one does not open. */
  const [shown, setShown] = useState<'connect' | 'account' | null>(null)
  const close = () => setShown(null)
  return (
    <>
      {/* One button, so that the focus comes back to it once an account is connected. */}
      <Button
        size="sm"
        icon={account === null || onRightChain ? Wallet : TriangleAlert}
        onClick={() => setShown(account === null ? 'connect' : 'account')}
      >
        <span className={cn('inline-flex gap-2', compact && 'max-md:sr-only')}>
          {account === null ? (
            'Connect wallet'
          ) : (
            <>
              <span className="sr-only">Connected account: </span>
              <span className="max-w-40 truncate">{titleOf(account)}</span>
              <span className={onRightChain ? 'font-normal text-muted' : 'font-normal text-wrong'}>
                {onRightChain ? summaryOf(rights) : 'wrong chain'}
              </span>
            </>
          )}
        </span>
      </Button>
      <ConnectDialog open={shown === 'connect'} onOpenChange={close} />
      {shown === 'account' && account !== null && <AccountDialog account={account} onClose={close} />}
    </>
  )
}

/** The rights in two or three words; what could not be read is never left out. */
export function summaryOf(rights: readonly Right[]): string {
  const held = rights.filter(({ holds }) => holds.ok && holds.value).length
  const open = rights.flatMap(({ holds }) => (holds.ok ? [] : [holds.reason.kind]))
  const unread = open.filter((kind) => kind !== 'being-read').length
  const unknown = unread > 0 ? `${unread} unread` : open.length > 0 ? 'being read' : ''
  if (held === 0) return unknown || 'no role'
  return `${held} ${held === 1 ? 'role' : 'roles'}${unknown && `, ${unknown}`}`
}

interface AccountDialogProps {
  readonly account: Address
  readonly onClose: () => void
}

function AccountDialog({ account, onClose }: AccountDialogProps) {
  const { name, rights, disconnect } = useWallet()
  const leave = () => {
    onClose()
    disconnect()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Connected account"
      description={name === null ? undefined : `Through ${name}.`}
      footer={
        <Button icon={Unplug} onClick={leave}>
          Disconnect
        </Button>
      }
    >
      <div className="space-y-4">
        <WrongChain />
        <div>
          <ShownName address={account} className="font-semibold text-md" />
          <code className="block break-all font-mono text-muted text-sm">{account}</code>
        </div>
        <section aria-labelledby="account-rights">
          <h3 id="account-rights" className="mb-1.5 font-semibold">
            What it may do
          </h3>
          {rights.length === 0 ? (
            <p className="text-muted">Nothing was read of it yet.</p>
          ) : (
            <RightsList rights={rights} />
          )}
        </section>
      </div>
    </Dialog>
  )
}
