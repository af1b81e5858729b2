import { type Address, encodeDeployData, type Hex, toHex } from 'viem'
import { beamStateAbi, configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import { type Client, creationCode, deploy, send } from '@/lib/cli/test-chain'
import { call } from './simulate'

const ADMIN_ROLE = toHex(0n, { size: 32 })

/** A Configurator Unit over one RateLimits, with a cBEAM that is paired with it. */
export interface SorlStage {
  /** Ward of BeamState and admin of RateLimits. */
  readonly admin: Address
  readonly cBeam: Address
  readonly rateLimits: Address
  readonly beamState: Address
  readonly configurator: Address
}

export async function deploySorl(client: Client, admin: Address, cBeam: Address): Promise<SorlStage> {
  const create = (data: Hex) => deploy(client, admin, data)
  const rateLimits = await create(
    encodeDeployData({ abi: rateLimitsAbi, bytecode: creationCode('RateLimits'), args: [admin] }),
  )
  const beamState = await create(creationCode('BeamState'))
  const configurator = await create(
    encodeDeployData({ abi: configuratorAbi, bytecode: creationCode('Configurator'), args: [beamState] }),
  )
  for (const { to, data } of [
    call(admin, rateLimits, {
      abi: rateLimitsAbi,
      functionName: 'grantRole',
      args: [ADMIN_ROLE, configurator],
    }),
    call(admin, beamState, { abi: beamStateAbi, functionName: 'addRateLimits', args: [rateLimits] }),
    call(admin, beamState, { abi: beamStateAbi, functionName: 'addCBeam', args: [cBeam] }),
    call(admin, beamState, {
      abi: beamStateAbi,
      functionName: 'setCBeamForRateLimits',
      args: [rateLimits, cBeam],
    }),
  ]) {
    await send(client, admin, to, data)
  }
  return { admin, cBeam, rateLimits, beamState, configurator }
}
