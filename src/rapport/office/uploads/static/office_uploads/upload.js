/* Send files in pieces by tus 1.0.0. What is here already is not sent twice: the server says
   how much it has. Each piece carries its SHA-256 where the browser can compute one. Without
   this script the page's form for one file stays. */

const PIECE = 4 * 1024 * 1024;
const HASHED = 64 * 1024 * 1024;
const LONGEST_WAIT = 30_000;
const TUS = { "Tus-Resumable": "1.0.0", Accept: "application/json" };
const GOES_ON = new Set([409, 423, 460, 500, 502, 503, 504]);

const section = document.querySelector("[data-upload]");
const say = (name) => section.querySelector(`[data-say="${name}"]`).textContent;
const pause = (time) => new Promise((done) => setTimeout(done, time));
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

async function digest(blob) {
  if (!crypto.subtle) return null;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
}

class Refused extends Error {}

async function ask(url, method, headers = {}, body = undefined) {
  const answer = await fetch(url, { method, headers: { ...TUS, ...headers }, body });
  if (answer.ok) return answer;
  if (GOES_ON.has(answer.status)) throw new Error(`${answer.status}`);
  const told = await answer.json().catch(() => ({}));
  throw new Refused(told.title ?? `${answer.status}`);
}

function begunBefore(file) {
  const known = [...document.querySelectorAll("[data-begun]")].find(
    ({ dataset }) => dataset.name === file.name && Number(dataset.size) === file.size,
  );
  known?.removeAttribute("data-begun");
  return known?.dataset.url;
}

async function begin(file) {
  const answer = await ask(section.dataset.upload, "POST", {
    "Upload-Length": `${file.size}`,
    "Upload-Metadata": `filename ${base64(file.name)}`,
  });
  return new URL(answer.headers.get("Location")).pathname;
}

async function sendPiece(url, file, at) {
  const piece = file.slice(at, at + PIECE);
  const hash = await digest(piece);
  return ask(
    url,
    "PATCH",
    {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": `${at}`,
      ...(hash && { "Upload-Checksum": `sha256 ${btoa(String.fromCharCode(...hash))}` }),
    },
    piece,
  );
}

async function send(file, show) {
  let url = begunBefore(file);
  let failures = 0;
  for (;;) {
    try {
      url ??= await begin(file);
      let answer = await ask(url, "HEAD");
      let at = Number(answer.headers.get("Upload-Offset"));
      show(at);
      while (at < file.size) {
        answer = await sendPiece(url, file, at);
        at = Number(answer.headers.get("Upload-Offset"));
        failures = 0;
        show(at);
      }
      const hash = answer.headers.get("Upload-Sha256");
      if (hash) return hash;
    } catch (trouble) {
      if (trouble instanceof Refused) throw trouble;
      show(null);
    }
    failures += 1;
    await pause(Math.min(LONGEST_WAIT, 500 * 2 ** failures));
  }
}

function line(file) {
  const made = section.querySelector("[data-one]").content.cloneNode(true).firstElementChild;
  const part = (name) => made.querySelector(`[data-${name}]`);
  part("name").textContent = file.name;
  section.querySelector("[data-running]").append(made);
  const show = (at) => {
    if (at !== null) made.querySelector("progress").value = file.size ? at / file.size : 1;
    const percent = Math.floor(100 * made.querySelector("progress").value);
    part("state").textContent = at === null ? say("waits") : `${say("sending")} ${percent} %`;
  };
  const tell = (words, hash = "") => {
    part("state").textContent = words;
    part("here").textContent = hash;
  };
  return { show, tell };
}

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function sendOne(file) {
  const { show, tell } = line(file);
  show(0);
  try {
    const theirs = await send(file, show);
    const mine = file.size <= HASHED && (await digest(file));
    if (!mine) tell(say("large"), theirs);
    else tell(say(hex(mine) === theirs ? "same" : "differs"), theirs);
  } catch (trouble) {
    tell(`${say("failed")} ${trouble.message}`);
  }
}

async function sendAll(input) {
  const files = [...input.files];
  input.disabled = true;
  for (const file of files) await sendOne(file);
  input.disabled = false;
  input.value = "";
  section.querySelector("[data-done]").hidden = false;
}

section.hidden = false;
document.querySelector("[data-plain]").hidden = true;
const chosen = section.querySelector("input");
chosen.addEventListener("change", () => sendAll(chosen));
