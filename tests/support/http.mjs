// One request exactly as it is told, with nothing added: no cookies kept, no redirects followed.
import http from "node:http";

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

// {status, headers (lower case; set-cookie an array), bytes, text}
export function request(address, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = http.request(address, { method, headers, agent, timeout: 60000 }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const bytes = Buffer.concat(parts);
        resolve({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString() });
      });
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer from ${address}`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

export function form(values) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(values).toString(),
  };
}
