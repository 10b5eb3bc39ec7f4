/** A drawing by uPlot, as wide as its place and in the colours of the scheme; drawn anew when either changes. */
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type DayChart, dayOptions } from './dayChart.ts';

interface ChartProps {
  /** What a reader is told who does not see it. */
  readonly label: string;
  /** Must be the same object as long as it draws the same. */
  readonly chart: DayChart;
  readonly data: uPlot.AlignedData;
}

const dark = matchMedia('(prefers-color-scheme: dark)');

function useDark(): boolean {
  const [isDark, setDark] = useState(dark.matches);
  useEffect(() => {
    const read = (): void => setDark(dark.matches);
    dark.addEventListener('change', read);
    return () => dark.removeEventListener('change', read);
  }, []);
  return isDark;
}

export function Chart({ label, chart, data }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useDark();

  // The colours that are read change with the scheme, so it is one of what the drawing depends on.
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const color = (name: string): string => style.getPropertyValue(name).trim();
    const plot = new uPlot(dayOptions(chart, color, element.clientWidth), data, element);
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: plot.height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [chart, data, isDark]);

  return <div ref={place} class="chart" role="img" aria-label={label} />;
}
