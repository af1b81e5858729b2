/** What is known of a function by its 4-byte selector, over all known ABIs. */
export type Signatures = Readonly<
  Record<string, { readonly signature: string; readonly contracts: readonly string[] }>
>
