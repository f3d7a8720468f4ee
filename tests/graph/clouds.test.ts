import { expect } from "chai";
import { SettingsError } from "../../provider/dist/graph/settingText.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { findTokenScope } from "../../provider/dist/graph/signIn/tokenSource.js";

type Values = Readonly<Record<string, string | undefined>>;

/** Graph, authority and scope; or why there are none. */
function describeCloud(config: Values, environment: Values = {}): string[] | string {
  try {
    const settings = resolveSettings({ config, environment });
    return [settings.graphEndpoint, settings.authorityHost, findTokenScope(settings)];
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
}

const publicSignIn = "https://login.microsoftonline.com";
const usSignIn = "https://login.microsoftonline.us";

describe("a cloud", () => {
  const rows: [names: string[], graph: string, authority: string][] = [
    [["public", "global", "", "Public"], "https://graph.microsoft.com", publicSignIn],
    [["usgovernment", "usgovernmentl4"], "https://graph.microsoft.us", usSignIn],
    [["dod", "usgovernmentl5", " DoD "], "https://dod-graph.microsoft.us", usSignIn],
    [["china"], "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
  ];
  for (const [names, graph, authority] of rows) {
    for (const name of names) {
      it(`by the name '${name}' has its Graph, its authority and its scope`, () => {
        const expected = [graph, authority, `${graph}/.default`];
        expect(describeCloud({ environment: name })).to.deep.equal(expected);
        expect(describeCloud({}, { ARM_ENVIRONMENT: name })).to.deep.equal(expected);
      });
    }
  }

  for (const name of ["german", "toString", "__proto__", "constructor"]) {
    it(`has no name '${name}'`, () => {
      expect(describeCloud({ environment: name })).to.equal(
        "intune:environment must be one of public, usgovernment, dod, china, global, usgovernmentl4, usgovernmentl5.",
      );
    });
  }

  it("is named with the variable that names a wrong one", () => {
    expect(describeCloud({}, { ARM_ENVIRONMENT: "german" })).to.include(
      "intune:environment from ARM_ENVIRONMENT must be one of",
    );
  });

  it("keeps its scope behind a gateway, which an emulator on this machine does not", () => {
    const environment = "usgovernment";
    const scopeOf = (graphEndpoint: string) => describeCloud({ environment, graphEndpoint })[2];
    expect(scopeOf("https://gateway.example.com")).to.equal("https://graph.microsoft.us/.default");
    expect(scopeOf("https://127.0.0.1:8443")).to.equal("https://127.0.0.1:8443/.default");
    expect(scopeOf("http://localhost:8080")).to.equal("http://localhost:8080/.default");
  });

  it("that the stack names has its own authority, whatever the cluster's webhook has put into the pod", () => {
    const injected = { AZURE_AUTHORITY_HOST: `${publicSignIn}/` };
    expect(describeCloud({ environment: "usgovernment" }, injected)[1]).to.equal(usSignIn);
    const gateway = { AZURE_AUTHORITY_HOST: "https://login.example.com" };
    expect(describeCloud({ environment: "usgovernment" }, gateway)[1]).to.equal(
      "https://login.example.com",
    );
    expect(describeCloud({}, { ...injected, ARM_ENVIRONMENT: "china" })).to.include(
      "are of two clouds",
    );
  });

  const mixed: [config: Values, environment: Values, says: string[]][] = [
    [
      { graphEndpoint: "https://graph.microsoft.us" },
      {},
      ["intune:graphEndpoint from the stack's configuration", "intune:authorityHost by default"],
    ],
    [
      {},
      { AZURE_AUTHORITY_HOST: usSignIn },
      ["intune:graphEndpoint by default", "intune:authorityHost from AZURE_AUTHORITY_HOST"],
    ],
    [
      { environment: "china" },
      { INTUNE_GRAPH_ENDPOINT: "https://graph.microsoft.com" },
      ["intune:environment from the stack's", "intune:graphEndpoint from INTUNE_GRAPH_ENDPOINT"],
    ],
  ];
  for (const [config, environment, says] of mixed) {
    it(`is not mixed with another: ${says.join(", ")}`, () => {
      for (const text of says) expect(describeCloud(config, environment)).to.include(text);
    });
  }
});
