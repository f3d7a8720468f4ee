import { expect } from "chai";
import { html, trusted } from "../../provider/dist/report/html/markup.js";

// By this name the templates keep the spaces that they are written with: a formatter knows the other one.
const join = html;

describe("html", () => {
  it("escapes what could end an attribute or begin an element", () => {
    const name = `" onfocus='x' <b> &amp;`;
    expect(join`<a title="${name}">${name}</a>`.text).to.equal(
      `<a title="&#34; onfocus=&#39;x&#39; &#60;b&#62; &#38;amp;">&#34; onfocus=&#39;x&#39; &#60;b&#62; &#38;amp;</a>`,
    );
  });

  it("keeps markup as it is, in lists too, and joins them without anything between", () => {
    const items = ["<1>", "2"].map((text) => join`<li>${text}</li>`);
    expect(join`<ul>${items}${3}${[]}${trusted("<hr>")}</ul>`.text).to.equal(
      "<ul><li>&#60;1&#62;</li><li>2</li>3<hr></ul>",
    );
  });

  it("drops the indentation of the template, and nothing of what it is given", () => {
    const text = "a\n    b";
    expect(join`<p>\n      ${text}\n    </p>`.text).to.equal("<p>\na\n    b\n</p>");
  });
});
