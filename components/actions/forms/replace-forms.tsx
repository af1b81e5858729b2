'use client'

import { Tabs } from '@/components/ui/tabs'
import { forms } from '.'
import type { ReplaceFormProps } from './replace-form'

const { 'replace-relayer': RelayerForm, 'replace-freezer': FreezerForm } = forms

/** What a cBEAM can do to those who operate a controller and who freeze it. */
export function ReplaceForms(props: ReplaceFormProps) {
  return (
    <Tabs
      label="Whom to replace"
      tabs={[
        { id: 'relayer', label: 'Relayer', content: <RelayerForm {...props} /> },
        { id: 'freezer', label: 'Freezer', content: <FreezerForm {...props} /> },
      ]}
    />
  )
}
