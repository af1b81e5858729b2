'use client'

import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useDeployment } from '@/lib/react/context'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { WalletProblem } from './connect-dialog'

/** Says that the wallet is on another chain than the deployment, and asks it to switch. Renders nothing on the right chain. */
export function WrongChain() {
  const { chainId, name } = useDeployment()
  const { account, onRightChain, chainId: found, switchChain, problem } = useWallet()
  if (account === null || onRightChain) return null
  return (
    <>
      <Notice
        tone="red"
        title={
          found === null ? 'The wallet does not say which chain it is on' : `The wallet is on chain ${found}`
        }
        holds="Everything shown is read from the deployment's own chain."
        todo={`Switch the wallet to chain ${chainId} (${name}). Nothing can be signed before.`}
        actions={<Button onClick={switchChain}>Switch chain to {chainId}</Button>}
      />
      {problem !== null && <WalletProblem problem={problem} />}
    </>
  )
}
