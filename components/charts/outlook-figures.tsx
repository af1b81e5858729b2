import { momentText } from './axis'
import type { OutlookChartProps } from './outlook'

/** The figures of an outlook as a table: one row for each moment, one column for each line. */
export function OutlookFigures({ label, unit, panels }: Omit<OutlookChartProps, 'height'>) {
  const lines = panels.flatMap((panel) => panel.lines)
  const moments = lines[0]?.points ?? []
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{label}</caption>
      <thead className="sticky top-0 bg-surface text-muted">
        <tr>
          <th scope="col" className="py-1 text-left font-medium">
            Time
          </th>
          {lines.map(({ id, header }) => (
            <th key={id} scope="col" className="py-1 pl-4 text-right font-medium">
              {header} <span className="font-normal text-faint text-xs">{unit}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moments.map(({ t }, index) => (
          <tr key={t}>
            <th scope="row" className="whitespace-nowrap border-line border-t py-1 text-left font-normal">
              {momentText(t)}
            </th>
            {lines.map(({ id, points }) => (
              <td key={id} className="whitespace-nowrap border-line border-t py-1 pl-4 text-right">
                {points[index]?.text ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
