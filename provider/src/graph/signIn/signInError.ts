import { toReadable } from "../../domain/readable.js";
import { ProcessFailure } from "../graphError.js";
import { redact } from "../redact.js";
import { findRow, settingNames, type GraphSettings } from "../settingsTable.js";
import { describeOrigins, type CredentialWay } from "./chooseCredential.js";
import { SignInProblem } from "./signInWatch.js";

/** Source: Microsoft's reference of AADSTS codes and its pages on federated credentials. */
export const entraAdvice: Readonly<Record<string, string>> = {
  "50059": "Set intune:tenantId to the tenant's id or one of its domains.",
  "50196": "There were too many sign-ins within minutes: wait, and start fewer runs at once.",
  "53003":
    "A policy of Conditional Access for workload identities blocks this sign-in: Entra's sign-in log names it. Run where it allows to, or have it changed.",
  "70011": "Check intune:environment: Graph of one cloud is unknown to the sign-in of another.",
  "90002": "Check intune:tenantId, and intune:environment: each cloud has tenants of its own.",
  "90033": "Run the command again later.",
  "530035": "Security defaults block this sign-in: sign in as an application, not as a user.",
  "500011": "Check intune:environment and intune:graphEndpoint: this tenant knows no such Graph.",
  "700016": "Check intune:clientId (the application's id, not its object's), tenant and cloud.",
  "700024": "The assertion is not valid now: check this machine's clock, or pass on a new token.",
  "700027":
    "Check that this very certificate is registered for the application and has not expired.",
  "7000215": "Check intune:clientSecret: it is the secret's value, not its id.",
  "7000222": "The client secret has expired: create a new one for the application.",
  "700211":
    "Make the issuer of the application's federated credential the one that Entra names, letter by letter.",
  "700212":
    "Make the audience of the application's federated credential the one that Entra names, or set intune:oidcAudience.",
  "700213":
    "Make the subject of the application's federated credential the one that Entra names, letter by letter: it changes with the branch, the environment and the trigger of a job, and holds ids where the repository was made, renamed or transferred since July 2026.",
  "7000112":
    "The application is disabled: enable its enterprise application in this tenant, or ask who disabled it.",
  "7000229":
    "The application has no service principal in this tenant: create it (az ad sp create --id), or check intune:clientId and intune:tenantId.",
  "7002138":
    "Write the subject of the application's federated credential as Entra names it, in the same letter case. Where it is the same already, delete that credential and create it again.",
};

/** Entra's database was briefly unavailable: no refusal. */
export const passingCode = "AADSTS90033";

/** As in `AADSTS7000215: Invalid client secret… Trace ID: … Correlation ID: …` */
const answerForm = /(AADSTS(\d+)):(.*?)(?:Trace ID:\s*([\da-f-]*)|$)/s;

/** Holds no secret. The cause is dropped: @azure/identity's errors carry requests and responses. */
export class SignInError extends ProcessFailure {
  override readonly name = "SignInError";
  readonly summary = "signing in failed";
  /** As `AADSTS7000215`. */
  readonly code: string | undefined;
  /** Entra knows the credential, application or tenant to be wrong: a retry is useless. */
  readonly isRefusal: boolean;

  /** @param asked Whom the sign-in asked last. */
  constructor(way: CredentialWay, settings: GraphSettings, reason: unknown, asked?: string) {
    const text = hideSecrets(settings, reason instanceof Error ? reason.message : String(reason));
    const [, code, number = "", said = "", traceId] = answerForm.exec(text) ?? [];
    const used = describeOrigins(settings, [...way.needs, ...way.triggers, "authorityHost"]);
    const traced = traceId ? ` (trace id ${traceId})` : "";
    const service = asked ?? settings.authorityHost;
    const advice = reason instanceof SignInProblem ? reason.advice : advise(way, text, service);
    super(
      `Cannot sign in to Microsoft Entra: with ${way.label}${used && ` (${used})`}` +
        (code === undefined
          ? `: ${toSentence(text)} ${advice}`
          : `, Entra answered ${code}: ${toSentence(said)}${traced} ` +
            (entraAdvice[number] ?? "Microsoft's reference of AADSTS codes says more.")),
    );
    this.code = code;
    this.isRefusal = Object.hasOwn(entraAdvice, number) && code !== passingCode;
  }
}

/** For services other than Entra. */
const adviceByKind: Partial<Record<CredentialWay["kind"], string>> = {
  managedIdentity:
    "Check that this machine has a managed identity, and that it is the one of intune:clientId where that is set.",
  azureCli: "Sign in with `az login`, `azd auth login` or `Connect-AzAccount`.",
  default:
    "Set intune:tenantId, intune:clientId and a credential of theirs, or sign in with `az login`.",
};

function advise({ kind }: CredentialWay, text: string, service: string): string {
  const reach = `that this machine reaches ${service} (proxy, certificates).`;
  // MSAL's only word for a tenant without metadata.
  if (text.includes("endpoints_resolution_error"))
    return `Check that the tenant exists in this cloud, and ${reach}`;
  return adviceByKind[kind] ?? `Check these settings, and ${reach}`;
}

function toSentence(text: string): string {
  const line = toReadable(text.replaceAll(/\s+/g, " ").trim());
  return line.endsWith(".") ? line : `${line}.`;
}

/** The text may repeat what others answered. */
function hideSecrets(settings: GraphSettings, text: string): string {
  const secrets = settingNames
    .filter((name) => findRow(name).isSecret)
    .flatMap((name) => settings[name] ?? []);
  return redact(text, secrets.map(String));
}
