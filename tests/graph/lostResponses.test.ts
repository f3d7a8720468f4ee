import { expect } from "chai";
import {
  parseCreated,
  toAssignment,
  toCreation,
  toDeletion,
  toUpdate,
} from "../../provider/dist/graph/configurationsApi.js";
import type { Changed, WriteRequest } from "../../provider/dist/graph/graphClient.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { guid } from "../domain/arbitraries.ts";
import { json, text } from "./scriptedList.ts";
import { scriptWrite, type ScriptedWrite } from "./scriptedWrite.ts";

const content = { displayName: "A", payload: "AAAA", payloadFileName: "a.xml" };
const html = text("<html>Sign in</html>");

type Write = (bench: ScriptedWrite) => Promise<Changed<boolean, unknown>>;

const create: Write = ({ client, look }) =>
  client.write({
    ...look,
    parse: (json) => parseCreated(json, () => true),
    requestFor: (isLeft) => (isLeft ? toCreation(content) : undefined),
  });

/** Writes whose response need not hold anything. */
const others: Record<string, WriteRequest> = {
  DELETE: toDeletion(guid(1)),
  PATCH: toUpdate(guid(1), content),
  assign: toAssignment(guid(1), { entries: [], live: [], sendsOlder: false }),
};

/** What comes of a write after whose first response nothing is left to do, and how often it looked. */
async function writeOnce(write: Write, response: HttpResponse) {
  const bench = scriptWrite([response], [true, false]);
  const changed = await bench.run(write(bench));
  return { changed, lost: bench.toldOf[1]?.code, looks: bench.toldOf.length };
}

const lost = { changed: { live: false }, lost: "InvalidAnswer", looks: 2 };
const heard = { changed: { answer: undefined }, lost: undefined, looks: 1 };

describe("a response to a POST that makes something counts as lost", () => {
  const responses: Record<string, HttpResponse> = {
    HTML: html,
    nothing: text("", 204),
    null: json(null),
    "no id": json({ displayName: "A" }),
    "an id that is no GUID": json({ id: "../../x" }),
    "a date that is none": json({ id: guid(1), expirationDateTime: "soon" }),
  };
  for (const [what, response] of Object.entries(responses)) {
    it(`where it holds ${what}`, async () => {
      expect(await writeOnce(create, response)).to.deep.equal(lost);
    });
  }
});

for (const [what, request] of Object.entries(others)) {
  const write: Write = ({ client, look }) =>
    client.write({ ...look, requestFor: (isLeft) => (isLeft ? request : undefined) });
  describe(`a response to ${what}`, () => {
    for (const response of [
      text("", 204),
      text(""),
      ...[null, true, {}].map((body) => json(body)),
    ]) {
      const { status, text: body } = response as { status: number; text: string };
      it(`is good where it is ${status} with ${body || "nothing"}`, async () => {
        expect(await writeOnce(write, response)).to.deep.equal(heard);
      });
    }

    it("counts as lost where it is HTML", async () => {
      expect(await writeOnce(write, html)).to.deep.equal(lost);
    });
  });
}
