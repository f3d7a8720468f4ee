import { expect } from "chai";
import { findDeadImports } from "../../provider/dist/adopt/existingProject.js";

describe("findDeadImports", () => {
  const rows: [code: string, specifiers: string[]][] = [
    [`import "./apps/a";`, ["./apps/a"]],
    [`import * as a from './a'\nimport type { B } from "./b.js";`, ["./a", "./b.js"]],
    [`import {\n  a,\n  b,\n} from "./c";`, ["./c"]],
    [`export * from "./d";\nexport { e } from "./e";`, ["./d", "./e"]],
    [`import * as pulumi from "@pulumi/pulumi";`, []],
    [`const f = await import("./f");`, ["./f"]],
    [`// import "./apps/a";`, []],
    [`export const path = "./apps/a";`, []],
    [`const text = 'import "./apps/a"';`, []],
    [`import "../beside";`, []],
  ];
  for (const [code, specifiers] of rows) {
    it(`finds ${specifiers.join(", ") || "none"} in ${JSON.stringify(code)}`, () => {
      const found = findDeadImports(new Map([["index.ts", code]]));
      expect(found.map(({ specifier }) => specifier)).to.deep.equal(specifiers);
    });
  }

  const targets: [specifier: string, file: string][] = [
    ["../groups", "groups.ts"],
    ["../groups.js", "groups.ts"],
    ["./types", "apps/types.d.ts"],
    ["./b", "apps/b/index.ts"],
    ["..", "index.ts"],
    ["../data.json", "data.json"],
    ["./v1.2", "apps/v1.2.ts"],
  ];
  for (const [specifier, file] of targets) {
    it(`takes ${specifier} in a module of apps/ for ${file}`, () => {
      const module = ["apps/a.ts", `import "${specifier}";`] as const;
      expect(findDeadImports(new Map([module]))).to.have.length(1);
      expect(findDeadImports(new Map([module, [file, undefined]]))).to.deep.equal([]);
    });
  }
});
