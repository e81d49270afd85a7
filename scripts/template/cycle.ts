/** The first way round in a graph, its first node repeated at the end; undefined when there is none. */
export function findCycle(
  nodes: Iterable<string>,
  next: (node: string) => Iterable<string>,
): string[] | undefined {
  const done = new Set<string>()
  for (const start of nodes) {
    if (done.has(start)) continue
    const path = [start]
    const onPath = new Set(path)
    const rest = [next(start)[Symbol.iterator]()]
    while (rest.length > 0) {
      const step = rest.at(-1)?.next()
      if (!step || step.done) {
        rest.pop()
        const left = path.pop()
        if (left !== undefined) {
          onPath.delete(left)
          done.add(left)
        }
      } else if (onPath.has(step.value)) {
        return [...path.slice(path.indexOf(step.value)), step.value]
      } else if (!done.has(step.value)) {
        path.push(step.value)
        onPath.add(step.value)
        rest.push(next(step.value)[Symbol.iterator]())
      }
    }
  }
  return undefined
}
