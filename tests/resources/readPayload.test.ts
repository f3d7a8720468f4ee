import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { readPayload } from "../../provider/dist/hosting/readPayload.js";

describe("reading a payload", () => {
  let folder: string;
  let file: string;
  const payload = Buffer.from("profile").toString("base64");

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-payload-"));
    file = join(folder, "field.mobileprovision");
    await writeFile(file, "profile");
    await mkdir(join(folder, "folder.xml"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("takes a text that ends like a profile's file for a path, and names the file", async () => {
    expect(await readPayload(file)).to.deep.equal({
      payload,
      payloadFileName: "field.mobileprovision",
    });
  });

  it("takes any long text for base64, which names no file", async () => {
    const content = Buffer.from("profile".repeat(100)).toString("base64");
    expect(await readPayload(content)).to.deep.equal({ payload: content });
  });

  it("takes a short text for a path, and says what is wrong with it", async () => {
    await writeFile(join(folder, "field.p12"), "profile");
    const tries: [text: string, reason: RegExp][] = [
      [folder, /^"[^"]+" is a folder; name the \.mobileprovision file in it$/],
      ["profiles", /^"profiles" does not exist; a path is taken from the folder/],
      ["profiles/field.mobileprovison", /^"profiles\/field\.mobileprovison" does not exist;/],
      [join(folder, "field.p12"), /^"[^"]+" is not recognized: name a file that ends in/],
      ["a\0b", /^"a\\u0000b" cannot be read \(ERR_INVALID_ARG_VALUE\)$/],
    ];
    for (const [text, reason] of tries) {
      const { payload: refused, payloadFileName } = await readPayload(text);
      expect(refused).to.have.property("unreadable").that.matches(reason);
      expect(payloadFileName).to.be.undefined;
    }
  });

  it("leaves an empty text to check", async () => {
    expect(await readPayload("")).to.deep.equal({ payload: "" });
  });

  it("reads a file asset and a string asset", async () => {
    const named = await readPayload({ path: file });
    expect(named).to.deep.equal({ payload, payloadFileName: "field.mobileprovision" });
    expect(await readPayload({ text: "profile" })).to.deep.equal({ payload });
  });

  it("tells of a file that can't be read, by its name, and throws nothing", async () => {
    const missing = await readPayload(join(folder, "missing.xml"));
    expect(missing.payload).to.have.property("unreadable").that.contains("does not exist");
    expect(missing.payloadFileName).to.equal("missing.xml");
    const isFolder = await readPayload(join(folder, "folder.xml"));
    expect(isFolder.payload).to.have.property("unreadable").that.contains("is a folder");
    const impossible = await readPayload("a\0.xml");
    expect(impossible.payload).to.have.property("unreadable").that.contains("cannot be read");
  });

  it("says of an empty file that it is empty, and waits for no pipe", async () => {
    const empty = join(folder, "empty.mobileprovision");
    await writeFile(empty, "");
    const read = await readPayload({ path: empty });
    expect(read.payload)
      .to.have.property("unreadable")
      .that.contains('empty.mobileprovision" is empty;');
    if (process.platform === "win32") return;
    const pipe = join(folder, "pipe.xml");
    await promisify(execFile)("mkfifo", [pipe]);
    const piped = await readPayload(pipe);
    expect(piped.payload).to.have.property("unreadable").that.contains('pipe.xml" is no file');
  });

  it("refuses a remote asset, and repeats nothing of its address", async () => {
    const uri = "https://example.com/a.mobileprovision?signature=secret";
    const { payload: refused } = await readPayload({ uri });
    expect(refused).to.have.property("unreadable").that.contains("is a remote asset, which is not");
    expect(JSON.stringify(refused)).not.to.match(/secret|example\.com/);
  });

  it("refuses one that has no value, and tells how to keep the one that is there", async () => {
    for (const absent of [undefined, null])
      expect((await readPayload(absent)).payload)
        .to.have.property("unreadable")
        .that.matches(/undefined or null.*ignoreChanges: \["payload"\]/);
  });

  it("leaves to check what is nothing of all that", async () => {
    for (const strange of [7, {}, ["a.xml"]])
      expect(await readPayload(strange)).to.deep.equal({ payload: strange });
  });
});
