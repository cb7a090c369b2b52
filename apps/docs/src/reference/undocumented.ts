import { type DeclarationReflection, LiteralType, type ProjectReflection, type Reflection, ReflectionKind, ReflectionType } from 'typedoc'

/** The exports, and the members of exports, that have no docstring: `@gradus/tensor: Walk.nodes`. */
export function undocumented(project: ProjectReflection): string[] {
  const reflections = project.getReflectionsByKind(kinds) as DeclarationReflection[]
  return reflections.filter((reflection) => !isDocumented(reflection) && !isPlain(reflection)).map(nameOf)
}

const kinds =
  ReflectionKind.Variable |
  ReflectionKind.Function |
  ReflectionKind.Class |
  ReflectionKind.Interface |
  ReflectionKind.TypeAlias |
  ReflectionKind.Property |
  ReflectionKind.Method |
  ReflectionKind.Accessor

/** A docstring may stand on the declaration, or on one of the ways to call it. */
function isDocumented(reflection: DeclarationReflection): boolean {
  const called = reflection.type instanceof ReflectionType ? reflection.type.declaration.signatures : undefined
  const signatures = [...(reflection.signatures ?? []), ...(called ?? []), reflection.getSignature, reflection.setSignature]
  return reflection.hasComment() || signatures.some((signature) => signature?.hasComment())
}

/** What needs none: a member that is always the same value (`kind: 'input'`), and parts of types that are written out in place. */
function isPlain(reflection: DeclarationReflection): boolean {
  return reflection.type instanceof LiteralType || isWithinType(reflection)
}

function isWithinType({ parent }: Reflection): boolean {
  return parent !== undefined && (parent.kindOf(ReflectionKind.TypeLiteral) || isWithinType(parent))
}

function nameOf(reflection: Reflection): string {
  const { parent } = reflection
  if (!parent) return reflection.name
  return parent.kindOf(ReflectionKind.Module) ? `${parent.name}: ${reflection.name}` : `${nameOf(parent)}.${reflection.name}`
}
