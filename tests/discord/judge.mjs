// What others make of bodies and Markdown: Discord's published schema (as zod), and a parser of Discord's Markdown.
// Called with the folder of node_modules; reads {bodies, forms, answers, commands, texts}
// from stdin, writes a list of findings for each.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const here = createRequire(process.argv[2] + "/judge.js");
const spec = await import(pathToFileURL(process.argv[2] + "/discord-api-spec/build/discord-api-spec.zod.js"));
const { parse } = here("discord-markdown-parser");
const { bodies, forms, answers, commands, texts } = JSON.parse(readFileSync(0, "utf8"));

const complaints = (schema, value) => {
  const told = schema.safeParse(value);
  return told.success ? [] : told.error.issues.map((each) => `${each.path.join(".")}: ${each.message}`);
};

// A node's kinds, and the words in it: text and code, without what only marks them.
const kinds = (node) =>
  Array.isArray(node)
    ? node.flatMap(kinds)
    : node && typeof node === "object"
      ? [node.type, ...kinds(node.content), ...(node.target ? [`target ${node.target}`] : [])]
      : [];
const words = (node) =>
  Array.isArray(node)
    ? node.map(words).join("")
    : node && typeof node === "object"
      ? node.type === "twemoji"
        ? node.name
        : words(node.content)
      : typeof node === "string"
        ? node
        : "";

const read = (text) => {
  const tree = parse(text, "extended");
  return { kinds: [...new Set(kinds(tree))], words: words(tree) };
};

console.log(
  JSON.stringify({
    bodies: bodies.map((each) => complaints(spec.MessageCreateRequestSchema, each)),
    forms: forms.map((each) => complaints(spec.ModalInteractionCallbackRequestDataSchema, each)),
    answers: answers.map((each) => complaints(spec.CreateMessageInteractionCallbackRequestSchema, { type: 4, data: each })),
    commands: commands.map((each) => complaints(spec.ApplicationCommandCreateRequestSchema, each)),
    texts: texts.map(read),
  }),
);
