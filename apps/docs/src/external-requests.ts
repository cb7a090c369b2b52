import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the pages, styles and scripts below a folder would load from other hosts: `index.html: https://…`. Links that a reader follows are not among it. */
export function externalRequests(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(html|css|m?js)$/.test(path))
  return files.flatMap((path) => requestsIn(readFileSync(join(folder, path), 'utf8'), path).map((address) => `${path}: ${address}`))
}

/** The addresses of other hosts that a file makes a browser load. */
export function requestsIn(text: string, path: string): string[] {
  const patterns = path.endsWith('.html') ? [inTags, inStyles] : path.endsWith('.css') ? [inStyles] : [inScripts]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, address]) => address!))
}

const inTags = /<(?!a\b)[a-z][^>]*?\s(?:src|href|srcset|poster|data)=["']?((?:https?:)?\/\/[^"'\s>]+)/gi
const inStyles = /(?:url\(|@import)\s*["']?((?:https?:)?\/\/[^"')\s]+)/gi
const inScripts =
  /(?:\b(?:import|fetch|importScripts|Worker|EventSource|WebSocket)\s*\(|\bfrom|\bimport)\s*["'`]((?:https?:|wss?:)?\/\/[^"'`]+)/g
