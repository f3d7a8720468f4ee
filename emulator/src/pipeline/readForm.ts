/** Fields that prove who a client is, and so have no place in a log. */
const secrets = ["client_secret", "client_assertion"];

export function readForm(
  bodyText: string,
  contentType: string | null,
): Readonly<Record<string, string>> | undefined {
  if (!/^application\/x-www-form-urlencoded\b/iu.test(contentType ?? "")) return undefined;
  const fields = [...new URLSearchParams(bodyText)];
  return Object.fromEntries(
    fields.map(([name, value]) => [name, secrets.includes(name) ? "***" : value]),
  );
}
