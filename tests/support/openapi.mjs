// Holds answers of the API to the description that the server itself gives out.
import assert from "node:assert/strict";
import Ajv from "ajv/dist/2020.js";

import { request } from "./http.mjs";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export class Description {
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv({ strict: false, allErrors: true });
    this.ajv.addFormat("date-time", DATE_TIME);
    this.ajv.addFormat("binary", true);
    this.ajv.addSchema(document, "openapi");
    this.paths = Object.keys(document.paths).map((path) => ({
      path,
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
    }));
    this.seen = new Set(); // "POST /api/v1/stories 201"
  }

  static async of(url) {
    const answer = await request(new URL("/api/v1/openapi.json", url));
    assert.equal(answer.status, 200);
    return new Description(JSON.parse(answer.text));
  }

  // Every "METHOD path status" that is described.
  all() {
    const list = [];
    for (const [path, item] of Object.entries(this.document.paths))
      for (const [method, operation] of Object.entries(item))
        for (const status of Object.keys(operation.responses || {}).filter((one) => one !== "default"))
          list.push(`${method.toUpperCase()} ${path} ${status}`);
    return list;
  }

  #resolve(object) {
    if (!object?.$ref) return [object, null];
    const pointer = object.$ref.slice(2).split("/");
    return [pointer.reduce((at, key) => at[key], this.document), object.$ref];
  }

  #described(method, address, status) {
    const path = address.split("?")[0];
    const known = this.paths.find(({ pattern }) => pattern.test(path));
    const operation = known && this.document.paths[known.path][method.toLowerCase()];
    if (!operation) return this.document.components.responses.Problem;
    const response = operation.responses[status] || (status >= 500 && operation.responses.default);
    assert.ok(response, `${method} ${known.path} says nothing of an answer ${status}`);
    this.seen.add(`${method} ${known.path} ${status}`);
    return this.#resolve(response)[0];
  }

  // The answer's JSON, when all of it is as described.
  check(method, address, { status, headers, text }) {
    const where = `${method} ${address} ${status}`;
    const response = this.#described(method, address, status);
    const [type] = Object.keys(response.content);
    assert.equal(headers["content-type"], type, where);
    const body = JSON.parse(text);
    const { schema } = response.content[type];
    const validate = this.ajv.compile(
      schema.$ref ? { $ref: `openapi${schema.$ref}` } : schema);
    assert.ok(validate(body), `${where}: ${this.ajv.errorsText(validate.errors)}\n${text.slice(0, 2000)}`);
    if (status >= 400) assert.equal(body.status, status, where);
    return body;
  }
}
