// What Discord's published schema (as zod) makes of requests. Called with the folder of node_modules; reads a list of
// {schema, value} from stdin, writes a list of complaints for each.
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const spec = await import(pathToFileURL(process.argv[2] + "/discord-api-spec/build/discord-api-spec.zod.js"));

const complaints = ({ schema, value }) => {
  const told = spec[`${schema}Schema`].safeParse(value);
  return told.success ? [] : told.error.issues.map((each) => `${each.path.join(".")}: ${each.message}`);
};

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(complaints)));
