'use client'

import { useEffect, useState } from 'react'
import { type Origin, useQuery } from '@/lib/react/page/address'
import { replaceAddress } from '@/lib/react/page/browser'
import { withQuery } from './query-link'

const WRITE_AFTER_MS = 200

/**
 * What is typed into a field, kept in the URL by the History API: a router navigation would ask the server at every
 * key, and leave the page when the server is gone.
 */
export function useQueryText(
  name: string,
): readonly [text: string, setText: (text: string) => void, origin: Origin] {
  const { value, origin } = useQuery(name)
  const inUrl = value ?? ''
  const [text, setText] = useState(inUrl)
  const [seen, setSeen] = useState(inUrl)
  const [written, setWritten] = useState(inUrl)

  // What came with a link or with the history replaces what is typed; our own echo does not.
  if (inUrl !== seen) {
    setSeen(inUrl)
    if (inUrl !== written) {
      setText(inUrl)
      setWritten(inUrl)
    }
  }

  useEffect(() => {
    if (text === written) return
    const timer = setTimeout(() => {
      setWritten(text)
      const { pathname, search, hash } = window.location
      const next = withQuery(search, { [name]: text === '' ? null : text })
      replaceAddress(`${pathname}${next === '?' ? '' : next}${hash}`)
    }, WRITE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [name, text, written])

  return [text, setText, text === inUrl ? origin : 'here']
}
