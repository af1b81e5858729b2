'use client'

import { evidenceText } from '@/components/model/evidence'
import { useNames } from '@/components/model/use-names'
import { shortAddress } from '@/lib/format'

/** Title of an action as plain text: each address by its name and shortened, so that two of one name stay apart. */
export function useActionTitle(): (title: string) => string {
  const { nameOf } = useNames()
  return (title) =>
    evidenceText(title, (address) => {
      const name = nameOf(address)
      return name === undefined ? shortAddress(address) : `${name} (${shortAddress(address)})`
    })
}
