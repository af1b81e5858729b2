import { momentText } from './axis'
import type { RefillChartProps } from './refill'

/** The figures of a refill chart as a table. */
export function FiguresTable({ label, unit, history, forecast, max }: Omit<RefillChartProps, 'height'>) {
  const rows = [
    ...history.map((point, index) => ({ ...point, kind: 'measured', id: `measured ${index}` })),
    // The forecast starts at the present, which the history already gives.
    ...forecast
      .filter(({ t }) => t > (history.at(-1)?.t ?? -1))
      .map((point) => ({ ...point, kind: 'forecast' })),
  ]
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">
        {label}
        {max === null ? '' : `, of at most ${max.text}`}
      </caption>
      <thead className="sticky top-0 bg-surface text-muted">
        <tr>
          <th scope="col" className="py-1 text-left font-medium">
            Time
          </th>
          <th scope="col" className="px-4 py-1 text-left font-medium">
            Kind
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            Capacity <span className="font-normal text-faint text-xs">{unit}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ t, text, kind }, index) => (
          <tr key={`${t} ${index === 0 ? text : `${rows[index - 1]?.t} ${text}`}`}>
            <th scope="row" className="border-line border-t py-1 text-left font-normal">
              {momentText(t)}
            </th>
            <td className="border-line border-t px-4 py-1 text-muted">{kind}</td>
            <td className="border-line border-t py-1 text-right">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
