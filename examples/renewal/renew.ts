import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createAppleClient, type AppleClient } from "./appleClient.ts";
import { readAppleKey } from "./appleKey.ts";
import { checkRenewal } from "./checkRenewal.ts";
import { describeRenewals, type Renewal } from "./describeRenewals.ts";
import { endsWithin, parseProfile, readProfiles, type ProfileFile } from "./profileFiles.ts";
import { renewAtApple } from "./renewAtApple.ts";

const usage = `Usage: node renew.ts FOLDER [--days N] [--dropped FOLDER] [--summary FILE] [--delete-old]

Renews each provisioning profile in FOLDER that ends within N days (45 by default), and writes the renewed file in its place.

  --dropped FOLDER  takes renewed files from there, if the folder exists, before it asks Apple
  --summary FILE    writes what was renewed as Markdown, for a pull request
  --delete-old      deletes the old profile at Apple once the renewed file is written

Environment: APPLE_KEY_ID, APPLE_ISSUER_ID, APPLE_PRIVATE_KEY, APPLE_API (enterprise or appStoreConnect)

Exit codes: 0 all is renewed, or nothing had to be; 1 something could not be renewed; 2 wrong options
`;

interface Options {
  folder: string;
  days: number;
  dropped: string | undefined;
  summary: string | undefined;
  deletesOld: boolean;
}

const options = readOptions(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  process.exitCode = await renewAll(options).catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  });
}

function readOptions(args: string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        days: { type: "string", default: "45" },
        dropped: { type: "string" },
        summary: { type: "string" },
        "delete-old": { type: "boolean", default: false },
      },
    });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0 || !/^\d{1,4}$/.test(values.days))
      return undefined;
    const { dropped, summary } = values;
    return {
      folder,
      days: Number(values.days),
      dropped,
      summary,
      deletesOld: values["delete-old"],
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return undefined;
  }
}

/** Returns the exit code. One profile that cannot be renewed keeps no other from it. */
async function renewAll({ folder, days, dropped, summary, deletesOld }: Options): Promise<number> {
  const now = new Date();
  const key = readAppleKey(process.env);
  const apple = key && createAppleClient(key);
  const expiring = (await readProfiles(folder)).filter(({ profile }) =>
    endsWithin(profile, days, now.getTime()),
  );
  const droppedFiles =
    dropped !== undefined && existsSync(dropped) ? await readProfiles(dropped) : [];
  const renewals: Renewal[] = [];
  for (const file of expiring) {
    try {
      renewals.push(await renewOne(file, { apple, droppedFiles, now, deletesOld }));
    } catch (error) {
      renewals.push({ ...file, problems: [(error as Error).message] });
    }
  }
  const text = describeRenewals(renewals);
  process.stdout.write(text);
  if (summary !== undefined) await writeFile(summary, text);
  return renewals.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

interface Means {
  apple: AppleClient | undefined;
  droppedFiles: readonly ProfileFile[];
  now: Date;
  deletesOld: boolean;
}

async function renewOne(
  file: ProfileFile,
  { apple, droppedFiles, now, deletesOld }: Means,
): Promise<Renewal> {
  const { path, profile: old } = file;
  const dropped = droppedFiles.find(
    ({ profile }) =>
      profile.applicationIdentifier === old.applicationIdentifier && profile.uuid !== old.uuid,
  );
  if (dropped === undefined && apple === undefined)
    throw new Error(
      "There is no key of Apple's and no renewed file: set APPLE_KEY_ID and APPLE_PRIVATE_KEY, or download the renewed " +
        "profile from Apple's portal into the folder of --dropped.",
    );
  const atApple =
    dropped === undefined && apple !== undefined ? await renewAtApple(apple, old, now) : undefined;
  const payload = atApple?.payload ?? (await readFile(dropped?.path ?? ""));
  const renewed = parseProfile(
    atApple ? `The file of ${JSON.stringify(atApple.name)}` : (dropped?.path ?? ""),
    payload,
  );
  const { problems, warnings } = checkRenewal(old, renewed, now.getTime());
  if (problems.length > 0) return { ...file, renewed, problems, warnings };
  await writeFile(path, payload);
  if (deletesOld) await atApple?.deleteOld();
  return { ...file, renewed, problems, warnings };
}
