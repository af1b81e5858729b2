export { add, divUp, max, min, mul, mulDown, mulUp, rpow, sub } from './arith'
export { hasTag, isUint256Error, panicOf, Uint256Error, type Uint256Fault } from './errors'
export {
  MAX_UINT256,
  RAD,
  RAY,
  type Rad,
  type Ray,
  rad,
  ray,
  type Seconds,
  seconds,
  uint256,
  WAD,
  type Wad,
  wad,
} from './units'
