import type { Timeline } from "../timeline.js";
import { html, type Markup } from "./markup.js";

/** Shapes that rows use again: the months' lines, and a marker per state, different in form as well as in colour. */
export function renderSymbols({ ticks, todayPlace, warnPlace }: Timeline): Markup {
  return html`<svg class="symbols" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <symbol id="grid" overflow="visible">
        <rect
          class="soon"
          x="${todayPlace}%"
          width="${round(warnPlace - todayPlace)}%"
          height="100%"
        />
        ${ticks.map(({ place }) => html`<line class="tick" x1="${place}%" x2="${place}%" y1="0" y2="100%" />`)}
        <line class="today" x1="${todayPlace}%" x2="${todayPlace}%" y1="0" y2="100%" />
      </symbol>
      <symbol id="mark-expired" overflow="visible">
        <path d="M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5" />
      </symbol>
      <symbol id="mark-expiring" overflow="visible"><path d="M0-6 6 5H-6Z" /></symbol>
      <symbol id="mark-valid" overflow="visible"><circle r="5" /></symbol>
      <symbol id="mark-unknown" overflow="visible"><circle r="4.5" /></symbol>
      <symbol id="mark-before" overflow="visible"><path d="M9-4.5 3 0 9 4.5" /></symbol>
      <symbol id="mark-after" overflow="visible"><path d="M-9-4.5-3 0-9 4.5" /></symbol>
      <symbol id="sign-included" overflow="visible"><circle r="4.5" /></symbol>
      <symbol id="sign-filtered" overflow="visible">
        <circle r="4.5" fill="none" />
        <path d="M0-4.5A4.5 4.5 0 0 0 0 4.5Z" />
      </symbol>
      <symbol id="sign-excluded" overflow="visible">
        <path d="M-4-4 4 4M4-4-4 4" />
      </symbol>
    </defs>
  </svg>`;
}

export function round(place: number): number {
  return Math.round(place * 100) / 100;
}
