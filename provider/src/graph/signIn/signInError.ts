import { ProcessFailure } from "../processFailure.js";
import { redact, listProxySecrets } from "../redact.js";
import { describeSetting, findRow, settingNames, type GraphSettings } from "../settingsTable.js";
import type { CredentialKind, CredentialWay } from "./credentialWays.js";
import { entraAdvice } from "./entraAdvice.js";
import { SignInProblem } from "./signInProblem.js";

/**
 * Signing in failed. The message says how it was tried, what Entra answered and what to do; it holds no secret. The
 * error underneath is not kept: those of @azure/identity carry requests and answers.
 */
export class SignInError extends ProcessFailure {
  override readonly name = "SignInError";
  readonly summary = "signing in failed";
  readonly kind: CredentialKind;
  /** Entra's code, as `AADSTS7000215`, where it gave one. */
  readonly code: string | undefined;
  /** Entra knows this credential, application or tenant not to be right: a new request would end the same way. */
  readonly isRefusal: boolean;

  constructor(way: CredentialWay, settings: GraphSettings, reason: unknown) {
    const told = reason instanceof Error ? reason.message : String(reason);
    const text = hideSecrets(settings, told).slice(0, longestRead);
    const answer = parseAnswer(text);
    super(
      `Cannot sign in to Microsoft Entra: ${describeAnswer(way, settings, answer, { text, reason })}`,
    );
    this.kind = way.kind;
    this.code = answer && `AADSTS${answer.number}`;
    this.isRefusal = answer !== undefined && Object.hasOwn(entraAdvice, answer.number);
  }
}

interface EntraAnswer {
  number: string;
  sentence: string;
  traceId: string | undefined;
}

/** As `AADSTS7000215: Invalid client secret provided. Ensure … Trace ID: … Correlation ID: …`. */
function parseAnswer(text: string): EntraAnswer | undefined {
  const [, number, rest] = /AADSTS(\d+):\s*([^\n]*)/.exec(text) ?? [];
  if (number === undefined || rest === undefined) return undefined;
  const [sentence = ""] = rest.split(/\.?\s+Trace ID:|\.(?:\s|$)/);
  const reason = /\[Reason - (.*?)\.?[,\]]/.exec(rest)?.[1];
  return {
    number,
    sentence: reason === undefined ? sentence : `${sentence}: ${reason}`,
    traceId: /Trace ID:\s*([\da-f-]+)/i.exec(text)?.[1],
  };
}

function describeAnswer(
  way: CredentialWay,
  settings: GraphSettings,
  answer: EntraAnswer | undefined,
  { text, reason }: { text: string; reason: unknown },
): string {
  const tried = `with ${way.label}${describeUsed(way, settings)}`;
  if (answer === undefined) {
    const problem = reason instanceof SignInProblem ? reason : undefined;
    const advice = problem?.advice ?? adviseWithoutAnswer(way, settings, text);
    return `${tried}: ${cutText(text)} ${advice}`;
  }
  const { number, sentence, traceId } = answer;
  const trace = traceId === undefined ? "" : ` (trace id ${traceId})`;
  const advice = entraAdvice[number] ?? "Microsoft's reference of AADSTS codes says more.";
  return `${tried}, Entra answered AADSTS${number}: ${sentence}${trace}. ${advice}`;
}

function describeUsed(way: CredentialWay, settings: GraphSettings): string {
  const names = new Set([...way.needs, ...way.triggers, "authorityHost" as const]);
  const used = [...names].filter((name) => settings.origins[name] !== undefined);
  if (used.length === 0) return "";
  return ` (${used.map((name) => describeSetting(settings, name)).join(", ")})`;
}

function adviseWithoutAnswer(way: CredentialWay, settings: GraphSettings, text: string): string {
  const reach = `that this machine reaches ${settings.authorityHost} (proxy, certificates).`;
  // MSAL says no more when the authority has no metadata for the tenant.
  if (text.includes("endpoints_resolution_error")) {
    return `Check that the tenant exists in this cloud, and ${reach}`;
  }
  if (way.kind !== "default") return `Check these settings, and ${reach}`;
  return "Set intune:tenantId, intune:clientId and a credential of theirs, or sign in with `az login`.";
}

/** Far more than Entra says, little enough to search. */
const longestRead = 10_000;
const longestText = 1_000;

function cutText(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const cut = line.length > longestText ? `${line.slice(0, longestText)}…` : line;
  return /[.…]$/.test(cut) ? cut : `${cut}.`;
}

/** Nothing of the kind is expected in what a credential says; but it says also what others have answered it. */
function hideSecrets(settings: GraphSettings, text: string): string {
  const secrets = settingNames
    .filter((name) => findRow(name).isSecret === true)
    .flatMap((name) => settings[name] ?? [])
    .map(String);
  return redact(text, [...secrets, ...listProxySecrets()]);
}
