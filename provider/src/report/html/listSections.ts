import { describeChange, listChanges, titleChanges, type Change } from "../describeChanges.js";
import type { Names } from "../names.js";
import type { ConfigurationName, MissingGroup, TenantReport } from "../tenantReport.js";
import { html, type Markup } from "./markup.js";

/** What is different from an earlier report; nothing where there was none to compare with. */
export function renderChanges(report: TenantReport, names: Names): Markup {
  if (report.changes === null) return html``;
  const indexes = new Map(report.configurations.map(({ id }, index) => [id, index]));
  const item = (change: Change): Markup => {
    const index = indexes.get(change.profile.id);
    const row = index === undefined ? "" : html` data-row="${index}"`;
    return html`<li${row}>
      <bdi>${names.profile(change.profile)}</bdi>: ${describeChange(change, names)}
    </li>`;
  };
  const changes = listChanges(report);
  return html`<section aria-labelledby="changes">
    <h2 id="changes">${titleChanges(report.changes)}</h2>
    ${
      changes.length === 0
        ? html`<p>Nothing.</p>`
        : html`<ul>
            ${changes.map(item)}
          </ul>`
    }
  </section>`;
}

/** Profiles that no device gets. */
export function renderUnassigned(report: TenantReport, names: Names): Markup {
  const indexes = new Map(report.configurations.map(({ id }, index) => [id, index]));
  const item = (one: ConfigurationName): Markup =>
    html`<li data-row="${indexes.get(one.id) ?? 0}"><bdi>${names.profile(one)}</bdi></li>`;
  return html`<section aria-labelledby="unassigned">
    <h2 id="unassigned">Assigned to nobody</h2>
    ${
      report.unassigned.length === 0
        ? html`<p>Every profile is assigned to somebody.</p>`
        : html`<ul class="names">
            ${report.unassigned.map(item)}
          </ul>`
    }
  </section>`;
}

/** Groups that assignments still name: Intune keeps such an entry until someone removes it. */
export function renderMissingGroups({ missingGroups, groups }: TenantReport, names: Names): Markup {
  const unreadable = groups.filter(({ state }) => state === "unreadable").length;
  return html`<section aria-labelledby="missingGroups">
    <h2 id="missingGroups">Groups that no longer exist</h2>
    ${missingGroups.length === 0 ? html`<p>No assignment names a group that is gone.</p>` : renderGroups(missingGroups, names)}
    ${unreadable === 0 ? "" : html`<p>${unreadable} ${unreadable === 1 ? "group" : "groups"} could not be looked up: the identity that signed in may not read groups.</p>`}
  </section>`;
}

function renderGroups(missingGroups: readonly MissingGroup[], names: Names): Markup {
  const row = ({ id, configurations }: MissingGroup): Markup =>
    html`<tr>
      <th scope="row"><code>${id}</code></th>
      <td>
        <ul>
          ${configurations.map((one) => html`<li><bdi>${names.profile(one)}</bdi></li>`)}
        </ul>
      </td>
    </tr>`;
  return html`<table class="gone" aria-labelledby="missingGroups">
    <thead>
      <tr>
        <th scope="col">Object id</th>
        <th scope="col">Named by</th>
      </tr>
    </thead>
    <tbody>
      ${missingGroups.map(row)}
    </tbody>
  </table>`;
}
