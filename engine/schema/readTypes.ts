import ts from "typescript";

/** As Pulumi's schema has it. */
export interface PropertySpec {
  type?: string;
  description?: string;
  items?: PropertySpec;
  additionalProperties?: PropertySpec;
  $ref?: string;
  oneOf?: PropertySpec[];
  secret?: boolean;
  willReplaceOnChanges?: boolean;
}

export interface ObjectSpec {
  type: "object";
  description?: string;
  properties: Record<string, PropertySpec>;
  required: string[];
}

/** Reads types of the provider, and their doc comments, into the form of Pulumi's schema. */
export interface TypeReader {
  /** An interface, or the outputs of a resource class. Types on the way are added to `types`. */
  readObject: (file: string, name: string) => ObjectSpec;
  /** The doc comment of what a file exports, or of a member of it. */
  describe: (file: string, name: string, member?: string) => { description?: string };
  types: Record<string, ObjectSpec>;
}

export function createTypeReader(sourceFolder: string): TypeReader {
  const program = ts.createProgram([`${sourceFolder}/index.ts`], {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const types: Record<string, ObjectSpec> = {};

  const describe = (symbol: ts.Symbol | undefined): { description?: string } => {
    const text = ts.displayPartsToString(symbol?.getDocumentationComment(checker) ?? []);
    return text === "" ? {} : { description: text.replaceAll(/\s*\n\s*(?!\n)/g, " ").trim() };
  };

  const readType = (type: ts.Type): PropertySpec => {
    const bare = checker.getNonNullableType(type);
    const members = bare.isUnion() ? bare.types : [bare];
    const isAll = (flag: ts.TypeFlags): boolean => members.every((each) => each.flags & flag);
    if (isAll(ts.TypeFlags.StringLike)) return { type: "string" };
    if (isAll(ts.TypeFlags.NumberLike)) return { type: "number" };
    if (isAll(ts.TypeFlags.BooleanLike)) return { type: "boolean" };
    const indexed = bare.getStringIndexType();
    if (indexed !== undefined) return { type: "object", additionalProperties: readType(indexed) };
    if (!isAll(ts.TypeFlags.Object)) return { $ref: "pulumi.json#/Any" };
    if (checker.isArrayType(bare)) {
      const [item] = checker.getTypeArguments(bare as ts.TypeReference);
      return { type: "array", items: item ? readType(item) : { $ref: "pulumi.json#/Any" } };
    }
    const name = bare.aliasSymbol?.name ?? bare.symbol.name;
    if (types[`intune:index:${name}`] === undefined) {
      // Declared before it is read: types may name each other.
      types[`intune:index:${name}`] = { type: "object", properties: {}, required: [] };
      const owner = bare.aliasSymbol ?? bare.symbol;
      types[`intune:index:${name}`] = { ...readMembers(members), ...describe(owner) };
    }
    return { $ref: `#/types/intune:index:${name}` };
  };

  /** A union has the properties of all its members. It requires those that every member requires. */
  const readMembers = (members: readonly ts.Type[]): ObjectSpec => {
    const found = members.map((member) => readProperties(member.getProperties()));
    const names = [...new Set(found.flatMap(({ properties }) => Object.keys(properties)))];
    const specOf = (name: string): PropertySpec =>
      Object.assign(
        {},
        ...found.map(({ properties }) => properties[name]).reverse(),
      ) as PropertySpec;
    return {
      type: "object",
      properties: Object.fromEntries(names.map((name) => [name, specOf(name)])),
      required: names.filter((name) => found.every(({ required }) => required.includes(name))),
    };
  };

  const readProperties = (symbols: readonly ts.Symbol[]): ObjectSpec => {
    const properties: ObjectSpec["properties"] = {};
    const required: string[] = [];
    for (const symbol of symbols) {
      const type = unwrapOutput(checker.getTypeOfSymbol(symbol));
      const own = describe(symbol);
      const spec = readType(type);
      properties[symbol.name] = {
        ...spec,
        ...(own.description === undefined ? describe(findAlias(symbol)) : own),
      };
      const isOptional = symbol.flags & ts.SymbolFlags.Optional || mayBeNothing(type);
      if (!isOptional) required.push(symbol.name);
    }
    return { type: "object", properties, required };
  };
  /** The name of the type that a declaration is written with: an optional property's type has lost it. */
  const findAlias = ({ valueDeclaration }: ts.Symbol): ts.Symbol | undefined => {
    const node = valueDeclaration as ts.PropertySignature | undefined;
    return node?.type && checker.getTypeFromTypeNode(node.type).aliasSymbol;
  };
  const mayBeNothing = (type: ts.Type): boolean =>
    type.isUnion() &&
    type.types.some(({ flags }) => flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined));
  /** The `T` of an `Output<T>`. Most outputs are intersections: only their alias names `T`. */
  const unwrapOutput = (type: ts.Type): ts.Type => {
    if (type.aliasSymbol?.name === "Output") return type.aliasTypeArguments?.[0] ?? type;
    if (type.getSymbol()?.name !== "OutputInstance") return type;
    return checker.getTypeArguments(type as ts.TypeReference)[0] ?? type;
  };

  const find = (file: string, name: string): ts.Symbol => {
    const source = program.getSourceFile(`${sourceFolder}/${file}`);
    const scope = source && checker.getSymbolAtLocation(source);
    const symbol = scope?.exports?.get(ts.escapeLeadingUnderscores(name));
    if (symbol === undefined) throw new Error(`${file} exports no ${name}.`);
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  };

  return {
    types,
    describe(file, name, member) {
      const symbol = find(file, name);
      if (member === undefined) return describe(symbol);
      return describe(checker.getDeclaredTypeOfSymbol(symbol).getProperty(member));
    },
    readObject(file, name) {
      const symbol = find(file, name);
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const isClass = symbol.flags & ts.SymbolFlags.Class;
      const own = type
        .getProperties()
        .filter(({ declarations = [] }) => !isClass || declarations.some(isOfSources));
      const outputs = isClass ? own.filter((each) => each.flags & ts.SymbolFlags.Property) : own;
      return { ...readProperties(outputs), ...describe(symbol) };
    },
  };

  function isOfSources(declaration: ts.Declaration): boolean {
    return declaration.getSourceFile().fileName.startsWith(sourceFolder);
  }
}
