import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { openHostProject, type ModuleType } from "./hostProject.ts";
import { installByPnpm, readme } from "./installations.ts";

const [appSnippet = "", setSnippet = "", ...others] = [
  ...readme.matchAll(/^```ts\n(.*?)^```/gms),
].map(([, code = ""]) => code);

/** The configuration that the second snippet assigns. */
const configurationId = "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11";

/** Each kind of project with one of the snippets. README's commands and `adopt` write such as have TypeScript 6 under npm. */
const projects: [what: string, type: ModuleType, code: string][] = [
  ["CommonJS", "commonjs", appSnippet],
  ["ES modules", "module", setSnippet],
];

describe("a program of README's", () => {
  it("is one of two", () => {
    expect(others).to.deep.equal([]);
  });

  for (const [what, type, code] of projects) {
    it(`runs as a project in TypeScript 5.9 under pnpm, ${what}`, async () => {
      const project = await openHostProject({
        installation: await installByPnpm(),
        type,
        files: { "index.ts": code, "profiles/field-service.mobileprovision": makeProfile() },
      });
      try {
        const { tenant } = project.tenant.emulator;
        tenant.addConfiguration({ id: configurationId, displayName: "By hand" });
        await project.up();
        const live = tenant.configurations.flatMap(({ id }) => tenant.assignmentsOf(id));
        expect(live).to.have.length(code === appSnippet ? 2 : 1);
      } finally {
        await project.close();
      }
    });
  }
});
