/** The name of the function that probes call. */
export const REACH = '__reach'
