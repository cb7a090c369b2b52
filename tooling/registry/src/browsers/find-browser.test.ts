// Protects: without a browser nothing is skipped silently, and where everything has to run nothing is skipped at all.
import { expect, it } from 'vitest'
import { findBrowser, type Host } from './find-browser.ts'

const host = (parts: Partial<Host>): Host => ({ platform: 'linux', environment: {}, has: () => false, ...parts })

it.each([
  ['linux', '/usr/bin/firefox-esr'],
  ['darwin', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  ['win32', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
])('it is found where %s has it', (platform, path) => {
  expect(findBrowser('Firefox', 8, host({ platform, has: (candidate) => candidate === path }))).toEqual({ path })
})

it('the first of several is taken', () => {
  expect(findBrowser('Chromium', 8, host({ has: () => true }))).toEqual({ path: '/usr/bin/chromium' })
})

it('a stated place is the only one', () => {
  const environment = { GRADUS_CHROMIUM: '/opt/chromium' }
  expect(findBrowser('Chromium', 8, host({ environment, has: () => true }))).toEqual({ path: '/opt/chromium' })
  expect(findBrowser('Chromium', 8, host({ environment, has: (path) => path === '/usr/bin/chromium' }))).toEqual({
    line: 'skipped: 8 cases, no Chromium at /opt/chromium (GRADUS_CHROMIUM names another place)',
    isFailure: false,
  })
})

it('its cases are counted in one line when it is missing', () => {
  expect(findBrowser('Firefox', 11, host({}))).toEqual({
    line: 'skipped: 11 cases, no Firefox at /usr/bin/firefox-esr or /usr/bin/firefox (GRADUS_FIREFOX names another place)',
    isFailure: false,
  })
  expect(findBrowser('Firefox', 11, host({ platform: 'aix' }))).toMatchObject({
    line: 'skipped: 11 cases, no Firefox on aix (GRADUS_FIREFOX names another place)',
  })
})

it('it may not be missing where everything has to run', () => {
  expect(findBrowser('Firefox', 11, host({ environment: { CI_FULL: '1' } }))).toEqual({
    line: 'FAILED: 11 cases, no Firefox at /usr/bin/firefox-esr or /usr/bin/firefox (GRADUS_FIREFOX names another place)',
    isFailure: true,
  })
  for (const value of ['', '0'])
    expect(findBrowser('Firefox', 11, host({ environment: { CI_FULL: value } }))).toMatchObject({ isFailure: false })
})
