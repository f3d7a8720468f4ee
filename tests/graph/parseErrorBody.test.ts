import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { parseErrorBody } from "../../provider/dist/graph/readResponse.js";

const activityId = "0a1b2c3d-1111-4222-8333-444455556666";

/** Intune's message with the ids for Microsoft's support behind it. */
const withSupportIds =
  "Application is not authorized to perform this operation. - Operation ID (for customer support): " +
  `00000000-0000-0000-0000-000000000000 - Activity ID: ${activityId} - ` +
  "Url: https://fef.amsua0102.manage.microsoft.com/StatelessAppMetadataFEService/deviceAppManagement";

/** A JSON document as Intune puts it, as a string, into a message. */
const nested = (Message: string): string =>
  JSON.stringify({ _version: 3, Message, CustomApiErrorPhrase: "", RetryAfter: null }, null, 2);

const answer = (code: unknown, message?: unknown): unknown => ({
  error: { code, message, innerError: { date: "2026-01-01T00:00:00" } },
});

describe("parseErrorBody", () => {
  it("reads a plain answer", () => {
    const message = "Resource not found for the segment 'x'.";
    expect(parseErrorBody(answer("ResourceNotFound", message))).to.deep.equal({
      code: "ResourceNotFound",
      message,
    });
  });

  it("finds the message in a document, and the activity id in the message", () => {
    expect(parseErrorBody(answer("Forbidden", nested(withSupportIds)))).to.deep.equal({
      code: "Forbidden",
      message: "Application is not authorized to perform this operation.",
      activityId,
    });
  });

  it("finds the message in a document within a document, and takes the code from there", () => {
    const outer = JSON.stringify({ ErrorCode: "Forbidden", Message: nested(withSupportIds) });
    expect(parseErrorBody(answer("UnknownError", outer))).to.deep.equal({
      code: "Forbidden",
      message: "Application is not authorized to perform this operation.",
      activityId,
    });
  });

  it("splits support ids off a message that is in no document", () => {
    expect(parseErrorBody(answer("BadRequest", withSupportIds))).to.deep.include({ activityId });
  });

  const plainMessages: [what: string, message: string][] = [
    ["braces that are no JSON", "{0} is not a valid id"],
    ["JSON without a Message", '{"error":"x"}'],
    ["JSON with a Message that is no text", '{"Message":{"a":1}}'],
    ["a JSON array", '["Message"]'],
  ];
  for (const [what, message] of plainMessages) {
    it(`leaves ${what} as they came`, () => {
      expect(parseErrorBody(answer("BadRequest", message))?.message).to.equal(message);
    });
  }

  for (const message of [undefined, null, 5, "", "  ", nested("")]) {
    it(`says that there is no message where there is ${inspect(message)}`, () => {
      expect(parseErrorBody(answer("BadRequest", message))).to.deep.equal({
        code: "BadRequest",
        message: "no message",
      });
    });
  }

  it("opens documents only so deep", () => {
    const wrap = (message: string, times: number): string =>
      times === 0 ? message : wrap(JSON.stringify({ Message: message }), times - 1);
    expect(parseErrorBody(answer("BadRequest", wrap("inner", 4)))?.message).to.equal("inner");
    expect(parseErrorBody(answer("BadRequest", wrap("inner", 6)))?.message).to.equal(
      wrap("inner", 2),
    );
  });

  for (const json of [undefined, null, 5, "text", [], {}, { error: "x" }, { error: ["x"] }]) {
    it(`takes ${inspect(json)} for no error of Graph's`, () => {
      expect(parseErrorBody(json)).to.be.undefined;
    });
  }

  it("takes an error without a code for none of Graph's", () => {
    expect(parseErrorBody(answer(undefined, "x"))).to.be.undefined;
    expect(parseErrorBody(answer(404, "x"))).to.be.undefined;
  });

  it("never throws, and always has something to say", () => {
    const messages = fc.oneof(fc.jsonValue(), fc.json(), fc.json().map(nested));
    fc.assert(
      fc.property(messages, (message) => {
        expect(parseErrorBody(answer("BadRequest", message))?.message).to.match(/\S/);
        expect(() => parseErrorBody(message)).not.to.throw();
      }),
    );
  });
});
