import { readTree } from '../../../../scripts/template/read.ts'
import { entriesOf, type Node, textOf } from '../../../../scripts/template/tree.ts'
import { jsonOf } from './json.ts'

/** What a template says that its readers in `scripts/` have no use for. */
export interface Extras {
  readonly description: string | undefined
  readonly metadata: string | undefined
  readonly resource: (logicalId: string) => {
    readonly deletionPolicy: string
    readonly replacePolicy: string
    readonly metadata: unknown
  }
  readonly parameter: (name: string) => {
    readonly noEcho: boolean
    readonly description: string | undefined
    readonly constraint: string | undefined
  }
  readonly outputDescription: (name: string) => string | undefined
}

export function readExtras(file: string): Extras {
  const root = entriesOf(readTree(file))
  const within = (section: string, name: string) => entriesOf(entriesOf(root.get(section)).get(name))
  const metadata = root.get('Metadata')
  return {
    description: textOf(root.get('Description')),
    metadata: metadata && JSON.stringify(jsonOf(metadata)),
    resource(logicalId) {
      const entries = within('Resources', logicalId)
      const own = entries.get('Metadata')
      return {
        deletionPolicy: textOf(entries.get('DeletionPolicy')) ?? 'Delete',
        replacePolicy: textOf(entries.get('UpdateReplacePolicy')) ?? 'Delete',
        metadata: own && jsonOf(own),
      }
    },
    parameter(name) {
      const entries = within('Parameters', name)
      return {
        noEcho: isTrue(entries.get('NoEcho')),
        description: textOf(entries.get('Description')),
        constraint: textOf(entries.get('ConstraintDescription')),
      }
    },
    outputDescription: (name) => textOf(within('Outputs', name).get('Description')),
  }
}

const isTrue = (node: Node | undefined): boolean =>
  (node?.kind === 'flag' && node.flag) || textOf(node) === 'true'
