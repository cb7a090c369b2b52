// Protects: change logs read as notes to users.
import { describe, expect, it } from 'vitest'
import { polish } from './polish.ts'

describe('a polished change log', () => {
  it('has no headings in its first entry, where everything is new', () => {
    expect(polish('# gradus\n\n## 0.1.0\n\n### Minor Changes\n\n* Tensors\n* Layers\n')).toBe(
      '# gradus\n\n## 0.1.0\n\n* Tensors\n* Layers\n',
    )
  })

  it('keeps the headings of later entries, and leaves older ones alone', () => {
    const log = '# gradus\n\n## 0.2.0\n\n### Minor Changes\n\n* Threads\n\n### Patch Changes\n\n* Less memory\n\n## 0.1.0\n\n* Tensors\n'
    expect(polish(log)).toBe(log)
  })

  it('says why there is a version in which nothing changed', () => {
    expect(polish('# gradus\n\n## 0.1.1\n\n## 0.1.0\n\n* Tensors\n')).toMatch(
      /^# gradus\n\n## 0\.1\.1\n\nNothing new .*\n\n## 0\.1\.0\n\n\* Tensors\n$/,
    )
  })
})
