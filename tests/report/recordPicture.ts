import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { openTenant } from "../../provider/dist/cli/readTenant.js";
import { readForReport } from "../../provider/dist/cli/reportTenant.js";
import { createProgress } from "../../provider/dist/cli/terminal.js";
import { buildTenantReport } from "../../provider/dist/report/tenantReport.js";
import { renderHtml } from "../../provider/dist/report/renderHtml.js";
import { trustAuthority } from "../emulator/trust.ts";
import { openBrowser } from "./openBrowser.ts";
import { fillPictureTenant, pictureTimeMs } from "./pictureTenant.ts";

/** `npm run report-picture`: takes the picture of the docs anew. The clock, the ids and the fonts are always the same. */
const pictureFile = join(import.meta.dirname, "..", "..", "docs", "report.png");

async function readReport(emulator: Emulator): Promise<string> {
  trustAuthority(emulator.caCertificatePem);
  const [application] = emulator.applications;
  const env = {
    INTUNE_GRAPH_ENDPOINT: emulator.httpsUrl,
    AZURE_AUTHORITY_HOST: emulator.httpsUrl,
    AZURE_TENANT_ID: emulator.tenantId,
    AZURE_CLIENT_ID: application?.clientId,
    AZURE_CLIENT_SECRET: application?.clientSecret,
  };
  const tenant = openTenant({ env, stderr: process.stderr });
  const progress = createProgress(process.stderr, process.env);
  const reading = await readForReport(tenant, {}, progress);
  return renderHtml(buildTenantReport(reading, { nowMs: pictureTimeMs, warnDays: 30 }));
}

async function takePicture(html: string, folder: string): Promise<void> {
  const file = join(folder, "report.html");
  await writeFile(file, html);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width: 1200, height: 800 },
      colorScheme: "light",
    });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: pictureFile, fullPage: true });
  } finally {
    await browser.close();
  }
}

const emulator = await createEmulator();
const folder = await mkdtemp(join(tmpdir(), "intune-picture-"));
try {
  fillPictureTenant(emulator);
  await takePicture(await readReport(emulator), folder);
} finally {
  await emulator.close();
  await rm(folder, { recursive: true });
}
