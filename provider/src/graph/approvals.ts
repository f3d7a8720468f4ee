import { hash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { countWords, isRecord, toRecord } from "../domain/values.js";
import { orExclude, whereToApprove, type GraphFailure, type GraphRequest } from "./graphError.js";
import { tryParse } from "./parseJson.js";
import { SettingsError } from "./settingText.js";

/** `requestSha256`: of method, path and body, because Graph accepts a code only with the same request. */
const waitingKeys = ["action", "code", "requestSha256", "requestedAt"] as const;

type WaitingChange = Record<(typeof waitingKeys)[number], string>;

const codeHeader = "x-msft-approval-code";
const justificationHeader = "x-msft-approval-justification";

/** Asks for Multi Admin Approval. A file keeps the codes until the next run. */
export class Approvals {
  #waiting: WaitingChange[] | undefined;

  constructor(
    private readonly justification: string,
    private readonly file: string,
  ) {}

  headersFor(write: GraphRequest): Record<string, string> {
    const code = this.#find(write)?.code;
    const justification = Buffer.from(this.justification).toString("base64");
    return { [justificationHeader]: justification, ...(code && { [codeHeader]: code }) };
  }

  /** Returns sentences for the user. */
  settle(write: GraphRequest, failure?: GraphFailure): string | undefined {
    if (failure?.approvalCode !== undefined) return this.#wait(write, failure.approvalCode);
    const sent = this.#find(write);
    const isDecided = failure === undefined || [400, 403, 412].includes(failure.status ?? 0);
    if (sent === undefined || !isDecided) return undefined;
    const unsaved = this.#save(this.#read().filter((change) => change !== sent));
    if (failure === undefined) return undefined;
    return (
      `The approval code ${sent.code} is of no use: it was rejected, has expired or was used. ` +
      `Run the command again to ask for a new approval.${unsaved}`
    );
  }

  #wait(write: GraphRequest, code: string): string {
    const { action } = write;
    const requestSha256 = hashOf(write);
    const { earlier = [], others = [] } = Object.groupBy(this.#read(), (change) =>
      change.action === action ? "earlier" : "others",
    );
    const requestedAt = new Date().toISOString();
    const unsaved = this.#save([...others, { action, code, requestSha256, requestedAt }]);
    const outdated = earlier.some((change) => change.requestSha256 !== requestSha256)
      ? "An earlier approval no longer fits: the program or what is live has changed since, so this is a new request. "
      : "";
    return (
      `${outdated}Waiting for approval: ${countWords(others.length + 1, "change")}, listed in ${this.file}. ` +
      `This one has the code ${code}. ${whereToApprove} Then run the same command again with that file. ${orExclude}${unsaved}`
    );
  }

  #find(write: GraphRequest): WaitingChange | undefined {
    const requestSha256 = hashOf(write);
    return this.#read().find((change) => change.requestSha256 === requestSha256);
  }

  /** @throws SettingsError if the file holds something else: it is never overwritten. */
  #read(): WaitingChange[] {
    return (this.#waiting ??= readWaiting(this.file));
  }

  /** Returns a sentence if the file can't be written. */
  #save(waiting: WaitingChange[]): string {
    this.#waiting = waiting;
    try {
      const partial = `${this.file}.${process.pid}.partial`;
      writeFileSync(partial, `${JSON.stringify({ waiting }, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(partial, this.file);
      return "";
    } catch (error) {
      return ` ${this.file} cannot be written: ${(error as Error).message}.`;
    }
  }
}

function hashOf({ method, path, body }: GraphRequest): string {
  return hash("sha256", [method, path, body && JSON.stringify(body)].join("\n"));
}

function readWaiting(file: string): WaitingChange[] {
  let reason = "it is no file that this provider has written";
  try {
    const { waiting } = toRecord(tryParse(readFileSync(file, "utf8")));
    if (Array.isArray(waiting) && waiting.every(isWaiting)) return waiting;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    reason = (error as Error).message;
  }
  throw new SettingsError(
    `intune:approvalsFile names ${file}, which cannot be used: ${reason}. Name another file, or delete this one: the ` +
      "approvals in it then have to be asked for again.",
  );
}

function isWaiting(value: unknown): value is WaitingChange {
  return isRecord(value) && waitingKeys.every((key) => typeof value[key] === "string");
}

/** Intune may nest the headers in a document. */
export function findApprovalCode(headers: Readonly<Record<string, string>>, text: string) {
  const nested = /x-msft-approval-code\W{1,20}([\w-]{1,100})/i.exec(text)?.[1];
  const code = headers[codeHeader] ?? nested;
  // It goes back into a header.
  return code !== undefined && /^[\w.-]{1,200}$/.test(code) ? code : undefined;
}
