import { claimsOfHalf } from './half'

claimsOfHalf(0)
