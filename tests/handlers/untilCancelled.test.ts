import { getEventListeners } from "node:events";
import { expect } from "chai";
import {
  untilCancelled,
  type HandlerContext,
} from "../../provider/dist/handlers/handlerContext.js";
import { failureOf } from "./failureOf.ts";

describe("an operation that a cancellation may end", () => {
  it("leaves nothing that waits for one, even where it throws at once", async () => {
    const { signal } = new AbortController();
    const opening = Promise.resolve({ signal } as HandlerContext);
    const running = untilCancelled(opening, () => {
      throw new Error("It broke.");
    });
    expect((await failureOf(running)).message).to.equal("It broke.");
    expect(getEventListeners(signal, "abort")).to.deep.equal([]);
  });
});
