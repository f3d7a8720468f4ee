import type { FakeCli } from "./fakeCliSettings.js";
import { fetchToken } from "./fetchToken.js";

/**
 * Takes any command for the script of `AzurePowerShellCredential`, which sets two variables and looks for a JSON
 * object in the output.
 */
export const answerPwsh: FakeCli = async (args, settings) => {
  // The credential asks so whether there is a PowerShell.
  if (args.includes("/?")) return { stdout: "Usage: pwsh", exitCode: 0 };
  if (settings.isSignedOut) {
    return { stderr: "Get-AzAccessToken: Run Connect-AzAccount to login.", exitCode: 1 };
  }
  const resource = process.env["AZURE_IDENTITY_POWERSHELL_RESOURCE"] ?? "";
  const tenantId = process.env["AZURE_IDENTITY_POWERSHELL_TENANT_ID"] ?? "";
  const { token, expiresOn } = await fetchToken(
    { scope: `${resource}/.default`, tenantId: tenantId === "" ? undefined : tenantId },
    settings,
  );
  const answer = { ExpiresOn: expiresOn.toISOString(), Token: token };
  return { stdout: JSON.stringify(answer), exitCode: 0 };
};
