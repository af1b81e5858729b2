'use client'

import { Layer, Rectangle, Sankey, type SankeyLinkProps, type SankeyNodeProps } from 'recharts'
import type { Flow, FlowLink, FlowNode, Side } from './flow'

interface FlowPlotProps {
  readonly flow: Flow
  /** [px] */
  readonly width: number
  readonly height: number
}

const HUE: Readonly<Record<Side | 'both', string>> = {
  old: 'var(--debt-old)',
  new: 'var(--debt-new)',
  both: 'var(--muted)',
}

/** Width of a character of a label [px]. */
const CHARACTER = 7.2

/** Room for the labels at the right [px]; on a narrow screen they take what there is. */
const labelRoom = (width: number) => Math.min(190, Math.round(width * 0.3))

/** The drawing of a flow. Hidden from screen readers, which have the table. */
export default function FlowPlot({ flow, width, height }: FlowPlotProps) {
  const room = labelRoom(width)
  return (
    <div aria-hidden className="[&_svg]:outline-none">
      <Sankey
        width={width}
        height={height}
        data={{ nodes: [...flow.nodes], links: [...flow.links] }}
        nodeWidth={8}
        nodePadding={26}
        linkCurvature={0.5}
        accessibilityLayer={false}
        margin={{ top: 14, right: room, bottom: 14, left: 2 }}
        node={(props: SankeyNodeProps) => <Node {...props} room={room} />}
        link={(props: SankeyLinkProps) => <Way {...props} links={flow.links} />}
      />
    </div>
  )
}

function Node({ x, y, width, height, payload, room }: SankeyNodeProps & { readonly room: number }) {
  const { name, side, text } = payload as unknown as FlowNode
  const most = Math.max(6, Math.floor(room / CHARACTER))
  const short = name.replace(/^ALLOCATOR-/, '')
  const label = `${short} ${text}`
  return (
    <Layer>
      <Rectangle x={x} y={y} width={width} height={Math.max(height, 1)} fill={HUE[side]} fillOpacity={1} />
      <text x={x + width + 5} y={y + height / 2} fill="var(--ink)" fontSize={12} dominantBaseline="middle">
        {label.length > most ? `${short.slice(0, Math.max(1, most - text.length - 2))}… ${text}` : label}
      </text>
    </Layer>
  )
}

function Way({
  sourceX,
  targetX,
  sourceY,
  targetY,
  sourceControlX,
  targetControlX,
  linkWidth,
  index,
  links,
}: SankeyLinkProps & { readonly links: readonly FlowLink[] }) {
  return (
    <path
      d={`M${sourceX},${sourceY} C${sourceControlX},${sourceY} ${targetControlX},${targetY} ${targetX},${targetY}`}
      fill="none"
      stroke={HUE[links[index]?.side ?? 'new']}
      strokeOpacity={0.28}
      strokeWidth={Math.max(linkWidth, 1)}
    />
  )
}
