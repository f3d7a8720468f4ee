import { createHash } from "node:crypto";
import { expect } from "chai";
import { renderHtml } from "../../provider/dist/report/renderHtml.js";
import {
  configuration,
  everything,
  expectNothing,
  guid,
  hostileNames,
  include,
  readingOf,
  reportOf,
} from "./readings.ts";

describe("renderHtml", () => {
  it("names no address, not even in a comment, and lets nothing be asked for", () => {
    const page = renderHtml(reportOf(everything));
    expect(page).not.to.match(/https?:|url\(|@import|<link|<img|<iframe/u);
    expect(page).to.include(`content="default-src &#39;none&#39;;`);
  });

  it("leads from each profile to the portal, and to no other place", () => {
    const portalUrl = "https://portal.example/#view/x";
    const page = renderHtml(reportOf(everything, { portalUrl }));
    expect(page.match(/https?:[^"]*/gu)).to.deep.equal(everything.map(() => portalUrl));
    expect(page).to.include(`<a href="${portalUrl}" rel="noreferrer">${guid(11)}</a>`);
  });

  it("shows the earlier end and which of both it is", () => {
    const early = configuration(11, { certificateEnds: ["2026-12-01T00:00:00Z"] });
    expect(renderHtml(reportOf([early]))).to.match(
      /1 December 2026<\/time>\s*<small>in 5 days; certificate; profile 2027-03-05<\/small>/u,
    );
  });

  it("allows its own script by its hash, and has no other", () => {
    const page = renderHtml(reportOf(everything));
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/gu)].map(([, text]) => text);
    expect(scripts).to.have.length(1);
    const hash = createHash("sha256")
      .update(scripts[0] ?? "")
      .digest("base64");
    expect(page).to.include(`script-src &#39;sha256-${hash}&#39;`);
  });

  for (const name of hostileNames.filter((each) => /[<>"'&]/u.test(each))) {
    it(`shows ${name.slice(0, 40)} as text wherever it stands`, () => {
      const groupNames = new Map([[guid(1), name]]);
      const { configurations } = readingOf([
        configuration(11, { displayName: name, payloadFileName: name, entries: [include(1)] }),
        configuration(12, { displayName: name, entries: [include(9)] }),
      ]);
      expect(renderHtml(reportOf(configurations, { groupNames }))).not.to.include(name);
    });
  }

  it("says so where there is nothing", () => {
    const page = renderHtml(reportOf([]));
    expectNothing(page);
  });

  it("lists who could not be read where nobody else gets anything", () => {
    expect(renderHtml(reportOf([configuration(11, { refusedWith: 403 })]))).to.match(
      /Who gets what<\/h2>\s*<ul class="assignments">\s*<li data-row="[^"]*">\s*<bdi>App 11<\/bdi>: not readable \(403\)/u,
    );
  });

  it("says how many groups could not be looked up", () => {
    const report = reportOf([configuration(11, { entries: [include(1)] })], {
      groupNames: new Map([[guid(1), ""]]),
    });
    expect(renderHtml(report)).to.include("1 group could not be looked up");
  });
});
