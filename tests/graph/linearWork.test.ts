import { expect } from "chai";
import { findConfigurationProblems } from "../../provider/dist/domain/findConfigurationProblems.js";
import { redact } from "../../provider/dist/graph/redact.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { chooseCredential } from "../../provider/dist/graph/signIn/chooseCredential.js";
import { SignInError } from "../../provider/dist/graph/signIn/signInError.js";

const settings = resolveSettings({ config: {}, environment: {} });
const way = chooseCredential(settings);

/** What reads texts of others, and pieces of which a text is made that is hard to read. */
const readers: Record<string, { read: (text: string) => unknown; pieces: string[] }> = {
  "the redaction": {
    read: redact,
    pieces: [
      "eyJ-",
      "eyJ",
      "eyJ.",
      "eyJa.",
      "eyJ-a.b ",
      "ZXlK-",
      "ZXlK.",
      "Bearer ",
      " ",
      "Basic  ab ",
      "-----BEGIN ",
      "-----END ",
      "-----BEGIN -----END a-",
    ],
  },
  "the check of base64": {
    read: (payload) => findConfigurationProblems({ payload }, false),
    pieces: ["A", " ", "A ", "\n", "A=", "=", "AAAA\n"],
  },
  "the reading of Entra's answer": {
    read: (text) => new SignInError(way, settings, `AADSTS50000: ${text}`),
    pieces: [" ", "[Reason - ", ". ", "AADSTS1", "AADSTS1: ", "Trace ID: "],
  },
};

/** Time of the processor, so that it does not matter what else this machine does. */
function measureMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

const bytes = 20_000;

describe("a text that is hard to read takes no longer than it is long", () => {
  for (const [reader, { read, pieces }] of Object.entries(readers)) {
    for (const piece of pieces) {
      it(`in ${reader}, of ${JSON.stringify(piece)}`, () => {
        const makeText = (size: number): string => `A${piece.repeat(size / piece.length)}!`;
        read(makeText(100));
        const shortMs = measureMs(() => read(makeText(bytes)));
        const longMs = measureMs(() => read(makeText(10 * bytes)));
        // Ten times is linear, a hundred times quadratic; what takes next to nothing tells nothing.
        expect(longMs).to.be.below(Math.max(30 * shortMs, 500));
      });
    }
  }
});
