/** What the browser says meanwhile, on the page or in the worker that imports this first: nobody else hears all of it. */
export const noticed = { violations: [], complaints: [] }

addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  noticed.violations.push(`${effectiveDirective} ${blockedURI}`)
})
addEventListener('error', ({ message }) => noticed.complaints.push(`error: ${message}`))
addEventListener('unhandledrejection', ({ reason }) => noticed.complaints.push(`unhandled: ${reason}`))
for (const level of ['warn', 'error']) {
  const say = console[level]
  console[level] = (...words) => {
    noticed.complaints.push(`console.${level}: ${words.join(' ')}`)
    say.apply(console, words)
  }
}
