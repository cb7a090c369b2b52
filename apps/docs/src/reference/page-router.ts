import type { Reflection } from 'typedoc'
import { MemberRouter } from 'typedoc-plugin-markdown'

/** A page for each export. One that is called `Index` gets another file name, since VitePress takes `Index.md` for the page of its folder. */
export class PageRouter extends MemberRouter {
  override getIdealBaseName(reflection: Reflection): string {
    return super.getIdealBaseName(reflection).replace(/\/Index$/, '/Index-')
  }
}
