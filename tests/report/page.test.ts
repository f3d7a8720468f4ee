import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { buildTenantReport } from "../../provider/dist/report/tenantReport.js";
import { renderHtml } from "../../provider/dist/report/renderHtml.js";
import { openBrowser } from "./openBrowser.ts";
import {
  configuration,
  everything,
  exclude,
  groupNames,
  guid,
  hostileNames,
  include,
  manyConfigurations,
  nowMs,
  reportOf,
} from "./readings.ts";

const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const narrow: BrowserContextOptions = { viewport: { width: 375, height: 800 } };

const hostileGroups = hostileNames.map((name, index) => [guid(20 + index), name] as const);

const portalUrl = "https://intune.microsoft.com/#view/x";

/** One of everything, what changed, and every hostile name as a profile's and as a group's. */
const report = reportOf(
  [
    ...everything,
    ...hostileNames.map((displayName, index) =>
      configuration(100 + index, {
        displayName,
        payloadFileName: displayName,
        daysLeft: index * 20,
        entries: [include(20 + index), exclude(20 + ((index + 1) % hostileNames.length))],
      }),
    ),
  ],
  { groupNames: new Map([...groupNames, ...hostileGroups]), portalUrl },
  { since: reportOf([configuration(11, { daysLeft: 1 }), configuration(99)]) },
);

