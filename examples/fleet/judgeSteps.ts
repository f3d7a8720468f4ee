/** What a preview would do with one resource: the engine's word for it, and the resource's name. */
export interface Step {
  op: string;
  type: string;
  name: string;
  /** Its program names what it takes over. */
  isAdopted: boolean;
}

export interface Expectation {
  /** The names of all resources that the tenants' file declares. */
  declared: readonly string[];
  /** Whether resources that the file no longer declares may go. */
  allowDeletes: boolean;
}

const removing = new Set(["delete", "delete-replaced", "discard"]);

/** Of a refresh, which comes before the program runs and says nothing of what it registers. */
const looking = new Set(["refresh"]);

/**
 * Why a preview must not be applied; empty where it may.
 *
 * An engine that loses its program, or a program that loses its way, looks just like a program from which everything was
 * deleted. Only the tenants' file knows the difference.
 */
export function judgeSteps(steps: readonly Step[], expectation: Expectation): string[] {
  const removed = steps.filter(({ op }) => removing.has(op)).map(({ name }) => name);
  const registered = steps.filter(({ op }) => !removing.has(op) && !looking.has(op));
  const kept = new Set(registered.map(({ name }) => name));
  const lost = expectation.declared.filter((name) => !kept.has(name));
  const going = removed.filter((name) => !lost.includes(name));
  return [
    ...lost.map((name) => `the program did not register ${name}, which the tenants' file declares`),
    ...(expectation.allowDeletes ? [] : going).map(
      (name) => `${name} would be deleted; --allow-deletes lets it go`,
    ),
  ];
}
