export { type DecimalsOf, formatCompact, formatExact, formatPercent } from './amount'
export { type ParsedDuration, parseDuration } from './duration'
export {
  type Coming,
  coming,
  doneWords,
  fromAhead,
  fromClock,
  fromDate,
  fromWords,
  sinceWords,
  untilAhead,
  untilWords,
  whenWords,
} from './moment'
export { type ParsedAmount, type ParseError, parseAmount } from './parse'
export { capital, ended, groupHash, plural, shortAddress } from './text'
export { formatDuration, formatDurationExact, formatUtc, formatUtcTime } from './time'
