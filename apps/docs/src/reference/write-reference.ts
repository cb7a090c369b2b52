import { join } from 'node:path'
import { repositoryRoot } from 'tooling-rules/source-files'
import { Application, Converter, type DocumentationEntryPoint, type TypeDocOptions } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import { entryPoints } from './entry-points.ts'
import { listHouseForm } from './house-form.ts'
import { PageRouter } from './page-router.ts'
import { undocumented } from './undocumented.ts'

/**
 * Writes the reference of every package, from its docstrings, as pages below a folder.
 *
 * Throws: where an export has no docstring, or a docstring links to what does not exist; the message has one line for each.
 */
export async function writeReference(folder: string): Promise<void> {
  const modules = entryPoints()
  const files = modules.map(({ file }) => join(repositoryRoot, file))
  const app = await Application.bootstrapWithPlugins({ ...options, ...look, entryPoints: files })
  app.renderer.defineRouter('pages', PageRouter)
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) if (reflection.comment) listHouseForm(reflection.comment)
  })
  const programs = app.getEntryPoints() as DocumentationEntryPoint[]
  // Modules are called as they are imported, not after their files.
  const points = programs.map((point, i) => ({ ...point, displayName: modules[i]!.specifier }))
  const project = app.converter.convert(points)
  const missing = undocumented(project)
  for (const name of missing) app.logger.error(`${name} has no docstring`)
  app.validate(project)
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('the reference is not complete, see above')
  app.options.setValue('out', folder)
  await app.generateOutputs(project)
}

const options: Partial<TypeDocOptions> = {
  name: 'Reference',
  router: 'pages',
  tsconfig: join(repositoryRoot, 'apps/docs/tsconfig.json'),
  basePath: repositoryRoot,
  plugin: ['typedoc-plugin-markdown'],
  readme: 'none',
  disableGit: true,
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  sort: ['alphabetical'],
  groupOrder: ['Classes', 'Functions', 'Variables', 'Namespaces', 'Interfaces', 'Type Aliases'],
  validation: { notExported: false, invalidLink: true, invalidPath: true, rewrittenLink: true, notDocumented: false, unusedMergeModuleWith: true },
}

const look: Partial<PluginOptions> = {
  entryFileName: 'index',
  excludeScopesInPaths: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  sanitizeComments: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  tableColumnSettings: { hideSources: true, hideModifiers: true, hideInherited: true, hideOverrides: true },
}
