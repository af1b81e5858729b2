/** Whether an error says that a file of the build is not there: it is of another build than the server's, or none answers. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ChunkLoadError' || /\bchunk\b/i.test(error.message))
}

export function reloadPage(): void {
  window.location.reload()
}
