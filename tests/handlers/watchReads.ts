import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";

/** Waits until a read has been answered and whoever asked has the answer. */
export type AwaitRead = () => Promise<void>;

/**
 * Watches the reads of assignments. A set's two collections are read side by side, in either order: what a fault does to
 * one read must wait for the other, or that one meets it as well.
 *
 * @returns what makes the wait for the next read, `skip` others being let pass.
 */
export function watchReads({ configurations }: HandlerContext): (skip?: number) => AwaitRead {
  const readings: Promise<unknown>[] = [];
  const readAssignments = configurations.readAssignments.bind(configurations);
  configurations.readAssignments = (id) => {
    const reading = readAssignments(id);
    readings.push(reading);
    return reading;
  };
  return (skip = 0) => {
    const index = readings.length + skip;
    return async () => {
      if (readings.length <= index) throw new Error("This read has not been asked for yet.");
      await readings[index];
    };
  };
}
