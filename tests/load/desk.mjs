// A desk without a browser: signs in, opens a page's circuit and acknowledges its render batches, as blazor.web.js does.
import { HubConnectionBuilder, HttpTransportType, LogLevel } from "@microsoft/signalr";
import { MessagePackHubProtocol } from "@microsoft/signalr-protocol-msgpack";

/** Blazor's dialect: MessagePack under another name. */
class BlazorPack extends MessagePackHubProtocol {
  constructor() { super(); this.name = "blazorpack"; }
}

/** Spends a sign-in link and returns the cookie of its session. */
export async function comeIn(link, name) {
  const page = await fetch(link);
  const html = await page.text();
  const token = /name="__RequestVerificationToken" value="([^"]+)"/.exec(html)?.[1];
  if (!token) throw new Error(`No form at ${link}: ${html.slice(0, 200)}`);
  const cookie = cookies(page).join("; ");
  const form = new URLSearchParams({ __RequestVerificationToken: token, name });
  const answer = await fetch(link, { method: "POST", body: form, headers: { cookie }, redirect: "manual" });
  if (answer.status !== 302) throw new Error(`The link was refused: ${answer.status}`);
  return { cookie: cookies(answer).join("; "), desk: new URL(answer.headers.get("location"), link).href };
}

/** Opens the page's circuit; counts render batches and their bytes until stopped. */
export async function openDesk(url, cookie) {
  const html = await (await fetch(url, { headers: { cookie } })).text();
  const markers = [...html.matchAll(/<!--Blazor:(\{.*?\})-->/g)].map((m) => JSON.parse(m[1])).filter((m) => m.type === "server" && m.descriptor);
  const state = /<!--Blazor-Server-Component-State:(.*?)-->/.exec(html)?.[1] ?? "";
  if (markers.length === 0) throw new Error(`No interactive component on ${url}`);
  const counts = { batches: 0, bytes: 0, errors: 0 };
  const connection = new HubConnectionBuilder()
    .withUrl(new URL("/_blazor", url).href, { skipNegotiation: true, transport: HttpTransportType.WebSockets, headers: { Cookie: cookie } })
    .withHubProtocol(new BlazorPack()).configureLogging(LogLevel.Error).build();
  connection.on("JS.RenderBatch", (id, data) => {
    counts.batches++;
    counts.bytes += data.length ?? 0;
    void connection.send("OnRenderCompleted", id, null);
  });
  connection.on("JS.BeginInvokeJS", (id) => { if (id) void connection.send("EndInvokeJSFromDotNet", id, true, `[${id},true,null]`); });
  connection.on("JS.EndInvokeDotNet", () => {});
  connection.on("JS.AttachComponent", () => {});
  connection.on("JS.EndUpdateRootComponents", () => {});
  connection.on("JS.Error", (error) => { counts.errors++; if (counts.errors === 1) console.error(error); });
  await connection.start();
  const base = new URL("/", url).href;
  const circuit = await connection.invoke("StartCircuit", base, url, "[]", state);
  if (!circuit) throw new Error("The circuit was refused.");
  const operations = markers.map((marker, i) => ({ type: "add", ssrComponentId: i + 1, marker }));
  await connection.send("UpdateRootComponents", JSON.stringify({ batchId: 1, operations }), state);
  return { counts, close: () => connection.stop() };
}

function cookies(response) {
  return response.headers.getSetCookie().map((c) => c.split(";")[0]);
}
