import type { ActionKind } from '@/lib/actions'
import type { ActingRole } from '@/lib/actions/request'

/** How a role's act is proven in the browser: the name of the story that plays it, or why no wallet can. */
export type Played = string | { readonly noWallet: string }

const byMom: Played = {
  noWallet:
    'The owner of PASMom is the pause proxy and its authority the Chief, so a spell calls it. `direct.test` builds the call.',
}

/** The table role by act: each act with every role whose act it is. */
export const stories: Readonly<Record<ActionKind, Readonly<Partial<Record<ActingRole, Played>>>>> = {
  'cancel-operation': {
    councilNow: 'the Core Council cancels an operation, and what waits for it is told',
    guardian: 'any one guardian cancels through the council',
  },
  drip: {
    anyone: 'anyone books the fees of a legacy ilk, and of the ilk of the Generator, where they are shown',
  },
  'wipe-ceiling': { lineMom: 'whom the hat is given to sets a ceiling to 0 at once' },
  exec: { anyone: 'anyone lets AutoLine lower the ceiling of an ilk whose debt has moved away' },
  'schedule-operation': {
    councilLater:
      'the Core Council schedules another hop, with the one of today beside it, and then it waits',
  },
  'create-drop-spell': {
    anyone: 'anyone creates the drop spell, votes lift it, and anyone drops the plan through it',
  },
  'drop-plan': {
    anyone: 'anyone creates the drop spell, votes lift it, and anyone drops the plan through it',
  },
  'execute-plan': { anyone: 'anyone executes a plan once its time has come, and not before' },
  'execute-operation': { anyone: 'somebody with no role executes what is due, and the check leads to it' },
  'freeze-relayer': { freezer: 'a freezer freezes one relayer and sees every holder of the role checked' },
  'freeze-all': { freezer: 'a freezer freezes all, one transaction after the other' },
  'freeze-funds': {
    freezer:
      'the Safe freezes the funds of the Generator and of Primes at every stage in one transaction, and whoever raced it is told',
  },
  'guardian-freeze': { guardian: 'any one guardian freezes a relayer, which can then migrate nothing' },
  'guardian-freeze-all': {
    guardian: 'any one guardian freezes every BEAM by one press, and another finds them frozen',
  },
  'lift-freeze': { guardian: 'a guardian votes to lift a freeze, and the page counts the vote' },
  'recall-from-vault': {
    relayer: 'a relayer of the Generator recalls what is idle, and adds it to the vault again',
  },
  'add-to-vault': {
    relayer: 'a relayer of the Generator recalls what is idle, and adds it to the vault again',
  },
  'take-from-vault': {
    relayer: 'a relayer of a Prime takes all that goes through with one press, and returns a part of it',
  },
  'return-to-vault': {
    relayer: 'a relayer of a Prime takes all that goes through with one press, and returns a part of it',
  },
  migrate: { relayer: 'a relayer migrates an amount, and moves it back' },
  'migrate-back': { relayer: 'a relayer migrates an amount, and moves it back' },
  'pair-cbeam': { councilNow: 'the Core Council unpairs a cBEAM at once, and pairs it again' },
  'unpair-cbeam': { councilNow: 'the Core Council unpairs a cBEAM at once, and pairs it again' },
  'pause-timelock': {
    mom: byMom,
    pauser: 'an emergency wallet pauses the timelock, after it is told what that forbids',
  },
  'pause-vault': {
    vaultOperator:
      'an operator pauses a vault: nothing is drawn until the pause ends by itself, and the next has to wait',
  },
  'unpause-vault': { vaultOperator: 'an operator ends a pause early' },
  'set-withdrawal-policy': {
    vaultOperator: 'an operator sets the policy and the buffer within their bounds, and no further',
  },
  'set-liquidity-buffer': {
    vaultOperator: 'an operator sets the policy and the buffer within their bounds, and no further',
  },
  'replace-relayer': { cBeam: 'after a freeze of all, the cBEAM brings one relayer back' },
  'replace-freezer': { cBeam: 'the cBEAM replaces the freezers on the page of the Diamond' },
  'delete-approval': {
    councilNow: 'the Core Council deletes an approval, an initial limit of every PAU and a registration',
  },
  'delete-init': {
    councilNow: 'the Core Council deletes an approval, an initial limit of every PAU and a registration',
  },
  unregister: {
    councilNow: 'the Core Council deletes an approval, an initial limit of every PAU and a registration',
  },
  'revoke-cbeam': { councilNow: 'the Core Council revokes a cBEAM with all of its pairs in one go' },
  'controller-action': { cBeam: 'a cBEAM makes an approved call, and the page counts it' },
  rollback: { cBeam: 'a cBEAM rolls a cutover back, and only a cutover' },
  'raise-limit': {
    cBeam: 'a cBEAM raises a limit, is told when the next step may come, waits for it and raises again',
  },
  'lower-limit': { cBeam: 'a cBEAM lowers a limit at once' },
  'remove-limit': { cBeam: 'removing a limit without an init is one-way, and has to be typed out' },
  'set-limits': {
    cBeam:
      'owners of a cBEAM Safe raise one limit and lower another in one transaction, which no account is offered',
  },
  'enter-queue': { saver: 'a saver enters a queue with what it holds, after an approval of just that' },
  'claim-rewards': { saver: 'a saver claims what was converted, and leaves with the rest' },
  'leave-queue': { saver: 'a saver claims what was converted, and leaves with the rest' },
  'claim-finalized': { anyone: 'anyone has a saver paid what has ended, also while a queue is locked' },
  'publish-settlement': {
    publisher: 'the Core Council publishes a settlement, and replaces it before the lock',
  },
  'lock-queues': {
    lctsOperator: 'the LCTS operator locks the queues, and settles them once that is due',
  },
  'settle-queues': {
    lctsOperator: 'the LCTS operator locks the queues, and settles them once that is due',
  },
  'stop-configurator': { councilNow: 'the Core Council stops the Configurator', mom: byMom },
}
