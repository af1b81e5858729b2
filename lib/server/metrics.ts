import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { formatUnits } from 'viem'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { consoleAt } from '@/lib/console/checks/console-at'
import type { ConsoleModel, LimitModel } from '@/lib/console/model'
import { given, type Leaf } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import type { ChainService } from './chain-service'
import type { Streams } from './stream'

/** Prometheus text of everything that an alert may depend on. An unknown value is left out, never 0. */
export class Metrics {
  readonly registry = new Registry()
  private readonly gauges: { readonly gauge: Gauge; readonly hasLabels: boolean }[] = []

  private readonly blockNumber = this.gauge('pau_block_number', 'Number of the block that is shown')
  private readonly blockTime = this.gauge('pau_block_timestamp_seconds', 'Timestamp of that block')
  private readonly age = this.gauge('pau_block_age_seconds', 'Time since the block was first seen')
  private readonly stale = this.gauge('pau_stale', '1 when blocks stopped coming')
  private readonly rpcUp = this.gauge('pau_rpc_up', '1 when readings may rest on the node', ['rpc'])
  private readonly rpcState = this.gauge('pau_rpc_state', '1 for the state of the node', ['rpc', 'state'])
  private readonly rpcLatency = this.gauge('pau_rpc_latency_seconds', 'Time of its last answer', ['rpc'])
  private readonly rpcDissent = this.gauge(
    'pau_rpc_dissent',
    '1 when another node or the clock speaks against what the node says',
    ['rpc'],
  )
  private readonly viewers = this.gauge('pau_viewers', 'Open streams')
  private readonly frozen = this.gauge('pau_frozen', '1 when no relayer can act', ['generator'])
  private readonly paused = this.gauge('pau_timelock_paused', '1 when the timelock is paused', ['unit'])
  private readonly stopped = this.gauge('pau_configurator_stopped', '1 when the Configurator is stopped', [
    'unit',
  ])
  private readonly operations = this.gauge('pau_timelock_operations', 'Known operations', ['unit', 'state'])
  private readonly check = this.gauge(
    'pau_check',
    '1 when the statement holds, 0 when it does not',
    checkLabels,
  )
  private readonly checkUnknown = this.gauge(
    'pau_check_unknown',
    '1 when the statement could not be checked, which is neither holding nor not',
    checkLabels,
  )
  private readonly current = this.gauge('pau_limit_current', 'Current capacity, in units', limitLabels)
  private readonly max = this.gauge('pau_limit_max', 'Maximum, in units; +Inf when unlimited', limitLabels)

  private readonly seconds = new Histogram({
    name: 'pau_reading_seconds',
    help: 'Time of a reading',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  })
  private readonly roundTrips = new Histogram({
    name: 'pau_reading_http_round_trips',
    help: 'HTTP requests of a refresh, that for the head included',
    buckets: [2, 3, 4, 6, 10],
    registers: [this.registry],
  })
  private readonly failures = new Counter({
    name: 'pau_readings_failed_total',
    help: 'Readings that failed as a whole',
    labelNames: ['rpc'],
    registers: [this.registry],
  })

  constructor(
    private readonly service: ChainService,
    private readonly streams: Streams,
  ) {
    service.subscribe({
      onUpdate: ({ seconds, roundTrips }) => {
        this.seconds.observe(seconds)
        this.roundTrips.observe(roundTrips)
      },
    })
  }

  /** The present state, derived for the time of the chain. */
  async text(): Promise<string> {
    for (const { gauge, hasLabels } of this.gauges) {
      gauge.reset()
      // A gauge without labels is reset to 0, and 0 is not unknown.
      if (!hasLabels) gauge.remove()
    }
    this.collectService()
    const { live, chainTime } = this.service
    if (live && chainTime !== null) this.collectModel(consoleAt(live.facts, chainTime, knownSignatures))
    return this.registry.metrics()
  }

  private gauge(name: string, help: string, labelNames: readonly string[] = []): Gauge {
    const gauge = new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] })
    this.gauges.push({ gauge, hasLabels: labelNames.length > 0 })
    return gauge
  }

  private collectService(): void {
    const { live, ageSeconds, nodes } = this.service
    const status = this.service.status()
    this.viewers.set(this.streams.size)
    if (live && ageSeconds !== null) {
      this.blockNumber.set(Number(live.reading.block.number))
      this.blockTime.set(Number(live.reading.block.timestamp))
      this.age.set(ageSeconds)
      this.stale.set(status.isStale ? 1 : 0)
    }
    for (const { label, state, latencyMs, dissent } of status.nodes) {
      this.rpcDissent.set({ rpc: label }, dissent === null ? 0 : 1)
      this.rpcUp.set({ rpc: label }, state === 'ok' ? 1 : 0)
      this.rpcState.set({ rpc: label, state }, 1)
      if (latencyMs !== null) this.rpcLatency.set({ rpc: label }, latencyMs / 1_000)
    }
    this.failures.reset()
    for (const { label, failedReadings } of nodes) this.failures.inc({ rpc: label }, failedReadings)
  }

  private collectModel({ generators, units, checks }: ConsoleModel): void {
    for (const { name: unit, timelock, configurator } of units) {
      setFlag(this.paused, { unit }, timelock.paused)
      setFlag(this.stopped, { unit }, configurator.stopped)
      for (const { state } of timelock.operations) {
        this.operations.inc({ unit, state: state.ok ? state.value : 'unknown' })
      }
    }
    for (const { name, frozen, limits } of generators) {
      setFlag(this.frozen, { generator: name }, frozen)
      for (const limit of limits) this.collectLimit(name, limit)
    }
    for (const { id, area, level, holds } of checks) {
      setFlag(this.check, { id, area, level }, holds)
      this.checkUnknown.set({ id, area, level }, holds.ok ? 0 : 1)
    }
  }

  private collectLimit(generator: string, { id, name, unit, current, maxAmount }: LimitModel): void {
    // A unit that could not be read leaves the amounts unknown. Where a limit has no unit, they are in smallest units.
    const symbol = unit ? unit.symbol : given('smallest unit')
    const decimals = unit ? unit.decimals : given(0)
    if (!symbol.ok || !decimals.ok) return
    const labels = {
      generator,
      key: id,
      name: name ? [name.name, ...name.addresses].join(' ') : '',
      unit: symbol.value,
    }
    if (current.ok) this.current.set(labels, inUnits(current.value, decimals.value))
    if (maxAmount.ok) this.max.set(labels, inUnits(maxAmount.value, decimals.value))
  }
}

const checkLabels = ['id', 'area', 'level']
const limitLabels = ['generator', 'key', 'name', 'unit']

function setFlag(gauge: Gauge, labels: Record<string, string>, leaf: Leaf<boolean>): void {
  if (leaf.ok) gauge.set(labels, leaf.value ? 1 : 0)
}

/** A floating-point number, which only charts and alert thresholds may use. */
function inUnits(amount: bigint, decimals: number): number {
  return amount === MAX_UINT256 ? Number.POSITIVE_INFINITY : Number(formatUnits(amount, decimals))
}
