// @ts-nocheck
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const repositoryFolder = join(import.meta.dirname, "..", "..");

describe("the demo", () => {
  it("shows the life of the quickstart, ends well and leaves nothing behind", async () => {
    const temporary = await mkdtemp(join(tmpdir(), "intune-demo-"));
    try {
      const { code, text } = await runDemo(temporary);
      expect(code, text).to.equal(0);
      expect(text).to.contain("Requests to Graph and to Entra: 0");
      expect(text).to.match(/warning: .*expires on/);
      expect(text).to.match(/~ uuid +: "/);
      expect(text).to.contain(`- description: "Ask Jo`);
      expect(text).to.contain("+ groupAssignmentTarget ");
      expect(text).to.contain("- allDevicesAssignmentTarget");
      expect(text).to.contain("Nothing was changed. The ways out:");
      const [first, renewed] = [...text.matchAll(/In Intune: (.*), version (\d), (for .*)/g)];
      expect(renewed?.[2]).to.equal("2");
      expect([renewed?.[1], renewed?.[3]]).to.deep.equal([first?.[1], first?.[3]]);
      expect(text).to.contain("Left in Intune: nothing of ours");
      expect(await readdir(temporary)).to.deep.equal([]);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  });
});

async function runDemo(temporary: string): Promise<{ code: number | null; text: string }> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", join("engine", "demo.ts")],
    {
      cwd: repositoryFolder,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { code, text };
}
