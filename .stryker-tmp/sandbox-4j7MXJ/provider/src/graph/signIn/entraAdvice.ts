/**
 * What a person can do about Entra's codes. Source: Microsoft's reference of AADSTS codes and its pages on federated
 * credentials.
 */
// @ts-nocheck

export const entraAdvice: Readonly<Record<string, string>> = {
  "70011": "Check intune:environment: Graph of one cloud is unknown to the sign-in of another.",
  "90002": "Check intune:tenantId, and intune:environment: each cloud has tenants of its own.",
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
    "Make the subject of the application's federated credential the one that Entra names, letter by letter: it changes with the branch, the environment and the trigger of a job.",
};
