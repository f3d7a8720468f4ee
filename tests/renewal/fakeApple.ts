import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { exportPKCS8, generateKeyPair, jwtVerify, type JWTPayload } from "jose";

export interface FakeProfile {
  id: string;
  name: string;
  uuid: string;
  profileType: string;
  profileState?: "ACTIVE" | "INVALID";
  expirationDate: string;
  bundleId: string;
  payload: Uint8Array;
}

/** What a test says of an account, and may change while it runs. */
export interface FakeAccount {
  profiles: FakeProfile[];
  certificates: { id: string; expirationDate: string }[];
  devices: { id: string; status: "ENABLED" | "DISABLED" }[];
  /** Makes the file of a profile that is created. */
  issue: (body: CreateBody) => FakeProfile;
  /** Whom its tokens are for, and who issues them; nobody does for an individual key. The Enterprise Program API by default. */
  takes?: { audience: string; issuer?: string; subject?: string };
  /** Answers in place of the routes. */
  refuse?: { status: number; errors?: object[]; headers?: Record<string, string> };
}

export interface CreateBody {
  attributes: { name: string; profileType: string };
  relationships: Record<string, { data: { id: string } | { id: string }[] }>;
}

export interface FakeApple extends AsyncDisposable {
  environment: Record<string, string>;
  /** What nothing may print: the key, and every token that came. */
  secrets: string[];
  account: FakeAccount;
  /** As in `GET /v1/profiles`. */
  requests: string[];
  created: CreateBody[];
  tokens: JWTPayload[];
}

const keyId = "2X9R4HXF34";
const issuerId = "57246542-96fe-1a63-e053-0824d011072a";
const enterprise = { audience: "apple-developer-enterprise-v1", issuer: issuerId };

/** The few routes of Apple's API that a renewal needs. Each request's token is verified as Apple does. */
export async function openFakeApple(account: FakeAccount): Promise<FakeApple> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const requests: string[] = [];
  const created: CreateBody[] = [];
  const tokens: JWTPayload[] = [];
  const pem = await exportPKCS8(privateKey);
  const secrets = pem.split("\n").slice(1, 3);

  const answer = async (request: IncomingMessage): Promise<[status: number, body?: unknown]> => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://apple.invalid");
    requests.push(`${request.method ?? ""} ${pathname}`);
    const token = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    secrets.push(token);
    try {
      const { payload, protectedHeader } = await jwtVerify(token, publicKey, {
        ...(account.takes ?? enterprise),
        algorithms: ["ES256"],
        maxTokenAge: "20m",
      });
      if (protectedHeader.kid !== keyId) throw new Error("kid");
      tokens.push(payload);
    } catch {
      return [401, { errors: [{ status: "401", code: "NOT_AUTHORIZED", title: "Unauthorized" }] }];
    }
    if (account.refuse) return [account.refuse.status, { errors: account.refuse.errors ?? [] }];
    const [, , collection, id, related] = pathname.split("/");
    if (collection !== "profiles") return [404];
    if (request.method === "POST") return [201, { data: toJson(await create(request)) }];
    if (request.method === "DELETE") {
      account.profiles = account.profiles.filter((profile) => profile.id !== id);
      return [204];
    }
    const profile = account.profiles.find((known) => known.id === id);
    if (related === "bundleId")
      return [200, { data: { type: "bundleIds", id: profile?.bundleId, attributes: {} } }];
    if (related === "certificates")
      return [200, { data: account.certificates.map(withAttributes), links: {} }];
    if (related === "devices")
      return [200, { data: account.devices.map(withAttributes), links: {} }];
    // One a page, so that the pages are followed.
    const at = Number(searchParams.get("cursor") ?? 0);
    const more = at + 1 < account.profiles.length;
    const next = `http://${request.headers.host ?? ""}/v1/profiles?cursor=${at + 1}`;
    return [
      200,
      { data: account.profiles.slice(at, at + 1).map(toJson), links: more ? { next } : {} },
    ];
  };

  async function create(request: IncomingMessage): Promise<FakeProfile> {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
    const { data } = JSON.parse(text) as { data: CreateBody };
    created.push(data);
    const profile = account.issue(data);
    account.profiles.push(profile);
    return profile;
  }

  const server = createServer((request, response: ServerResponse) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, {
        "content-type": "application/json",
        ...account.refuse?.headers,
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    account,
    requests,
    created,
    tokens,
    secrets,
    environment: {
      APPLE_KEY_ID: keyId,
      APPLE_ISSUER_ID: issuerId,
      APPLE_PRIVATE_KEY: pem,
      APPLE_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function toJson({ id, bundleId, payload, ...attributes }: FakeProfile): object {
  const profileContent = Buffer.from(payload).toString("base64");
  const relationships = { bundleId: { data: { type: "bundleIds", id: bundleId } } };
  const all = { profileState: "ACTIVE", ...attributes, profileContent };
  return { type: "profiles", id, attributes: all, relationships };
}

const withAttributes = ({ id, ...attributes }: { id: string }): object => ({ id, attributes });
