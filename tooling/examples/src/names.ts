import ts from 'typescript'

/** The names that a piece of code uses and does not declare, in reading order. */
export function freeNames(code: string): string[] {
  const used = new Set<string>()
  const declared = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const role = roleOf(node)
      if (role !== 'label') (role === 'declaration' ? declared : used).add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(parse(code))
  return [...used].filter((name) => !declared.has(name))
}

/** The names that a piece of code declares for what follows it, imports apart. */
export function declaredNames(code: string): string[] {
  return parse(code).statements.flatMap(namesDeclaredBy)
}

/** The names that a statement declares beside it. */
export function namesDeclaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
  return isNamedDeclaration(statement) && statement.name ? [statement.name.text] : []
}

export function parse(code: string): ts.SourceFile {
  return ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true)
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []))
}

function isNamedDeclaration(
  node: ts.Node,
): node is ts.FunctionDeclaration | ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
}

/** Whether an identifier uses a name, declares one, or only labels a member. */
function roleOf(node: ts.Identifier): 'use' | 'declaration' | 'label' {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) {
    return node === (ts.isQualifiedName(parent) ? parent.right : parent.name) ? 'label' : 'use'
  }
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return node === parent.name ? 'declaration' : 'label'
  if (ts.isBindingElement(parent) && node === parent.propertyName) return 'label'
  if (ts.isShorthandPropertyAssignment(parent)) return 'use'
  if (ts.isNamedTupleMember(parent)) return node === parent.name ? 'label' : 'use'
  if (!isDeclarationNamed(parent, node)) return 'use'
  return ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isPropertyAssignment(parent) ? 'label' : 'declaration'
}

function isDeclarationNamed(parent: ts.Node, node: ts.Identifier): boolean {
  return 'name' in parent && parent.name === node
}
