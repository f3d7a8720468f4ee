import { toCode } from "../domain/readable.js";
import { renderCsv } from "../report/renderCsv.js";
import { renderHtml } from "../report/renderHtml.js";
import { renderMarkdown } from "../report/renderMarkdown.js";
import { renderText, type TextOptions } from "../report/renderText.js";
import type { TenantReport } from "../report/tenantReport.js";
import type { ReportFormat } from "./reportOptions.js";

type Render = (report: TenantReport, options: TextOptions) => string;

const renderers: Readonly<Record<ReportFormat, Render>> = {
  text: renderText,
  html: renderHtml,
  markdown: renderMarkdown,
  csv: renderCsv,
  json: (report) => `${toCode(report, 2)}\n`,
};

export function renderReport(
  report: TenantReport,
  format: ReportFormat,
  options: TextOptions,
): string {
  return renderers[format](report, options);
}
