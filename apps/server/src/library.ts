import type { ContractKind, NewTemplate, TemplateStore } from '@hyperlens/protocol';

/** Puts the built-in kinds into the template library, each with the contract its first example request becomes. Kinds that stand there unchanged cost nothing. */
export async function stockLibrary(templates: TemplateStore, kinds: readonly ContractKind[]): Promise<void> {
  const present = new Map((await templates.list()).filter((template) => template.builtin).map((template) => [template.id, template]));
  for (const kind of kinds) {
    const entry = describe(kind);
    const known = present.get(kind.id);
    if (known && JSON.stringify([known.title, known.description, known.tags, known.prompts, known.risks]) === JSON.stringify([entry.title, entry.description, entry.tags, entry.prompts, entry.risks])) continue;
    await templates.add({ ...entry, source: example(kind), builtin: true });
  }
}

/** The kind's version is a tag: a kind that writes other code than before announces it by a new version, and the library takes the new code. */
function describe(kind: ContractKind): Omit<NewTemplate, 'source'> {
  const { id, title, description, standards, tags, version, prompts, risks } = kind;
  return { id, kind: id, title, description, standards, tags: [...tags, `kind-version-${version}`], prompts, risks, licence: 'MIT' };
}

function example(kind: ContractKind): string {
  const reading = kind.read(kind.prompts[0] ?? kind.title);
  const { sources, file } = kind.compose(reading.contractName, kind.schema.parse(reading.parameters));
  return sources[file] ?? '';
}
