import { toReadable } from "../../domain/readable.js";
import { ProcessFailure } from "../processFailure.js";
import { redact, listProxySecrets } from "../redact.js";
import { describeSetting, findRow, settingNames, type GraphSettings } from "../settingsTable.js";
import type { CredentialKind, CredentialWay } from "./credentialWays.js";
import { entraAdvice, passingCode } from "./entraAdvice.js";
import { SignInProblem } from "./signInWatch.js";

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

  /** @param asked Whom the sign-in asked last. */
  constructor(
    way: CredentialWay,
    settings: GraphSettings,
    reason: unknown,
    asked = settings.authorityHost,
  ) {
    const text = hideSecrets(settings, reason instanceof Error ? reason.message : String(reason));
    // As `AADSTS7000215: Invalid client secret provided. Ensure … Trace ID: … Correlation ID: …`.
    const [, number, answer = ""] = /AADSTS(\d+):(.*)/s.exec(text) ?? [];
    const [said = ""] = answer.split("Trace ID:", 1);
    const traceId = /Trace ID:\s*([\da-f-]+)/i.exec(text)?.[1];
    const advice =
      reason instanceof SignInProblem ? reason.advice : adviseWithoutAnswer(way, text, asked);
    super(
      `Cannot sign in to Microsoft Entra: with ${way.label}${describeUsed(way, settings)}` +
        (number === undefined
          ? `: ${toSentence(text)} ${advice}`
          : `, Entra answered AADSTS${number}: ${toSentence(said)} ` +
            `${traceId === undefined ? "" : `(trace id ${traceId}) `}${adviseAnswer(number)}`),
    );
    this.kind = way.kind;
    this.code = number && `AADSTS${number}`;
    this.isRefusal = number !== undefined && Object.hasOwn(entraAdvice, number);
  }
}

function adviseAnswer(number: string): string {
  if (`AADSTS${number}` === passingCode) return "Run the command again later.";
  return entraAdvice[number] ?? "Microsoft's reference of AADSTS codes says more.";
}

function describeUsed(way: CredentialWay, settings: GraphSettings): string {
  const names = new Set([...way.needs, ...way.triggers, "authorityHost" as const]);
  const used = [...names].filter((name) => settings.origins[name] !== undefined);
  if (used.length === 0) return "";
  return ` (${used.map((name) => describeSetting(settings, name)).join(", ")})`;
}

/** What to do about a sign-in of a kind that asks other services than Entra, where nobody has said more. */
const adviceByKind: Partial<Readonly<Record<CredentialKind, string>>> = {
  managedIdentity:
    "Check that this machine has a managed identity, and that it is the one of intune:clientId where that is set.",
  azureCli: "Sign in with `az login`, `azd auth login` or `Connect-AzAccount`.",
  default:
    "Set intune:tenantId, intune:clientId and a credential of theirs, or sign in with `az login`.",
};

function adviseWithoutAnswer({ kind }: CredentialWay, text: string, asked: string): string {
  const reach = `that this machine reaches ${asked} (proxy, certificates).`;
  // MSAL says no more when the authority has no metadata for the tenant.
  if (text.includes("endpoints_resolution_error"))
    return `Check that the tenant exists in this cloud, and ${reach}`;
  return adviceByKind[kind] ?? `Check these settings, and ${reach}`;
}

/** Far more than Entra says, little enough to search. */
const longestRead = 10_000;

function toSentence(text: string): string {
  const line = toReadable(text.replaceAll(/\s+/g, " ").trim());
  return line.endsWith(".") ? line : `${line}.`;
}

/** None is expected in what a credential says; but it says also what others have answered it. */
function hideSecrets(settings: GraphSettings, text: string): string {
  const secrets = settingNames
    .filter((name) => findRow(name).isSecret === true)
    .flatMap((name) => settings[name] ?? []);
  return redact(text, [...secrets.map(String), ...listProxySecrets()]).slice(0, longestRead);
}
