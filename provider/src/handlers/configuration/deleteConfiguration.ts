import { GraphError } from "../../graph/graphError.js";
import { defaultResendMs, type HandlerContext } from "../handlerContext.js";
import { growWait } from "./growWait.js";

/**
 * The engine's `delete`. One that is gone is deleted. An id names one object for ever, so a lost answer is followed by
 * the same request, which then finds nothing.
 *
 * @throws GraphError when it is still there, or may be.
 */
export async function deleteConfiguration(
  { configurations, clock, resendMs = defaultResendMs }: HandlerContext,
  id: string,
): Promise<void> {
  const endMs = clock.now() + resendMs;
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    try {
      await configurations.delete(id);
      return;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (error.isNotFound) return;
      const mayResend = error.isAmbiguous && error.isTransient && clock.now() + waitMs <= endMs;
      if (!mayResend) throw error;
    }
    await clock.sleep(waitMs);
  }
}
