/** The words of a command line, without a comment behind them. */
export function words(line: string): string[] {
  const command = line.replace(/(^|\s)#.*$/, '')
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => (single ?? double ?? plain)!)
}
