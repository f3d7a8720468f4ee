import { expect } from "chai";
import { SettingsError } from "../../provider/dist/graph/settingText.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import type { GraphSettings } from "../../provider/dist/graph/settingsTable.js";

type Values = Readonly<Record<string, string | undefined>>;

const resolve = (config: Values, environment: Values = {}): GraphSettings =>
  resolveSettings({ config, environment });

const defaults = {
  environment: "public",
  oidcAudience: "api://AzureADTokenExchange",
  graphEndpoint: "https://graph.microsoft.com",
  authorityHost: "https://login.microsoftonline.com",
  signInTimeoutSeconds: 60,
  connectTimeoutSeconds: 10,
  answerTimeoutSeconds: 60,
  retryBudgetSeconds: 300,
  writesPerWindow: 100,
  requestsPerWindow: 1000,
  refreshFromList: true,
};
const both = { ARM_CLIENT_ID: "arm", AZURE_CLIENT_ID: "azure" };

function refusal(config: Values, environment: Values = {}): string {
  try {
    resolve(config, environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "nothing was refused";
}

describe("resolveSettings", () => {
  const rows: [what: string, config: Values, environment: Values, settings: object][] = [
    ["falls back to the global cloud", {}, {}, {}],
    ["takes ARM_ before AZURE_", {}, both, { clientId: "arm" }],
    ["takes AZURE_ alone", {}, { AZURE_CLIENT_ID: "azure" }, { clientId: "azure" }],
    ["takes configuration before all", { clientId: "config" }, both, { clientId: "config" }],
    ["passes over empty configuration", { clientId: "" }, both, { clientId: "arm" }],
    ["passes over empty variables", {}, { ...both, ARM_CLIENT_ID: "" }, { clientId: "azure" }],
    [
      "reads every variable",
      {},
      {
        INTUNE_GRAPH_ENDPOINT: "https://graph.microsoft.us",
        AZURE_AUTHORITY_HOST: "https://login.microsoftonline.us",
        ARM_TENANT_ID: "t",
        ARM_CLIENT_ID: "c",
        ARM_CLIENT_SECRET: "s",
        INTUNE_REQUEST_LOG: "requests.jsonl",
        INTUNE_CONNECT_TIMEOUT_SECONDS: "1",
        INTUNE_ANSWER_TIMEOUT_SECONDS: "2.5",
        INTUNE_RETRY_BUDGET_SECONDS: ".5",
        INTUNE_WRITES_PER_WINDOW: "50",
        INTUNE_REQUESTS_PER_WINDOW: "500",
        INTUNE_REFRESH_FROM_LIST: "false",
      },
      {
        graphEndpoint: "https://graph.microsoft.us",
        authorityHost: "https://login.microsoftonline.us",
        tenantId: "t",
        clientId: "c",
        clientSecret: "s",
        requestLog: "requests.jsonl",
        connectTimeoutSeconds: 1,
        answerTimeoutSeconds: 2.5,
        retryBudgetSeconds: 0.5,
        writesPerWindow: 50,
        requestsPerWindow: 500,
        refreshFromList: false,
      },
    ],
    [
      "joins configuration and environment",
      { tenantId: "t", clientId: "c" },
      { AZURE_CLIENT_SECRET: "s" },
      { tenantId: "t", clientId: "c", clientSecret: "s" },
    ],
    ["passes over an empty endpoint", { graphEndpoint: "" }, { INTUNE_GRAPH_ENDPOINT: "" }, {}],
  ];
  for (const [what, config, environment, settings] of rows) {
    it(what, () => {
      const resolved = resolve(config, environment);
      const { origins } = resolved;
      expect(resolved).to.deep.equal({ ...defaults, ...settings, origins });
    });
  }

  const origins: [text: string, origin: string][] = [
    ["https://graph.example.com/", "https://graph.example.com"],
    ["https://Graph.Microsoft.com:443", "https://graph.microsoft.com"],
    ["https://localhost:8443/", "https://localhost:8443"],
    ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ];
  const refused: [text: string, why: RegExp][] = [
    ["https://graph.microsoft.com/beta", /without a path/],
    ["https://graph.microsoft.com/?a=b", /without a path/],
    ["https://user@graph.microsoft.com", /without a path/],
    ["graph.microsoft.com", /root of a service, such as https:/],
    ["ftp://graph.microsoft.com", /root of a service/],
    ["http://graph.microsoft.com", /must begin with https:\/\//],
    ["http://localhost.example.com", /must begin with https:\/\//],
    ["http://127.0.0.1.example.com", /must begin with https:\/\//],
  ];
  for (const name of ["graphEndpoint", "authorityHost"] as const) {
    for (const [text, origin] of origins) {
      it(`reads ${text} as the ${name} ${origin}`, () => {
        expect(resolve({ [name]: text })[name]).to.equal(origin);
      });
    }
    for (const [text, why] of refused) {
      it(`refuses ${text} as the ${name}, by the setting's name`, () => {
        const message = refusal({ [name]: text });
        expect(message).to.match(why);
        expect(message).to.include(`intune:${name}`);
      });
    }
  }

  const seconds = ["connectTimeoutSeconds", "answerTimeoutSeconds", "retryBudgetSeconds"] as const;
  const noSeconds = ["0", "-1", "0.0", "ten", "1e3", "1s", "NaN", "Infinity", "86401", "0x10", " "];
  for (const name of seconds) {
    for (const text of noSeconds) {
      it(`refuses ${JSON.stringify(text)} as the ${name}, by the key and the accepted form`, () => {
        expect(refusal({ [name]: text })).to.match(
          new RegExp(`^intune:${name} must be a number of seconds above 0 .* such as \\d+ or 2.5`),
        );
      });
    }
    it(`takes a day as the ${name}`, () => {
      expect(resolve({ [name]: " 86400 " })[name]).to.equal(86_400);
    });
  }
  for (const name of ["writesPerWindow", "requestsPerWindow"] as const) {
    for (const text of ["0", "-5", "1.5", "many", "1e3", "99999999999999999"]) {
      it(`refuses ${text} as the ${name}, by the key and the accepted form`, () => {
        expect(refusal({ [name]: text })).to.match(
          new RegExp(`^intune:${name} must be a whole number above 0, such as 1000?\\.$`),
        );
      });
    }
  }

  const secret = { clientSecret: "Secret~1" };
  const lacking: [config: Values, named: string[], unnamed: string[]][] = [
    [secret, ["intune:tenantId", "ARM_TENANT_ID", "intune:clientId", "AZURE_CLIENT_ID"], []],
    [{ ...secret, tenantId: "my-tenant" }, ["intune:clientId"], ["intune:tenantId"]],
    [{ ...secret, clientId: "my-client" }, ["intune:tenantId"], ["intune:clientId"]],
  ];
  for (const [config, named, unnamed] of lacking) {
    it(`refuses ${Object.keys(config).join(" and ")} alone: what is missing is named, and no content`, () => {
      const message = refusal(config);
      for (const name of named) expect(message).to.include(name);
      for (const text of [...unnamed, ...Object.values(config)]) {
        expect(message).not.to.include(text);
      }
    });
  }

  it("takes a tenant and a client without a secret: another credential may sign in", () => {
    expect(resolve({ tenantId: "t", clientId: "c" })).not.to.have.property("clientSecret");
  });

  it("knows where each value came from, and says nothing of defaults", () => {
    const { origins } = resolve({ tenantId: "t", clientId: "" }, both);
    expect(origins).to.deep.equal({
      tenantId: "the stack's configuration",
      clientId: "ARM_CLIENT_ID",
    });
  });

  const switches: [text: string, position: boolean][] = [
    ["true", true],
    ["True", true],
    [" 1 ", true],
    ["false", false],
    ["0", false],
  ];
  for (const [text, position] of switches) {
    it(`reads '${text}' as a switch`, () => {
      expect(resolve({}, { ARM_USE_MSI: text }).useMsi).to.equal(position);
    });
  }

  const guid = "7F1C2B3A-0d4e-4f5a-8b6c-9d0e1f2a3b4c";
  const misread: [name: string, variable: string, text: string, says: string][] = [
    ["useOidc", "ARM_USE_OIDC", "canary", "must be true or false (or 1 or 0)"],
    ["useCli", "ARM_USE_CLI", "constructor", "must be true or false"],
    ["expectedTenantId", "INTUNE_EXPECTED_TENANT_ID", "canary", "must be a GUID"],
    ["oidcRequestUrl", "ARM_OIDC_REQUEST_URL", "canary", "must begin with https://"],
    ["oidcRequestUrl", "ARM_OIDC_REQUEST_URL", "http://canary.example.com", "in the clear"],
  ];
  for (const [name, variable, text, says] of misread) {
    it(`refuses ${name} as ${text}, by key and variable, without the content`, () => {
      const message = refusal({}, { [variable]: text });
      expect(message).to.include(says).and.include(`intune:${name} `).and.include(variable);
      expect(message).not.to.include("canary");
    });
  }

  it("refuses to sign in to another tenant than the expected one, where both are ids", () => {
    const expectedTenantId = guid;
    expect(resolve({ expectedTenantId, tenantId: guid })).to.include({ tenantId: guid });
    expect(resolve({ expectedTenantId, tenantId: "contoso.com" })).to.include({
      expectedTenantId: guid.toLowerCase(),
    });
    const tenantId = guid.replace("7F", "00");
    expect(refusal({ expectedTenantId }, { AZURE_TENANT_ID: tenantId })).to.include(
      "intune:tenantId from AZURE_TENANT_ID is another tenant than intune:expectedTenantId from the stack's",
    );
  });

  it("takes a justification of Multi Admin Approval with a file for the codes alone, and no longer one than Graph takes", () => {
    const approvalsFile = "approvals.json";
    const longest = "x".repeat(1_024);
    expect(resolve({ approvalsFile, approvalJustification: longest })).to.include({
      approvalJustification: longest,
    });
    expect(refusal({ approvalsFile, approvalJustification: `${longest}x` })).to.equal(
      "intune:approvalJustification has 1025 characters, and Graph takes at most 1024: shorten it.",
    );
    expect(refusal({ approvalJustification: "Why" })).to.contain("needs intune:approvalsFile");
  });

  it("takes ids to adopt from a variable, apart from each other in any way", () => {
    const guid = "0F2B8A52-93b4-4a0a-8f57-6f1f3f1f4a01";
    const other = guid.replace("0F", "aa");
    expect(
      resolve({}, { INTUNE_ADOPT_IDS: `${guid}\n${other}, ${guid}\n` }).adoptIds,
    ).to.deep.equal(new Set([guid.toLowerCase(), other.toLowerCase()]));
    expect(refusal({}, { INTUNE_ADOPT_IDS: `${guid} all` })).to.equal(
      'INTUNE_ADOPT_IDS takes GUIDs of configurations, not "all".',
    );
  });

  it("asks no configuration for what belongs to one run alone", () => {
    expect(refusal({ adoptIds: "0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01" })).to.equal(
      "intune:adoptIds is no setting of the provider: set INTUNE_ADOPT_IDS.",
    );
  });

  const mistyped: [key: string, meant: string][] = [
    ["tenantID", "tenantId"],
    ["tenant_id", "tenantId"],
    ["tennantId", "tenantId"],
    ["tenant", "tenantId"],
    ["expectedTenantID", "expectedTenantId"],
    ["cleintId", "clientId"],
    ["clientSecrets", "clientSecret"],
    ["useMSI", "useMsi"],
    ["useCLI", "useCli"],
    ["retryBudgetSecond", "retryBudgetSeconds"],
  ];
  for (const [key, meant] of mistyped) {
    it(`refuses intune:${key} and names intune:${meant}: ignored, it would go unnoticed`, () => {
      expect(refusal({ [key]: "canary" })).to.match(
        new RegExp(`^intune:${key} is no setting of the provider: set intune:${meant}[ .]`),
      );
      expect(refusal({ [key]: "canary" })).not.to.include("canary");
    });
  }

  it("refuses a mistyped variable of its own, and leaves others alone", () => {
    const variables = { INTUNE_EXPECTED_TENANTID: "canary", INTUNE_REQUEST_LOGS: "" };
    expect(refusal({}, { ...variables, INTUNE_GROUPS: "x", TENANT: "y" })).to.equal(
      "INTUNE_EXPECTED_TENANTID is no variable of the provider: set INTUNE_EXPECTED_TENANT_ID.",
    );
  });

  it("names every setting that is wrong at once", () => {
    expect(refusal({ tenantID: "t", useMsi: "perhaps", ours: "x" }).split("\n")).to.deep.equal([
      "intune:tenantID is no setting of the provider: set intune:tenantId (or ARM_TENANT_ID, AZURE_TENANT_ID).",
      "intune:useMsi must be true or false (or 1 or 0).",
    ]);
  });
});
