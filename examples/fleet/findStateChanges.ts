import type { Deployment } from "@pulumi/pulumi/automation/index.js";

interface Recorded {
  urn: string;
}

/**
 * The resources that differ between two exports of a stack, by URN. A plan binds what an update does to what the program
 * declares, and not to the state: what another run has seen since the preview may go without one.
 */
export function findStateChanges(before: Deployment, after: Deployment): string[] {
  const [was, is] = [readResources(before), readResources(after)];
  const urns = new Set([...was.keys(), ...is.keys()]);
  return [...urns].filter((urn) => was.get(urn) !== is.get(urn)).sort();
}

/** Each resource as text, by URN; one that is replaced may be there twice. */
function readResources({ deployment }: Deployment): Map<string, string> {
  const { resources = [] } = (deployment ?? {}) as { resources?: Recorded[] };
  const texts = new Map<string, string>();
  for (const resource of resources)
    texts.set(resource.urn, (texts.get(resource.urn) ?? "") + JSON.stringify(resource));
  return texts;
}
