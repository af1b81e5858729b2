/** Whether a right is held, as evidence beside a sentence that says so: a bare "No." would turn that sentence around. */
export function grantWords(held: boolean): string {
  return held ? 'Granted.' : 'Not granted.'
}

/** Whether a contract is registered, as evidence beside a sentence that says so. */
export function registeredWords(registered: boolean): string {
  return registered ? 'Registered.' : 'Not registered.'
}
