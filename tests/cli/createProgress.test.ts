import { expect } from "chai";
import { createProgress, type Progress } from "../../provider/dist/cli/terminal.js";

/** What a stream is given by the steps that a test takes. */
function record(
  { env = {}, ...stream }: { isTTY: boolean; columns?: number; env?: Record<string, string> },
  take: (progress: Progress) => void,
) {
  const written: string[] = [];
  const write = (text: string): boolean => written.push(text) > 0;
  take(createProgress({ ...stream, write } as unknown as NodeJS.WriteStream, env));
  return written;
}

describe("createProgress", () => {
  it("keeps one line up to date on a terminal, and takes it back in the end", () => {
    const written = record({ isTTY: true, columns: 80 }, (progress) => {
      progress.start("Reading", 2);
      progress.step();
      progress.warn("Mind this.");
      progress.end();
    });
    expect(written).to.deep.equal([
      "\r\u001b[2KReading: 0 of 2",
      "\r\u001b[2KReading: 1 of 2",
      "\r\u001b[2KWarning: Mind this.\n",
      "\r\u001b[2K",
    ]);
  });

  it("writes lines without escapes on a terminal that obeys none", () => {
    const written = record({ isTTY: true, columns: 80, env: { TERM: "dumb" } }, (progress) => {
      progress.start("Reading", 2);
      progress.end();
    });
    expect(written).to.deep.equal(["Reading: 0 of 2\n"]);
  });

  it("cuts the line to a narrow terminal, where it could not be taken back otherwise", () => {
    const written = record({ isTTY: true, columns: 8 }, (progress) => {
      progress.start("Reading", 2);
    });
    expect(written).to.deep.equal(["\r\u001b[2KReading"]);
  });

  it("shows the whole line on a terminal that says it has no columns", () => {
    const written = record({ isTTY: true, columns: 0 }, (progress) => {
      progress.start("Reading", 2);
    });
    expect(written).to.deep.equal(["\r\u001b[2KReading: 0 of 2"]);
  });

  it("writes few lines into a log, and nothing that a terminal obeys", () => {
    const written = record({ isTTY: false }, (progress) => {
      progress.start("Reading", 250);
      for (let count = 0; count < 250; count += 1) progress.step();
      progress.end();
    });
    expect(written).to.deep.equal([
      "Reading: 0 of 250\n",
      "Reading: 100 of 250\n",
      "Reading: 200 of 250\n",
    ]);
  });
});
