interface LiveTextProps {
  readonly text: string
  readonly className?: string | undefined
}

/**
 * A text that moves on with the chain. What it should show stands beside it as an attribute, so that a text which
 * somebody else wrote over it is found out (`lib/react/page/guard.ts`).
 */
export function LiveText({ text, className }: LiveTextProps) {
  return (
    <span data-live={text} className={className}>
      {text}
    </span>
  )
}
