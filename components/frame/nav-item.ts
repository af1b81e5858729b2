import {
  Activity,
  ArrowLeftRight,
  Blocks,
  BookOpen,
  Gauge,
  KeyRound,
  Landmark,
  LayoutDashboard,
  type LucideIcon,
  Milestone,
  Waypoints,
} from 'lucide-react'

/** Pages of the console, by the name of their icon; a component cannot cross from server to client. */
export type NavIcon =
  | 'overview'
  | 'cutover'
  | 'primes'
  | 'limits'
  | 'diamond'
  | 'roles'
  | 'governance'
  | 'srusds'
  | 'activity'
  | 'handbook'

export const NAV_ICON: Readonly<Record<NavIcon, LucideIcon>> = {
  overview: LayoutDashboard,
  cutover: Milestone,
  primes: Waypoints,
  limits: Gauge,
  diamond: Blocks,
  roles: KeyRound,
  governance: Landmark,
  srusds: ArrowLeftRight,
  activity: Activity,
  handbook: BookOpen,
}

/** An entry of the navigation; only pages that exist are passed. */
export interface NavItem {
  readonly href: string
  readonly label: string
  readonly icon: NavIcon
}

/** Whether a path is the item's page or one below it. */
export function isCurrent(href: string, path: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}
