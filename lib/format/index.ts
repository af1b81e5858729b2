export { formatCompact, formatExact, formatPercent } from './amount'
export { type ParsedAmount, type ParseError, parseAmount } from './parse'
export { groupHash, plural, shortAddress } from './text'
export { formatDuration, formatDurationExact, formatUtc, formatUtcTime } from './time'
