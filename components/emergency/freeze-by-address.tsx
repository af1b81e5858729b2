'use client'

import { Snowflake } from 'lucide-react'
import { useState } from 'react'
import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { WRAPS } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import type { ActionRequest } from '@/lib/actions'

interface FreezeByAddressProps {
  /** Whose address it is: "Address of the relayer". */
  readonly label: string
  readonly reason: string | undefined
  readonly freezeOf: (account: Address) => ActionRequest
  /** Of the button; null while there is no address. */
  readonly titleOf: (account: Address | null) => string
  /** Whether the field is open from the start, because the list of accounts is not whole. */
  readonly open?: boolean | undefined
}

/** Whatever address is given can be frozen, also one that the console does not list. */
export function FreezeByAddress({ label, reason, freezeOf, titleOf, open }: FreezeByAddressProps) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const account = isAddress(typed) ? getAddress(typed) : null
  const error =
    typed !== '' && account === null ? 'This is not an address, or its checksum is wrong.' : undefined
  return (
    <Disclosure summary="Freeze another address" open={open}>
      <div className="space-y-2">
        <Field label={label} value={text} onValueChange={setText} error={error} placeholder="0x" />
        <ActionButton
          icon={Snowflake}
          className={WRAPS}
          request={freezeOf(account ?? zeroAddress)}
          reason={account === null ? 'Enter an address' : reason}
        >
          {titleOf(account)}
        </ActionButton>
      </div>
    </Disclosure>
  )
}
