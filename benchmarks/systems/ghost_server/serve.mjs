// Ghost behind a small proxy, as a web server stands before it: the port opens when Ghost has booted, so that
// nobody meets its maintenance page. Arguments: Ghost's folder, Ghost's own port, the proxy's.
import { spawn } from "node:child_process";
import http from "node:http";

const [folder, behind, port] = process.argv.slice(2);
const host = "127.0.0.1";
const ghost = spawn(process.execPath, [`${folder}/index.js`], { stdio: "inherit" });
const end = () => ghost.kill("SIGTERM");
process.on("SIGTERM", end);
process.on("SIGINT", end);
ghost.on("exit", (code) => process.exit(code ?? 0));

function forward(request, response) {
  const { url: path, method, headers } = request;
  const upstream = http.request({ host, port: behind, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () => response.writeHead(502).end());
  request.pipe(upstream);
}

function hasBooted() {
  return new Promise((resolve) => {
    const headers = { host: `${host}:${port}` };
    const probe = http.get({ host, port: behind, path: "/", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    probe.on("error", () => resolve(false));
  });
}

while (!(await hasBooted())) await new Promise((resolve) => setTimeout(resolve, 250));
http.createServer(forward).listen(Number(port), host);
