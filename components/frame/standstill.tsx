/**
 * Says that the page does not run, or is not drawn any more. It is part of the document from the beginning and shown
 * by its style sheet alone (`globals.css`), because nothing else can then be trusted to show anything.
 */
export function Standstill() {
  return (
    <div data-standstill role="alert" className="rounded-lg bg-raised p-4 text-ink shadow-overlay">
      <p className="font-semibold text-unknown">This page stands still</p>
      <p>
        What it shows is old, and its buttons may do nothing. Nothing was sent to a wallet or to the chain by
        this.
      </p>
      <p>
        {/* An empty address is the one of this page. */}
        <a href="?" className="link">
          Load the page anew
        </a>
        ; if that does not help, open the console on another machine.
      </p>
    </div>
  )
}
