/** The meaning of the codes with which a Safe refuses, from the list of its authors. */
const WORDS: Readonly<Record<string, string>> = {
  GS000: 'its set-up could not be finished',
  GS001: 'no threshold is set',
  GS002: 'its modules cannot be set up by an address without code',
  GS010: 'too little gas is left for its transaction',
  GS011: 'it could not pay for gas in ether',
  GS012: 'it could not pay for gas in a token',
  GS013: 'what its transaction calls reverted',
  GS020: 'fewer signatures than its threshold',
  GS021: 'a contract signature points into the signatures themselves',
  GS022: 'a contract signature lacks its length',
  GS023: 'a contract signature is cut off',
  GS024: 'a contract refused its signature',
  GS025: 'an owner has not approved the hash',
  GS026: 'a signature is of no owner, is out of order, or is for other bytes',
  GS030: 'only an owner approves a hash',
  GS031: 'only the Safe itself may call this',
  GS100: 'its modules are set up already',
  GS101: 'no valid address of a module',
  GS102: 'the module is enabled already',
  GS103: 'the module does not follow the one that was named',
  GS104: 'only an enabled module may call this',
  GS105: 'no valid start of a page of modules',
  GS106: 'no valid size of a page of modules',
  GS200: 'its owners are set up already',
  GS201: 'its threshold cannot exceed the number of its owners',
  GS202: 'its threshold has to be above 0',
  GS203: 'no valid address of an owner',
  GS204: 'the address is an owner already',
  GS205: 'the owner does not follow the one that was named',
  GS300: 'the guard does not say that it is one',
  GS400: 'it cannot be its own fallback handler',
}

/** A reason of a Safe with what it means: `GS026 (Safe: a signature is of no owner …)`; any other as it is. */
export function safeReason(reason: string): string {
  const words = Object.hasOwn(WORDS, reason) ? WORDS[reason] : undefined
  return words === undefined ? reason : `${reason} (Safe: ${words})`
}
