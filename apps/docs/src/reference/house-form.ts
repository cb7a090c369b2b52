import type { Comment, CommentDisplayPart } from 'typedoc'

/**
 * Makes a list of the lines that a docstring begins with `Shape:`, `Gradient:`, `Throws:` and the like: in the source they stand below one another,
 * on a page they would run into one paragraph.
 */
export function listHouseForm(comment: Comment): void {
  comment.summary = comment.summary.map(listed)
}

const heading = /^(Shape|Gradient|Units|Range|Accuracy|Stable|Tested|Throws|Source)((?:, [^:\n]*)?): /gm

/** Only plain text has headings: code, and the text of links, is left as it is. */
function listed(part: CommentDisplayPart): CommentDisplayPart {
  return part.kind === 'text' ? { ...part, text: part.text.replace(heading, '- **$1$2:** ') } : part
}
