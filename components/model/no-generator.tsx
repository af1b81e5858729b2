import { Notice } from '@/components/ui/notice'

/** Said wherever a Generator would be shown, as a sentence without its full stop. */
export const NO_GENERATOR = 'There is no Generator in this deployment'

/** In the place of what only a Generator has. @param title What this place lacks: "No limit is read". */
export function NoGenerator({ title }: { readonly title: string }) {
  return (
    <Notice tone="info" title={title}>
      What is read is each Configurator Unit with its timelock, governance and Safes, as far as the deployment
      file names them.
    </Notice>
  )
}
