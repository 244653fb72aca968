/** Directed graphs of screen ids. Every function takes time linear in nodes and edges. */
export interface Graph {
  next: Map<string, Set<string>>;
  previous: Map<string, Set<string>>;
}

export function graphOf(ids: Iterable<string>, edges: Iterable<readonly [string, string]>): Graph {
  const graph: Graph = { next: new Map(), previous: new Map() };
  for (const id of ids) {
    graph.next.set(id, new Set());
    graph.previous.set(id, new Set());
  }
  for (const [from, to] of edges) {
    graph.next.get(from)?.add(to);
    graph.previous.get(to)?.add(from);
  }
  return graph;
}

/** One circle, first node repeated at the end; undefined where there is none. */
export function oneCycle(graph: Graph): string[] | undefined {
  const remaining = withoutBeginnings(graph);
  const [start] = remaining;
  if (start === undefined) return undefined;
  // Every remaining node has a remaining predecessor: walking backwards must come round.
  const seen = new Map<string, number>();
  const trail: string[] = [];
  let node = start;
  while (!seen.has(node)) {
    seen.set(node, trail.length);
    trail.push(node);
    for (const before of graph.previous.get(node) ?? []) {
      if (!remaining.has(before)) continue;
      node = before;
      break;
    }
  }
  const others = trail.slice((seen.get(node) ?? 0) + 1).reverse();
  return [node, ...others, node];
}

/** What is left after taking away, again and again, the nodes that nothing leads to. */
function withoutBeginnings(graph: Graph): Set<string> {
  const remaining = new Set(graph.next.keys());
  const inbound = new Map([...graph.previous].map(([id, before]) => [id, before.size]));
  const free = [...remaining].filter((id) => inbound.get(id) === 0);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    remaining.delete(id);
    for (const to of graph.next.get(id) ?? []) {
      const left = (inbound.get(to) ?? 0) - 1;
      inbound.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  return remaining;
}

/** The nodes in groups that no edge joins, in the order in which they were given. */
export function piecesOf(graph: Graph): string[][] {
  const seen = new Set<string>();
  const pieces: string[][] = [];
  for (const id of graph.next.keys()) {
    if (seen.has(id)) continue;
    const piece: string[] = [];
    const waiting = [id];
    seen.add(id);
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      piece.push(node);
      for (const neighbour of [...(graph.next.get(node) ?? []), ...(graph.previous.get(node) ?? [])]) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        waiting.push(neighbour);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}
