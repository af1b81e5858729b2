/** Cookie of somebody who closed the note of a first visit; read by the server, so that it is not even painted then. */
export const VISITED_COOKIE = 'visited'
