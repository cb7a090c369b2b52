import { expect, it } from 'vitest'
import { requestsIn } from './external-requests.ts'

it.each([
  ['a.html', '<link rel="stylesheet" href="https://fonts.example/inter.css">', ['https://fonts.example/inter.css']],
  ['a.html', '<script defer src=//cdn.example/a.js></script>', ['//cdn.example/a.js']],
  ['a.html', '<div style="background: url(https://a.example/b.png)">', ['https://a.example/b.png']],
  ['a.html', '<a href="https://semver.org">a link</a> <img src="/images/a.svg">', []],
  ['a.css', '@import "https://a.example/b.css"; @font-face { src: url("/assets/inter.woff2") }', ['https://a.example/b.css']],
  ['a.js', 'import("https://a.example/b.js"); import c from"./c.js"; const link = "https://vuejs.org"', ['https://a.example/b.js']],
  ['a.js', 'fetch(`https://a.example/data`)', ['https://a.example/data']],
])('%s: %s', (path, text, expected) => {
  expect(requestsIn(text, path)).toEqual(expected)
})
