import type { SafeFacts } from '@/lib/console/facts/safes'

/** "Freezer Safe (2 of 3)"; the name alone where its owners or threshold could not be read. */
export function safeTitle({ name, owners, threshold }: SafeFacts): string {
  return owners.ok && threshold.ok ? `${name} (${threshold.value} of ${owners.value.length})` : name
}
