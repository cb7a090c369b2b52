/**
 * The lines of a change log: what a changeset says, as it stands, without commits and authors. `changeset version` loads this file by itself,
 * so it is JavaScript.
 */

/** A list stays a list; other text becomes one point of it. */
export function getReleaseLine({ summary }) {
  const text = summary.trim()
  return /^[*-] /.test(text) ? text : `* ${text.replaceAll(/\n(?=.)/g, '\n  ')}`
}

/** Nothing: all packages share one version, so that a dependency has a new one is no news. */
export function getDependencyReleaseLine() {
  return ''
}
