import { expect } from "chai";
import fc from "fast-check";
import ts from "typescript";
import type { AdoptableTenant } from "../../provider/dist/adopt/adoptableTenant.js";
import type { ProjectFiles } from "../../provider/dist/adopt/projectFiles.js";
import {
  readExistingProject,
  type ExistingProject,
} from "../../provider/dist/adopt/existingProject.js";
import { planProject as makePlan } from "../../provider/dist/adopt/planProject.js";
import { writeComment, writeString } from "../../provider/dist/adopt/writeCode.js";
import { anyCharacter } from "../domain/anyCharacter.ts";

const planProject = (tenant: AdoptableTenant, existing?: ExistingProject): ProjectFiles =>
  makePlan(tenant, { projectName: "adopted" }, existing).files;

const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 90 }),
  fc.string({ unit: fc.constantFrom("\\", '"', "'", "`", "$", "{", "\n", "\r", "/", "*", "@") }),
  fc.constantFrom(
    "*/ process.exit(1) /*",
    "`${process.exit()}`",
    "line\nprocess.exit()\r\u2028\u2029// \u202eback\u200b\ufeff",
    "@ts-expect-error",
    "@ts-nocheck",
    "../../../../etc/passwd",
    "..\\..\\con",
    "##vso[task.complete]x",
    "::error::x",
    "half \ud83d",
    "",
  ),
);

/** Ids as the parse edge would never let them in. */
const anyId = fc.oneof(
  fc.uuid(),
  anyText,
  fc.constantFrom("../../x", "..", "/etc/x", "C:\\x", "a/../../b", "\0", "index"),
);

/** What no reader of the code, and no pipeline that prints it, may get. */
const harmful = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##vso\[|^\s*::error::/u;

const parse = (code: string): ts.SourceFile =>
  ts.createSourceFile("a.ts", code, ts.ScriptTarget.ES2023, true);

function expectNoErrors(code: string): void {
  const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true });
  expect(diagnostics?.map(({ messageText }) => messageText)).to.deep.equal([]);
}

describe("a name that becomes code", () => {
  it("is one string literal that reads back the same", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const code = writeString(text);
        const file = parse(`f(${code});`);
        const [statement, ...others] = file.statements;
        expect(others).to.have.length(0);
        const call = (statement as ts.ExpressionStatement).expression as ts.CallExpression;
        expect(call.arguments).to.have.length(1);
        const [literal] = call.arguments;
        if (literal === undefined || !ts.isStringLiteralLike(literal)) expect.fail(code);
        expect(literal.text).to.equal(text);
        expect(code).not.to.match(harmful);
        expectNoErrors(`f(${code});`);
      }),
      { numRuns: 500 },
    );
  });

  it("ends no comment, and is no directive to the compiler", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const comment = writeComment(text);
        const file = parse(`${comment}\nf();\n`);
        expect(file.statements.map((statement) => statement.getText())).to.deep.equal(["f();"]);
        expect(comment.split(/\r\n|[\n\r\u2028\u2029]/u)).to.have.length(1);
        expect(file).to.have.property("commentDirectives", undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

interface Names {
  id: string;
  displayName: string;
  payloadFileName: string;
  groupId: string;
  groupName: string;
  filterId: string;
  collectionId: string;
  obstacle: string;
  isManaged: boolean;
}

const someNames = fc.uniqueArray(
  fc.record<Names>({
    id: anyId,
    displayName: anyText,
    payloadFileName: anyText,
    groupId: anyId,
    groupName: anyText,
    filterId: anyText,
    collectionId: anyText,
    obstacle: anyText,
    isManaged: fc.boolean(),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 3 },
);

function toTenant(all: readonly Names[]): AdoptableTenant {
  return {
    configurations: all.map((names) => ({
      configuration: {
        id: names.id,
        displayName: names.displayName,
        description: names.obstacle,
        payload: Buffer.from("profile").toString("base64"),
        payloadFileName: names.payloadFileName,
        expirationDateTime: null,
        roleScopeTagIds: [names.filterId],
        createdDateTime: "2026-01-01T00:00:00Z",
        lastModifiedDateTime: "2026-01-01T00:00:00Z",
        version: 1,
      },
      assignments: [
        {
          type: "groupAssignmentTarget",
          groupId: names.groupId,
          filterId: names.filterId,
          filterType: "include",
        },
        {
          type: "configurationManagerCollectionAssignmentTarget",
          collectionId: names.collectionId,
        },
      ],
      undeclarable: [
        { entry: { type: "unrecognized", target: names.groupName }, reason: "is odd" },
      ],
      groupAssignments: [],
      allowsExpired: false,
      obstacles: names.isManaged ? [] : [names.obstacle],
    })),
    groupNames: new Map(all.map(({ groupId, groupName }) => [groupId, groupName])),
    distinctGroupIds: new Set(all.flatMap(({ groupId }, index) => (index % 2 ? [groupId] : []))),
  };
}

/** A path of the project, whichever system reads it. */
const withinProject =
  /^(?:apps\/[\da-z-]+\.ts|profiles\/[\da-z-]+\.(?:mobileprovision|xml)|index\.ts|groups\.ts|import\.json|Pulumi\.yaml|package\.json|tsconfig\.json|\.gitattributes|\.gitignore|\.prettierignore)$/i;

const plan = (tenant: AdoptableTenant): ProjectFiles => planProject(tenant);

describe("a project, whatever names and ids a tenant has", () => {
  it("has no file outside its folder, also when it is added to", () => {
    fc.assert(
      fc.property(someNames, (all) => {
        const files = plan(toTenant(all.slice(1)));
        const modules = new Map(
          [...files].flatMap(([path, text]) =>
            path.endsWith(".ts") && typeof text === "string" ? [[path, text] as const] : [],
          ),
        );
        const existing = readExistingProject(modules);
        const added = planProject(toTenant(all), existing);
        for (const path of [...files.keys(), ...added.keys()]) expect(path).to.match(withinProject);
      }),
      { numRuns: 500 },
    );
  });

  it("is code without an error, in which nothing runs but constructions", () => {
    fc.assert(
      fc.property(someNames, (all) => {
        for (const [path, text] of plan(toTenant(all))) {
          if (typeof text !== "string") continue;
          for (const line of text.split("\n")) expect(line, path).not.to.match(harmful);
          if (path.endsWith(".json")) expect(JSON.parse(text)).to.be.an("object");
          if (!path.endsWith(".ts")) continue;
          expectNoErrors(text);
          expect(parse(text)).to.have.property("commentDirectives", undefined);
          for (const statement of parse(text).statements)
            expect(statement.getText()).to.match(
              /^(?:import |export const (?:app|assignments|groups)\b)/,
            );
        }
      }),
      { numRuns: 100 },
    );
  });
});
