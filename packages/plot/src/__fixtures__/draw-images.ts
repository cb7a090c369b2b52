// Draws the README's pictures anew: node --conditions=@gradus/source --import tsx src/__fixtures__/draw-images.ts
import { writeFileSync } from 'node:fs'
import { boundaryPicture, lossPicture, matrixPicture } from './readme-examples.ts'

const images = new URL('../../images/', import.meta.url)
writeFileSync(new URL('loss-curve.svg', images), `${lossPicture}\n`)
writeFileSync(new URL('decision-boundary.svg', images), `${boundaryPicture}\n`)
writeFileSync(new URL('confusion-matrix.svg', images), `${matrixPicture}\n`)
