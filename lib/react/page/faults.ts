/**
 * Whether an error says that a file of the build could not be loaded: the page is of another build than the server, or
 * no server answers.
 */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ChunkLoadError' || /\bchunk\b/i.test(error.message))
}

export function reloadPage(): void {
  window.location.reload()
}
