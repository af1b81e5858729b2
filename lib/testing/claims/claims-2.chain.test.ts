import { claimsOfHalf } from './half'

claimsOfHalf(1)
