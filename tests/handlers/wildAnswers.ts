import fc from "fast-check";
import { anyCharacter } from "../domain/anyCharacter.ts";

/** Wrong answers to some requests of one operation. */
export interface WildFault {
  method: "GET" | "POST" | "PATCH" | "DELETE" | undefined;
  skip: number;
  times: number;
  /** The request takes effect before it gets the wrong answer. */
  takesEffect: boolean;
  cut: "socket" | "midBody" | undefined;
  answer: WildAnswer;
}

/** An answer. Placeholders stand in its texts for what only the run knows: see `fillIn`. */
export interface WildAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What the run knows: ids of the tenant, the token, and addresses. */
export interface Known {
  own: string;
  other: string;
  name: string;
  token: string;
  here: string;
  elsewhere: string;
}

/** What would hide everything else in a counterexample. The second breaks whoever walks through it by recursion. */
const written = {
  long: "x".repeat(8_000),
  deep: `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
};

export function fillIn({ status, headers, body }: WildAnswer, known: Known): WildAnswer {
  const fill = (text: string): string =>
    Object.entries({ ...known, ...written }).reduce(
      (filled, [key, value]) => filled.replaceAll(`{${key}}`, value),
      text,
    );
  const filled = Object.entries(headers).map(([name, value]) => [name, fill(value)]);
  return {
    status,
    headers: Object.fromEntries(filled) as Record<string, string>,
    body: fill(body),
  };
}

const strange = "00000000-aaaa-4aaa-8aaa-000000000000";
const route = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

const someText = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter }),
  fc.constantFrom(
    "",
    "{name}",
    "{own}",
    "{other}",
    "{token}",
    "Bearer {token}",
    strange,
    "..",
    "../../groups",
    "{long}",
    "\u0000\u001b[31mred\u0085\u202e",
    "2026-01-01T00:00:00Z",
    "9999-12-31T23:59:59.9999999Z",
    "2026-01-01T00:00:00 (\u001b[31mred)",
    "constructor",
    "__proto__",
  ),
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  someText,
  fc.jsonValue(),
  fc.constantFrom(null, true, 0, -1, 1e308, [], {}, [[]], { value: [] }),
);

/** Of each property the value that Graph would give it, or anything, or none. */
function nearly(model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  const properties = Object.entries(model).map(([key, usual]) => [
    key,
    fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: anything }),
  ]);
  const record = Object.fromEntries(properties) as Record<string, fc.Arbitrary<unknown>>;
  const whole = fc.record(record);
  return fc.oneof({ weight: 3, arbitrary: whole }, fc.record(record, { requiredKeys: [] }));
}

const someId = fc.constantFrom("{own}", "{own}", "{other}", strange);
const someDate = fc.constantFrom("2027-11-25T03:47:37Z", "2026-01-01T00:00:00.1234567Z", null);

const someConfiguration = nearly({
  "@odata.type": fc.constant("#microsoft.graph.iosLobAppProvisioningConfiguration"),
  id: someId,
  displayName: fc.constantFrom("{name}", "Other"),
  description: fc.constant(null),
  payload: fc.constantFrom(null, "AAAA"),
  payloadFileName: fc.constant("field.mobileprovision"),
  expirationDateTime: someDate,
  roleScopeTagIds: fc.constantFrom(["0"], []),
  createdDateTime: someDate,
  lastModifiedDateTime: someDate,
  version: fc.constant(1),
});

const someTarget = fc.oneof(
  nearly({
    "@odata.type": fc.constantFrom(
      "#microsoft.graph.groupAssignmentTarget",
      "#microsoft.graph.exclusionGroupAssignmentTarget",
      "#microsoft.graph.allDevicesAssignmentTarget",
      "#microsoft.graph.futureAssignmentTarget",
      "microsoft.graph.configurationManagerCollectionAssignmentTarget",
    ),
    groupId: someId,
    collectionId: fc.constant("SMS1"),
    deviceAndAppManagementAssignmentFilterId: fc.constantFrom(null, strange),
    deviceAndAppManagementAssignmentFilterType: fc.constantFrom(null, "none", "include"),
  }),
  nearly({
    "@odata.type": fc.constant("#microsoft.graph.futureAssignmentTarget"),
    deep: fc.constant("{deep}"),
  }),
);
const someItem = fc.oneof(
  nearly({ id: someId, target: someTarget }),
  nearly({ id: someId, targetGroupId: someId }),
);

const someLink = fc.constantFrom(
  `{here}${route}/{own}/assignments?$skiptoken=2`,
  `${route}/{own}/assignments?$skiptoken=3`,
  `{here}${route}?$skiptoken=4`,
  "{here}/beta/groups",
  `{here}${route}/{other}`,
  `{here}/evil/{token}?x={long}`,
  `{elsewhere}${route}`,
  "//evil.invalid/x",
  "javascript:alert(1)",
  "?$skiptoken=5",
  "",
);
const somePage = (item: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.oneof(
    { weight: 3, arbitrary: nearly({ value: fc.array(item, { maxLength: 3 }) }) },
    nearly({ value: fc.array(item, { maxLength: 3 }), "@odata.nextLink": someLink }),
  );

const someMessage = fc.oneof(
  someText,
  fc
    .record({
      ErrorCode: anything,
      Message: someText,
      RetryAfter: fc.constantFrom(0, "7", {}, 1e300),
    })
    .map((nested) => JSON.stringify(nested)),
  fc.constant(
    "Gone - Operation ID (for customer support): 1 - Activity ID: {own} - Url: https://x",
  ),
  fc.constant("Another operation is in progress"),
);
const someError = nearly({
  error: nearly({
    code: fc.constantFrom("ResourceNotFound", "BadRequest", "UnknownError", "ECONNREFUSED"),
    message: someMessage,
    innerError: anything,
  }),
});

const toBody = (json: unknown): string => JSON.stringify(json).replaceAll('"{deep}"', "{deep}");

const someBody: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: someError.map(toBody) },
  { weight: 3, arbitrary: somePage(someItem).map(toBody) },
  { weight: 2, arbitrary: somePage(someConfiguration).map(toBody) },
  { weight: 3, arbitrary: someConfiguration.map(toBody) },
  { weight: 1, arbitrary: someConfiguration.map((value) => toBody({ value })) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: someText },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "<html><body>502 Bad Gateway</body></html>",
      "<p>Authorization: Bearer {token}</p>",
      '{"value":[{"id":"',
      '{"id":"{own}","id":"{other}"}',
      '{"__proto__":{"value":[]}}',
      "\ufeff{}",
      "{deep}",
      '{"value":{deep}}',
      `{"error":{"code":"BadRequest","message":"{long}"}}`,
    ),
  },
);

const headerText = fc.constantFrom(
  "{token}",
  "Bearer {token}",
  "{own}",
  "a b",
  "\u00a0\u0085\u00ff",
  "{long}",
);
const someHeaders = fc.record(
  {
    "Retry-After": fc.constantFrom(
      ...["0", "1", "2.5", "-1", "120", "299", "301", "1e308", "0x10", "Infinity", "NaN", " "],
      ...[
        "Thu, 01 Jan 2026 00:01:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
      ],
      ...["2026-01-01T00:00:00Z", "Mon, x", "1, 2", "{token}"],
    ),
    Date: fc.constantFrom("Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "x"),
    Location: fc.constantFrom("{elsewhere}/x", "{here}/beta/groups", "/x", "javascript:alert(1)"),
    "Content-Type": fc.constantFrom("text/html", "application/json", "image/png", "x"),
    "Content-Encoding": fc.constantFrom("gzip", "br", "x"),
    "WWW-Authenticate": fc.constantFrom(
      'Bearer error="insufficient_claims", claims="eyJhY2Nlc3MiOnt9fQ=="',
      'Bearer claims="!"',
      "{token}",
    ),
    "request-id": headerText,
  },
  { requiredKeys: [] },
);

/** Below 200 are only those which no client takes for the end of an answer: it waits for one until its time is over. */
const someStatus = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ...[201, 202, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 404, 409, 412, 423],
      ...[429, 500, 502, 503, 504, 507, 509, 599],
    ),
  },
  { weight: 2, arbitrary: fc.integer({ min: 200, max: 599 }) },
  { weight: 1, arbitrary: fc.constantFrom(100, 101, 102, 103, 199) },
);

const someAnswer: fc.Arbitrary<WildAnswer> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ status: someStatus, headers: someHeaders, body: someBody }),
  },
  // Failures in Graph's own form, such as there are most.
  {
    weight: 3,
    arbitrary: fc.record({
      status: fc.constantFrom(404, 409, 429, 500, 503),
      headers: fc.constantFrom<Record<string, string>>({}, { "Retry-After": "60" }),
      body: fc.constant('{"error":{"code":"ResourceNotFound","message":"Scripted."}}'),
    }),
  },
);

export const someFaults: fc.Arbitrary<WildFault[]> = fc.array(
  fc.record({
    method: fc.constantFrom(undefined, undefined, "GET", "POST", "PATCH", "DELETE"),
    skip: fc.oneof(fc.constant(0), fc.nat({ max: 5 })),
    times: fc.constantFrom(1, 1, 1, 2, 3, 8, Infinity),
    takesEffect: fc.boolean(),
    cut: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      "socket",
      "midBody",
    ),
    answer: someAnswer,
  }),
  { maxLength: 3 },
);