describe("the report in a browser", () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  before(async () => {
    browser = await openBrowser();
    folder = await mkdtemp(join(tmpdir(), "intune-report-"));
    url = await writePage("report.html", renderHtml(report));
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function writePage(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  }

  /** Opens a page and notes what it asks for, and what it complains of. */
  async function open(options: BrowserContextOptions, address = url) {
    const page = await browser.newPage(options);
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(address);
    return { page, requests, complaints };
  }

  const looks: Readonly<Record<string, BrowserContextOptions>> = {
    "a wide light screen": { ...wide, colorScheme: "light" },
    "a wide dark screen": { ...wide, colorScheme: "dark" },
    "a narrow light screen": { ...narrow, colorScheme: "light" },
    "a narrow dark screen": { ...narrow, colorScheme: "dark" },
  };
  for (const [look, options] of Object.entries(looks)) {
    it(`has nothing that axe finds fault with, asks and complains of nothing, and stays within ${look}`, async () => {
      const { page, requests, complaints } = await open(options);
      expect(await findFaults(page)).to.deep.equal([]);
      await page.getByLabel("Filter").fill("scanner");
      expect(requests).to.deep.equal([url]);
      expect(complaints).to.deep.equal([]);
      const overflow = "document.documentElement.scrollWidth - window.innerWidth";
      expect(await page.evaluate(overflow)).to.be.at.most(0);
      await page.close();
    });
  }

  it("makes no element and no attribute of a name", async () => {
    const { page } = await open(wide);
    expect(await page.locator("script").count()).to.equal(1);
    expect(await page.locator("img, b, [onerror], [onfocus], [autofocus]").count()).to.equal(0);
    await page.close();
  });

  it("is dark where dark is wanted", async () => {
    const grounds: unknown[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await open({ ...wide, colorScheme });
      grounds.push(await page.evaluate("getComputedStyle(document.body).backgroundColor"));
      await page.close();
    }
    expect(grounds).to.deep.equal(["rgb(244, 246, 248)", "rgb(15, 20, 25)"]);
  });

  it("lets the keyboard reach the filter and what scrolls, in this order", async () => {
    const { page } = await open(narrow);
    const reached: unknown[] = [];
    for (let presses = 0; presses < 2 + report.counts.configurations; presses += 1) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(
          "document.activeElement.getAttribute('href') ?? document.activeElement.id + document.activeElement.className",
        ),
      );
    }
    const others = reached.filter((place) => place !== portalUrl);
    expect(reached.length - others.length).to.equal(report.counts.configurations);
    expect(others.slice(0, 2)).to.deep.equal(["filter", "matrix"]);
    await page.close();
  });

  it("filters by profile and by group, says how many are left, and takes it back", async () => {
    const { page } = await open(wide);
    const filter = page.getByLabel("Filter");
    const shown = page.locator(".expiries [data-row]:visible");
    await filter.fill("warehouse scanner");
    expect(await shown.count()).to.equal(1);
    expect(await page.locator("output").innerText()).to.equal(
      `1 of ${report.counts.configurations} shown`,
    );
    expect(await page.locator(".matrix [data-row]:visible").count()).to.equal(1);
    // The name of a group: one configuration includes it and another excludes it.
    await filter.fill("family");
    expect(await shown.count()).to.equal(2);
    await filter.fill("");
    expect(await shown.count()).to.equal(report.counts.configurations);
    await page.close();
  });

  it("tells a screen reader each cell of the matrix with its row and column", async () => {
    const { page } = await open(
      wide,
      await writePage("small.html", renderHtml(reportOf(everything))),
    );
    const matrix = page.getByRole("table", { name: "Profiles, and the groups that get them" });
    const row = matrix.getByRole("row").filter({ hasText: "Site Inspection" });
    expect(await row.getByRole("rowheader").innerText()).to.equal("Site Inspection");
    expect(await row.getByRole("cell", { name: "included" }).count()).to.equal(1);
    expect(await row.getByRole("cell", { name: "excluded" }).count()).to.equal(1);
    expect(await matrix.getByRole("columnheader", { name: "Contractors" }).count()).to.equal(1);
    await page.close();
  });

  it("prints on white paper, without what only a screen has, and with nothing cut off", async () => {
    const { page } = await open({ ...wide, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).to.equal(
      "rgb(255, 255, 255)",
    );
    expect(await page.locator(".filter").isVisible()).to.be.false;
    const style = "getComputedStyle(document.querySelector('.matrix')).overflow";
    expect(await page.evaluate(style)).to.equal("visible");
    for (const heading of ["h2", ".legend", "caption", ".expiries .group"]) {
      const kept = `getComputedStyle(document.querySelector(${JSON.stringify(heading)})).breakAfter`;
      expect(await page.evaluate(kept), heading).to.equal("avoid");
    }
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).to.equal(
      "%PDF-",
    );
    await page.close();
  });

  it("keeps captions on a narrow screen, however far a table is scrolled", async () => {
    const many = buildTenantReport(manyConfigurations(30, 30), { nowMs, warnDays: 30 });
    const { page } = await open(narrow, await writePage("wide.html", renderHtml(many)));
    for (const left of [0, 400]) {
      await page.evaluate(`document.querySelector('.matrix').scrollLeft = ${left}`);
      const box = await page.locator(".matrix caption span").first().boundingBox();
      expect(box?.x).to.be.at.least(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).to.be.at.most(375);
    }
    await page.close();
  });

  it("shows a thousand configurations and two hundred groups, and filters them", async () => {
    const reading = manyConfigurations(1000, 200);
    const many = buildTenantReport({ ...reading, portalUrl }, { nowMs, warnDays: 30 });
    expect(Buffer.byteLength(renderHtml(many))).to.be.below(3_000_000);
    const { page, complaints } = await open(wide, await writePage("many.html", renderHtml(many)));
    expect(await page.locator(".expiries [data-row]").count()).to.equal(1000);
    expect(await page.locator(".matrix").count()).to.equal(10);
    await page.getByLabel("Filter").fill("app 10500");
    expect(await page.locator("output").innerText()).to.equal("1 of 1000 shown");
    expect(await page.locator(".matrix:visible").count()).to.be.within(1, 3);
    expect(complaints).to.deep.equal([]);
    await page.close();
  });
});

/** What axe finds, each with the element and the reason. The page's policy lets no script in but by the inspector. */
async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // Of what passes, axe would describe every element.
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run({ resultTypes: ["violations"] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`),
  );
}
