import { convert, type Leaf } from '@/lib/leaf'
import { type Rad, type Ray, rad, ray, type Shares, sharesOf, type Wad, wad } from '@/lib/math'

/** An output of a call as an amount [wad]; it still counts as that output. */
export const inWad = (leaf: Leaf<bigint>): Leaf<Wad> => convert(leaf, wad)

/** An output of a call as a rate, or as a factor per second [ray]. */
export const inRay = (leaf: Leaf<bigint>): Leaf<Ray> => convert(leaf, ray)

/** An output of a call as a debt or a ceiling [rad]. */
export const inRad = (leaf: Leaf<bigint>): Leaf<Rad> => convert(leaf, rad)

/** An output of a call as a number of shares of a vault. */
export const inShares = (leaf: Leaf<bigint>): Leaf<Shares> => convert(leaf, sharesOf)
