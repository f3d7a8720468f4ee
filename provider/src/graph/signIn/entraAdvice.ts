/** Source: Microsoft's reference of AADSTS codes and its pages on federated credentials. */
export const entraAdvice: Readonly<Record<string, string>> = {
  "50059": "Set intune:tenantId to the tenant's id or one of its domains.",
  "50196":
    "There were too many sign-ins of this application within minutes: wait some, and start fewer runs at once.",
  "53003":
    "A policy of Conditional Access for workload identities blocks this sign-in: Entra's sign-in log names it. Run where it allows to, or have it changed.",
  "70011": "Check intune:environment: Graph of one cloud is unknown to the sign-in of another.",
  "90002": "Check intune:tenantId, and intune:environment: each cloud has tenants of its own.",
  "530035":
    "The tenant's security defaults block this sign-in: sign in as an application, not as a user.",
  "500011": "Check intune:environment and intune:graphEndpoint: this tenant knows no such Graph.",
  "700016":
    "Check intune:clientId (the application's id, not its object's), and that it is of this tenant and cloud.",
  "700024":
    "The assertion is not, or no longer, valid: check this machine's clock, and get a new token where one was passed on.",
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

/** Entra's database was briefly unavailable. */
export const passingCode = "AADSTS90033";
