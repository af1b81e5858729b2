export {
  EXCHANGE_RATE_PRECISION,
  exchangeRateTripsAt,
  greatestAtRate,
  judgeExchangeRate,
  type NeverTrips,
  type RateRevert,
  type RateVerdict,
} from './exchange-rate'
export * from './funnel'
export { afterDeposit, afterWithdraw, type Movement } from './movements'
export { HORIZON } from './search'
export {
  assetsOutstanding,
  convertToAssets,
  convertToShares,
  depositRoomEndsAt,
  type Growth,
  maxDeposit,
  maxMint,
  maxRedeem,
  maxWithdraw,
  nowChi,
  type Preview,
  previewDeposit,
  previewMint,
  previewRedeem,
  previewWithdraw,
  totalAssets,
  type Vault,
} from './vault'
