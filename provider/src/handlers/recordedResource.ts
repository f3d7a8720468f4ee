/** A resource as the state of the stack has it. */
export interface RecordedResource {
  urn: string;
  type: string;
  outputs: Readonly<Record<string, unknown>>;
}
