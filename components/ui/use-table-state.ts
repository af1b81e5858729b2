'use client'

import { useEffect, useState } from 'react'
import { useSearch } from '@/lib/react/page/address'
import { replaceAddress } from '@/lib/react/page/browser'
import type { Sort } from './table-model'

const WRITE_AFTER_MS = 200

export interface TableState {
  readonly sort: Sort | null
  readonly query: string
}

/** State of the table `id` in a page's search parameters: `id.sort=-column`, `id.q=text`. */
export function tableStateOf(params: { get(name: string): string | null }, id: string): TableState {
  const sort = params.get(`${id}.sort`)
  const descending = sort?.startsWith('-') ?? false
  return {
    sort: sort ? { column: descending ? sort.slice(1) : sort, descending } : null,
    query: params.get(`${id}.q`) ?? '',
  }
}

/** The search parameters with the table's state put in, everything else as it was. */
export function withTableState(search: string, id: string, { sort, query }: TableState): string {
  const params = new URLSearchParams(search)
  if (sort === null) params.delete(`${id}.sort`)
  else params.set(`${id}.sort`, `${sort.descending ? '-' : ''}${sort.column}`)
  if (query === '') params.delete(`${id}.q`)
  else params.set(`${id}.q`, query)
  return params.toString()
}

/**
 * Sort and filter of a table, kept in the URL. It writes with the History API, which Next follows: a
 * router navigation would ask the server at every key, and leave the page when the server is gone.
 */
export function useTableState(id: string) {
  const inUrl = tableStateOf(useSearch(), id)
  const [query, setQuery] = useState(inUrl.query)
  const [urlQuery, setUrlQuery] = useState(inUrl.query)
  const [written, setWritten] = useState(inUrl.query)

  // A query that came with a link or with the history replaces what is typed; our own echo does not.
  if (inUrl.query !== urlQuery) {
    setUrlQuery(inUrl.query)
    if (inUrl.query !== written) {
      setQuery(inUrl.query)
      setWritten(inUrl.query)
    }
  }

  useEffect(() => {
    if (query === written) return
    const timer = setTimeout(() => {
      setWritten(query)
      write(id, (state) => ({ ...state, query }))
    }, WRITE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [id, query, written])

  return {
    sort: inUrl.sort,
    query,
    setQuery,
    setSort: (sort: Sort | null) => write(id, (state) => ({ ...state, sort })),
  }
}

function write(id: string, change: (state: TableState) => TableState): void {
  const { pathname, search, hash } = window.location
  const next = withTableState(search, id, change(tableStateOf(new URLSearchParams(search), id)))
  replaceAddress(`${pathname}${next === '' ? '' : `?${next}`}${hash}`)
}
