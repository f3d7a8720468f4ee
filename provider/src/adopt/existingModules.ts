import { configurationClass } from "./renderApp.js";
import { dropChecksumLine, readChecksums, type Checksums } from "./checksums.js";

/** The module of one configuration, in a project that is there. */
export interface ExistingModule {
  path: string;
  text: string;
  /** Undefined where `adopt` has not written it, or it declares several. */
  checksums: Checksums | undefined;
  /** The text without the line of checksums. */
  body: string;
  /** Of its resources. */
  name: string;
  payloadPath: string | undefined;
  /** It declares the configuration itself, not only who gets it. */
  declaresConfiguration: boolean;
  isImported: boolean;
}

const declaredId = /^\s*(?:adoptId|configurationId):\s*["'`]([0-9a-f-]{36})["'`]/gim;
const importedName = /(?:\bfrom|\bimport)\b[\s(]*["'`][^"'`\n]*\/([^"'`\n/]+?)(?:\.[jt]s)?["'`]/g;

/** The modules that declare configurations, by the configuration's id. @param files plain texts, by path. */
export function findModules(files: ReadonlyMap<string, string>): Map<string, ExistingModule> {
  const imported = new Set(
    [...files.values()].flatMap((text) => [...text.matchAll(importedName)].map(([, name]) => name)),
  );
  const modules = new Map<string, ExistingModule>();
  for (const [path, text] of files) {
    const ids = new Set([...text.matchAll(declaredId)].map(([, id = ""]) => id.toLowerCase()));
    const module = {
      ...readModule(path, text),
      ...(ids.size > 1 && { checksums: undefined }),
      isImported: path === "index.ts" || imported.has(/([^/]+)\.ts$/.exec(path)?.[1]),
    };
    for (const id of ids) if (modules.get(id)?.checksums === undefined) modules.set(id, module);
  }
  return modules;
}

function readModule(path: string, text: string): Omit<ExistingModule, "isImported"> {
  const [, name] = /\bnew \w+\(\s*["'`]([^"'`\\\n]+)["'`]/.exec(text) ?? [];
  const [, payloadPath] =
    /["'`](profiles\/[^"'`/\\\n]+\.(?:mobileprovision|xml))["'`]/i.exec(text) ?? [];
  return {
    path,
    text,
    checksums: name === undefined ? undefined : readChecksums(text),
    body: dropChecksumLine(text),
    name: name ?? "",
    payloadPath,
    declaresConfiguration: text.includes(`new ${configurationClass}(`),
  };
}
