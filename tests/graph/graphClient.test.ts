import { expect } from "chai";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { graphEndpoint, json, link, list, page, path, text, token } from "./scriptedList.ts";

describe("graphClient.list", () => {
  it("reads every page, in order, also an empty one in between", async () => {
    const { items, requests } = await list(
      page([1, 2], link("a%2Fb")),
      page([], link("c")),
      page([3]),
    );
    expect(items).to.deep.equal([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      `GET ${graphEndpoint}${path}`,
      `GET ${link("a%2Fb")}`,
      `GET ${link("c")}`,
    ]);
  });

  for (const last of [null, ""]) {
    it(`ends at the link ${JSON.stringify(last)}, and follows one without a host`, async () => {
      const { items, requests } = await list(page([1], `${path}?$skiptoken=a`), page([2], last));
      expect(items).to.deep.equal([{ id: 1 }, { id: 2 }]);
      expect(requests[1]?.url).to.equal(link("a"));
    });
  }

  it("signs every request, and gives each an id of its own", async () => {
    const { requests } = await list(page([], link("a")), page([]));
    const signed = requests.map(({ headers }) => headers["Authorization"]);
    expect(signed).to.deep.equal([`Bearer ${token}`, `Bearer ${token}`]);
    expect(new Set(requests.map(({ headers }) => headers["client-request-id"])).size).to.equal(2);
    expect(requests.every(({ body }) => body === undefined)).to.be.true;
  });

  const loops: [what: string, script: HttpResponse[]][] = [
    ["itself", [page([1], graphEndpoint + path)]],
    ["an earlier page", [page([1], link("a")), page([2], link("b")), page([3], link("a"))]],
  ];
  for (const [what, script] of loops) {
    it(`notices a page that leads back to ${what}, and sends nothing more`, async () => {
      const { error, requests } = await list(...script);
      expect(error?.message).to.match(/^Cannot read the things: .* lead back to themselves/);
      expect(requests).to.have.lengthOf(script.length);
    });
  }

  it("reads no more than five empty pages in a row, though each leads to another", async () => {
    const endless = Array.from({ length: 9 }, (_, index) => page([], link(`${index}`)));
    const { error, requests } = await list(page([1], link("a")), ...endless);
    expect(error?.message).to.include("5 pages in a row are empty and name a next one");
    expect(requests).to.have.lengthOf(6);
  });

  it("reads on after empty pages that are fewer, or have a page with items between them", async () => {
    const empty = (from: number): HttpResponse[] =>
      [0, 1, 2, 3].map((index) => page([], link(`${from + index}`)));
    const { items, requests } = await list(
      ...empty(1),
      page([1], link("a")),
      ...empty(5),
      page([]),
    );
    expect(items).to.deep.equal([{ id: 1 }]);
    expect(requests).to.have.lengthOf(10);
  });

  it("reads 10,000 pages and no more", async () => {
    const endless = Array.from({ length: 10_000 }, (_, index) => page([1], link(`${index}`)));
    const { error, requests } = await list(...endless);
    expect(error?.message).to.include("it has more than 10000 pages");
    expect(requests).to.have.lengthOf(10_000);
  });

  it("follows to the same list in another case, and to no other list", async () => {
    const { items } = await list(page([1], "/BETA/Things?$skiptoken=a"), page([2]));
    expect(items).to.have.lengthOf(2);
    const { error, requests } = await list(page([1], "/beta/others"));
    expect(error?.message).to.include("the next page is of another list");
    expect(requests).to.have.lengthOf(1);
  });

  const foreignLinks = [
    "https://evil.example.com/beta/things",
    "//evil.example.com/beta/things",
    "http://graph.example.com/beta/things",
    "https://graph.example.com:8443/beta/things",
    "https://graph.example.com@evil.example.com/beta/things",
    "https://graph.example.com.evil.example.com/",
    "https://",
    5,
    { href: path },
  ];
  for (const foreign of foreignLinks) {
    it(`refuses the next page ${JSON.stringify(foreign)}, and sends nothing there`, async () => {
      const { error, requests } = await list(page([1], foreign));
      expect(error?.message).to.include("the next page is on another host");
      expect(requests).to.have.lengthOf(1);
    });
  }

  const noLists: [what: string, answer: HttpResponse][] = [
    ["no value", json({ "@odata.context": "x" })],
    ["a value that is no list", json({ value: { id: 1 } })],
    ["a value of other things than objects", json({ value: [{ id: 1 }, null] })],
    ["no body", text("", 204)],
  ];
  for (const [what, answer] of noLists) {
    it(`refuses a page with ${what}, instead of taking it for empty`, async () => {
      const { error } = await list(page([1], link("a")), answer);
      expect(error).to.include({ code: "InvalidAnswer" });
      expect(error).to.have.property("message").that.includes(`(GET ${path}?$skiptoken=a`);
      if (what !== "no body") expect(error?.message).to.include("the page has no list named value");
      expect(error?.message).to.include("request-id request-1");
    });
  }

  const failures: [what: string, answer: HttpResponse, error: object, message: RegExp][] = [
    [
      "a page of a proxy's",
      text("<html>Sign in</html>"),
      { code: "InvalidAnswer" },
      /<html>.*proxy/,
    ],
    ["JSON that is no object", text("[1]"), { code: "InvalidAnswer" }, /proxy/],
    ["a bad gateway", text("<html>", 502), { code: "InvalidAnswer", status: 502 }, /502 .*<html>/],
    ["an empty 404", text("", 404), { isNotFound: false, status: 404 }, /empty/],
    ["a redirection", text("", 302), { code: "InvalidAnswer", status: 302 }, /proxy/],
    [
      "Graph's own 404",
      json({ error: { code: "ResourceNotFound", message: "Gone" } }, 404),
      { isNotFound: true },
      /404 ResourceNotFound: Gone\..*request-id request-1/,
    ],
    [
      "throttling",
      json({ error: { code: "TooManyRequests", message: "" } }, 429, { "retry-after": "2.128" }),
      { status: 429, retryAfterMs: 2_128 },
      /quota/,
    ],
    [
      "no answer",
      { fault: { code: "ECONNRESET", message: "socket hang up" } },
      { code: "ECONNRESET", status: undefined, isTransient: true, isAmbiguous: false },
      /^Cannot read the things: ECONNRESET: socket hang up\./,
    ],
  ];
  for (const [what, answer, expected, message] of failures) {
    it(`fails on ${what} with what was said, and without the token`, async () => {
      const { error } = await list(page([1], link("a")), answer);
      expect(error).to.include(expected);
      expect(error?.message).to.match(message);
      expect(`${String(error)} ${JSON.stringify(error)}`).not.to.include(token);
    });
  }
});
