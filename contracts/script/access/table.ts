import type { Table } from './rules'
import { governance } from './table-governance'
import { mcd } from './table-mcd'
import { migration } from './table-migration'
import { pau } from './table-pau'
import { srUsds } from './table-srusds'
import { stages } from './table-stages'
import { unit } from './table-unit'
import { vault } from './table-vault'

/** Who may call what: every function of every contract of src that changes something. */
export const table: Table = {
  ...mcd,
  ...unit,
  ...pau,
  ...vault,
  ...migration,
  ...governance,
  ...stages,
  ...srUsds,
}
